"""Annotated articles from the native format: least files, known ids, conflicts, damage."""

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.changes import Change, ChangeSet
from annotator.model.records import Filter
from annotator.model.span import Span
from annotator.project import Project, annotating, articles, claims, entities
from annotator.transfer import exporting, importing
from annotator.transfer.reports import ImportOptions

TEXT = "Alba Renn said that Port Velm will reopen.\r\nRenn waits. 🚢"


def line(**fields):
    return {"title": "T", "text": TEXT, **fields}


def entity(start, end, label="PERSON", **fields):
    return {"kind": "entity", "label": label, "spans": [[start, end]], **fields}


def take(project, tmp_path, *lines, **options):
    path = tmp_path / "x.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return importing.import_paths(project, [path], options=ImportOptions(**options))


def exported(project):
    stream = io.BytesIO()
    exporting.export(project, "jsonl", Filter(), target=stream)
    return stream.getvalue()


def all_annotations(project):
    return [one for article in project.articles() for one in project.annotations(article.uid)]


def test_the_least_a_line_says_becomes_a_suggestion_from_an_import(project, tmp_path):
    report = take(project, tmp_path, line(annotations=[entity(0, 9)]))
    made = all_annotations(project)[0]
    assert report.annotations == 1
    assert (made.quote, made.status, made.origin, made.mention.entity) == ("Alba Renn", "proposed", "imported", None)
    assert made.created_by == project.person.uid


@pytest.mark.parametrize("uid", [{}, {"id": "T1"}])
def test_the_same_file_twice_adds_nothing_with_and_without_ids(project, tmp_path, uid):
    lines = [line(annotations=[entity(0, 9, **uid), entity(45, 49, attributes={"entity_name": "Renn"})])]
    take(project, tmp_path, *lines)
    before = exported(project)
    report = take(project, tmp_path, *lines)
    assert (report.annotations, report.changed, len(report.existing)) == (0, 0, 1)
    assert exported(project) == before


def test_a_wrong_quote_refuses_the_file_and_names_the_line(project, tmp_path):
    good = line(text="Good text", annotations=[entity(0, 4)])
    report = take(project, tmp_path, good, line(annotations=[entity(0, 9, quote="Alba Penn")]))
    assert [one.line for one in report.failed] == [2]
    assert "“Alba Renn”" in report.failed[0].message
    assert project.articles() == []


@pytest.mark.parametrize(
    "annotation",
    [
        entity(0, 10_000),
        {"kind": "claim", "label": "CLAIM", "spans": [[0, 9]], "attributes": {"modality": "loud"}},
        {"kind": "claim", "label": "CLAIM", "spans": [[0, 9]], "attributes": {"cue_spans": [[9, 4]]}},
        {
            "kind": "claim",
            "label": "CLAIM",
            "spans": [[0, 9]],
            "attributes": {"cue_spans": [[10, 14]], "cue_text": "sad"},
        },
        entity(0, 9, attributes={"form": "LOUD"}),
        entity(0, 9, attributes={"entity_name": 7}),
        entity(0, 9, attributes={"entity_name": "N", "qid": "x"}),
    ],
)
def test_an_annotation_that_can_not_be_refuses_its_file(project, tmp_path, annotation):
    report = take(project, tmp_path, line(annotations=[annotation]))
    assert [one.line for one in report.failed] == [1]
    assert project.articles() == []
    assert len(project.annotators()) == 1


def test_a_claim_without_a_header_makes_its_record_and_claimant(project, tmp_path):
    told = {"proposition": "P", "claimant": "Alba Renn", "cue_spans": [[10, 14]], "modality": "denied"}
    take(
        project,
        tmp_path,
        line(annotations=[{"kind": "claim", "label": "CLAIM", "spans": [[20, 42]], "attributes": told}]),
    )
    claim = project.claims()[0]
    assert claim.proposition == "P"
    assert project.entity(claim.claimant).name == "Alba Renn"
    made = all_annotations(project)[0]
    assert (made.text("cue"), made.occurrence.modality) == ("said", "denied")


def test_an_unknown_label_is_added_and_told(project, tmp_path):
    report = take(project, tmp_path, line(annotations=[entity(0, 9, label="SHIP_NAME")]))
    assert [one.code for one in report.warnings] == ["label-added"]
    assert project.labels().by_key("SHIP_NAME").name == "Ship name"


def test_meta_without_a_place_is_told(project, tmp_path):
    report = take(project, tmp_path, line(meta={"outlet": "The Quay", "mood": "grim"}))
    assert [one.code for one in report.warnings] == ["attribute-lost"]
    assert project.articles()[0].outlet == "The Quay"


@pytest.fixture
def shared(project, tmp_path):
    """Return a project with an annotation, and the file that says so."""
    take(project, tmp_path, line(annotations=[entity(0, 9, attributes={"entity_name": "Alba Renn"})]))
    lines = [json.loads(one) for one in exported(project).splitlines()]
    return project, lines


def changed(lines, **fields):
    header, article = lines
    annotation = {**article["annotations"][0], **fields}
    return [header, {**article, "annotations": [annotation]}]


def test_a_conflict_is_skipped_and_told_unless_asked_otherwise(shared, tmp_path):
    project, lines = shared
    before = exported(project)
    report = take(project, tmp_path, *changed(lines, note="other"))
    assert [one.code for one in report.warnings] == ["kept"]
    assert exported(project) == before


