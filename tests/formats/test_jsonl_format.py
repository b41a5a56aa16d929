"""The native format: what is written is read again, and what is wrong is told with its line."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import ImportFileError
from annotator.formats import jsonl, jsonl_reading
from annotator.formats.protocol import SourceFile
from annotator.model.annotation import Annotation, Mention, Occurrence, arranged, pieces_of
from annotator.model.article import Article, Version, checksum
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.label import Label
from annotator.model.people import Annotator
from annotator.model.records import ArticleRecord, ProjectRecord
from annotator.model.span import Span

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)
LABELS = (Label("l_1", "entity", "PERSON", "Person"), Label("l_2", "claim", "CLAIM", "Claim"))


class Story:
    """A source of one article with a mention and a claim."""

    def __init__(self, text, name="Alba", note=""):
        whole = [Span(0, len(text))]
        named = pieces_of(text, "mention", whole)
        mention = Annotation("a_1", "d_1", 1, "entity", "l_1", named, mention=Mention("e_1"))
        roles = [*pieces_of(text, "content", whole), *pieces_of(text, "cue", [Span(0, 1)])]
        claim = Annotation("a_2", "d_1", 1, "claim", "l_2", arranged(roles), note=note, occurrence=Occurrence("c_1"))
        article = Article("d_1", name, outlet=note.strip())
        self.record = ArticleRecord(article, Version("d_1", 1, text, checksum(text)), (mention, claim))
        entities = (Entity("e_1", "l_1", name, aliases=(name + "!",)),)
        self._project = ProjectRecord(note, LABELS, entities, (Claim("c_1", name),), (Annotator("u_1", name),))

    def rows(self):
        return iter(())

    def articles(self):
        return iter([self.record])

    def project(self):
        return self._project


def lines_of(source):
    stream = io.BytesIO()
    assert jsonl.write(source, stream) == 2
    return stream.getvalue()


def read(content):
    bundle = jsonl_reading.read(SourceFile("x.jsonl", content))
    return bundle.header, list(bundle.articles)


@given(WORDS, WORDS, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_header_and_articles_are_read_as_they_were_written(text, name, note):
    source = Story(text, name, note)
    header, articles = read(lines_of(source))
    project = source.project()
    assert header.labels == project.labels
    assert header.claims == project.claims and header.annotators == project.annotators
    assert [one.aliases for one in header.entities] == [(name + "!",)]
    assert [(one.uid, one.text, one.title) for one in articles] == [("d_1", text, name.strip())]
    mention, claim = articles[0].annotations
    assert (mention.quote, claim.note) == (text, note)
    assert claim.attributes["cue_spans"] == [[0, 1]]


def test_keys_stand_in_the_order_of_the_format():
    header, article = (json.loads(line) for line in lines_of(Story("Alba said")).splitlines())
    assert list(header) == ["format", "project", "labels", "entities", "claims", "annotators"]
    assert header["format"] == "annotator-jsonl/1"
    assert list(article) == ["id", "title", "text", "meta", "annotations", "relations"]
    assert list(article["annotations"][0]) == [
        *("id", "kind", "label", "spans", "quote", "status", "origin", "confidence", "set", "attributes", "note"),
        *("created_by", "created", "updated_by", "modified"),
    ]


def test_letters_are_written_as_they_are_and_lines_end_in_a_line_feed():
    content = lines_of(Story("Hạnh 🚢\u2028\r\nsaid"))
    assert "Hạnh 🚢\u2028\\r\\nsaid".encode() in content
    assert content.count(b"\n") == 2 and b"\r" not in content


def test_labels_that_share_a_key_are_told_apart_by_their_id():
    source = Story("Alba")
    twin = Label("l_0", "entity", "person", "Person", label_set="other", position=-1)
    source._project = ProjectRecord("", (twin, *LABELS), source._project.entities, source._project.claims, ())
    assert b'"kind":"entity","label":"l_1","spans"' in lines_of(source)


def test_the_least_a_file_must_say_is_enough():
    line = b'{"title":"T","text":"Alba","annotations":[{"kind":"entity","label":"PERSON","spans":[[0,4]]}]}'
    header, articles = read(b"\n  \n" + line + b"\r\n")
    assert header.labels == ()
    assert articles[0].line == 3
    assert articles[0].annotations[0].spans == (Span(0, 4),)


GOOD = {"id": "d_1", "title": "T", "text": "Alba"}
ENTITY = {"kind": "entity", "label": "PERSON", "spans": [[0, 4]]}


def with_annotation(**fields):
    return {**GOOD, "annotations": [{**ENTITY, **fields}]}


@pytest.mark.parametrize(
    "value",
    [
        {"id": "d_1", "title": "T"},
        {"text": "Alba"},
        {**GOOD, "text": " "},
        {**GOOD, "text": 3},
        {**GOOD, "meta": []},
        {**GOOD, "meta": {"outlet": ["x"]}},
        {**GOOD, "annotations": {}},
        {**GOOD, "annotations": [1]},
        with_annotation(spans=[]),
        with_annotation(spans=[[0]]),
        with_annotation(spans=[[4, 0]]),
        with_annotation(spans=[[0, 4.0]]),
        with_annotation(spans=[[False, True]]),
        with_annotation(spans="0..4"),
        with_annotation(kind="event"),
        with_annotation(kind=""),
        with_annotation(label=""),
        with_annotation(label=7),
        with_annotation(status="maybe"),
        with_annotation(origin="heaven"),
        with_annotation(confidence=1.5),
        with_annotation(confidence=True),
        with_annotation(attributes=[]),
        with_annotation(note="half \ud800"),
        with_annotation(note="nul \0"),
        [1],
        "text",
    ],
)
def test_a_line_that_says_something_impossible_is_refused_with_its_number(value):
    content = json.dumps(GOOD).encode() + b"\n" + json.dumps(value).encode() + b"\n"
    with pytest.raises(ImportFileError) as caught:
        read(content)
    assert caught.value.line == 2
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "line",
    [b"{", b"nope", b'{"text": NaN}', b"[" * 100_000, b'{"a":1}{"b":2}', b'{"format":"annotator-jsonl/2"}'],
)
def test_a_line_that_is_not_this_format_is_refused(line):
    with pytest.raises(ImportFileError) as caught:
        read(line)
    assert caught.value.line == 1


@pytest.mark.parametrize(
    "header",
    [
        {"labels": [{"key": "X"}]},
        {"labels": [{"id": "l_1", "kind": "colour", "key": "X"}]},
        {"labels": [{"id": "l_1", "key": "X", "position": "1"}]},
        {"entities": [{"id": "e_1", "label": "X", "name": " "}]},
        {"entities": [{"id": "e_1", "label": "X", "name": "N", "qid": "42"}]},
        {"entities": [{"id": "e_1", "label": "X", "name": "N", "aliases": [1]}]},
        {"claims": [{"id": "c_1", "types": ["guess"]}]},
        {"annotators": [{"id": "u_1", "name": ""}]},
        {"annotators": "Ada"},
    ],
)
def test_a_header_with_an_impossible_value_is_refused(header):
    with pytest.raises(ImportFileError) as caught:
        read(json.dumps({"format": "annotator-jsonl/1", **header}).encode())
    assert caught.value.line == 1


def test_an_escaped_backslash_before_u0000_is_not_taken_for_nul():
    value = {**GOOD, "text": "a \\u0000 b"}
    _, articles = read(json.dumps(value).encode())
    assert articles[0].text == "a \\u0000 b"


def test_an_empty_file_is_refused():
    with pytest.raises(ImportFileError, match="empty"):
        read(b"\n\n")