def test_a_conflict_is_replaced_when_asked(shared, tmp_path):
    project, lines = shared
    report = take(project, tmp_path, *changed(lines, note="other", status="accepted"), on_conflict="replace")
    assert report.changed == 1
    assert [(one.note, one.status) for one in all_annotations(project)] == [("other", "accepted")]
    project.undo()
    assert [one.note for one in all_annotations(project)] == [""]


def test_a_conflict_keeps_both_when_asked(shared, tmp_path):
    project, lines = shared
    take(project, tmp_path, *changed(lines, note="other"), on_conflict="keep-both")
    assert sorted(one.note for one in all_annotations(project)) == ["", "other"]


def test_another_text_under_a_known_id_is_left_out_or_kept_beside(shared, tmp_path):
    project, lines = shared
    header, article = lines
    other = [header, {**article, "text": TEXT + "!", "meta": {}}]
    report = take(project, tmp_path, *other)
    assert [one.code for one in report.warnings] == ["text-differs"]
    assert len(project.articles()) == 1
    take(project, tmp_path, *other, on_conflict="keep-both")
    assert [project.text(one.uid) for one in project.articles()] == [TEXT, TEXT + "!"]


def test_annotations_join_an_article_that_has_the_same_text(project, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    importing.import_paths(project, [tmp_path / "a.txt"])
    take(project, tmp_path, line(id="d_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", annotations=[entity(0, 9)]))
    assert len(project.articles()) == 1
    assert [one.quote for one in all_annotations(project)] == ["Alba Renn"]


def test_an_article_that_was_deleted_comes_back_with_its_text(shared, tmp_path):
    project, lines = shared
    before = exported(project)
    articles.delete(project, [project.articles()[0].uid])
    take(project, tmp_path, *lines)
    assert exported(project) == before
    articles.delete(project, [project.articles()[0].uid])
    header, article = lines
    take(project, tmp_path, header, {**article, "text": "Other words", "annotations": []})
    assert [project.text(one.uid) for one in project.articles()] == ["Other words"]


def test_a_tag_that_was_deleted_comes_back(shared, tmp_path):
    project, lines = shared
    before = exported(project)
    annotating.delete(project, all_annotations(project))
    take(project, tmp_path, *lines)
    assert exported(project) == before


def test_the_same_identifier_under_another_id_is_the_same_entity(project, tmp_path):
    person = project.labels().by_key("PERSON")
    known = entities.make(project, person.uid, "A. Renn")
    entities.edit(project, known.uid, qid="Q42")
    header = {
        "format": "annotator-jsonl/1",
        "entities": [{"id": "e_1", "label": "PERSON", "name": "Alba Renn", "qid": "Q42"}],
    }
    take(project, tmp_path, header, line(annotations=[entity(0, 9, attributes={"entity_id": "e_1"})]))
    assert [one.mention.entity for one in all_annotations(project)] == [known.uid]
    assert len(project.entities()) == 1


def test_a_nested_claim_finds_its_parent_whatever_comes_first(project, article, version, tmp_path):
    outer = claims.capture(project, version, [Span(0, 30)])
    inner = claims.capture(project, version, [Span(4, 12)])
    claims.edit_occurrence(project, inner, voice="nested", parent=outer.uid)
    late = replace(project.annotation(outer.uid), uid="a_ffffffff-ffff-4fff-8fff-ffffffffffff")
    project.commit(ChangeSet("Again", (Change(None, late),)))
    claims.edit_occurrence(project, inner, parent=late.uid)
    lines = exported(project)
    copy = Project.create(tmp_path / "copy.db", project.person)
    (tmp_path / "in.jsonl").write_bytes(lines)
    importing.import_paths(copy, [tmp_path / "in.jsonl"])
    assert exported(copy) == lines
    copy.close(with_backup=False)


@settings(max_examples=25)
@given(st.data())
def test_any_project_comes_back_byte_for_byte(tmp_path_factory, data):
    from annotator.model.records import ArticleDraft
    from annotator.project import Person

    folder = tmp_path_factory.mktemp("any")
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    words = st.text(letters, min_size=1, max_size=60).filter(str.strip)
    project = Project.create(folder / "one.db", Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada"))
    labels = project.labels().in_use("entity")
    for text in data.draw(st.lists(words, min_size=1, max_size=3, unique=True)):
        added = articles.add(project, [ArticleDraft("T", text)]).added[0]
        version = project.version(added.uid)
        for _ in range(data.draw(st.integers(0, 3))):
            span = Span(data.draw(st.integers(0, len(text) - 1)), len(text))
            if data.draw(st.booleans()):
                claims.capture(project, version, [span], cue=[Span(0, 1)])
            elif text[span.start :].strip():
                label = data.draw(st.sampled_from(labels))
                annotating.tag(project, version, [span], label.uid, note=data.draw(st.text(letters, max_size=20)))
    before = exported(project)
    (folder / "out.jsonl").write_bytes(before)
    copy = Project.create(folder / "two.db", Person("u_1f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Bob"))
    report = importing.import_paths(copy, [folder / "out.jsonl"])
    assert (report.failed, report.warnings) == ([], [])
    assert exported(copy) == before
    assert copy.check() == []
    project.close(with_backup=False)
    copy.close(with_backup=False)
