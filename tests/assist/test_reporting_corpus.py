"""Checks the form and the breadth of the hand-made corpus of reporting sentences."""

import itertools
import json
from pathlib import Path

import pytest

from annotator.model.annotation import ENDORSEMENTS, MODALITIES, POLARITIES, QUOTE_TYPES

CORPUS = Path(__file__).with_name("reporting.jsonl")
PASSAGES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
CLAIMS = [
    pytest.param(passage, claim, id=f"{passage['id']}-{n}")
    for passage in PASSAGES
    for n, claim in enumerate(passage["claims"])
]
ROLES = ("content", "cue", "source")
PRONOUNS = {"he", "she", "it", "they", "his", "her", "its", "their"}
OPENING, CLOSING = '“‘"', '”’"'
CLOSED = {
    "quote_type": QUOTE_TYPES,
    "voice": ("attributed", "nested", "author"),
    "modality": MODALITIES,
    "polarity": POLARITIES,
    "endorsement": ENDORSEMENTS,
}
LEAST = {
    "interrupted": 11,
    "sharing": 13,
    "unnamed": 20,
    "quoted": 30,
    "nested": 8,
    "hedged": 12,
    "denied": 8,
    "intended": 6,
    "directive": 5,
    "evaluated": 5,
    "questioned": 3,
    "negative": 10,
    "distances": 10,
    "endorses": 8,
}


def quotes(passage, spans):
    """Return the text under each span."""
    return [passage["text"][start:end] for start, end in spans]


def is_unnamed(passage, claim):
    """Tell whether the source is a pronoun or somebody without a name."""
    source = " ".join(quotes(passage, claim["source"])).lower()
    return claim["voice"] != "author" and (source in PRONOUNS or not claim["claimant"])


def share(one, other):
    """Tell whether two claims have the same source or the same cue."""
    return any(one[role] and one[role] == other[role] for role in ("source", "cue"))


def shapes(passage):
    """Return the names of the hard shapes that a passage holds."""
    claims = passage["claims"]
    found = {claim[field] for claim in claims for field in ("voice", "modality", "polarity", "endorsement")}
    tests = {
        "interrupted": any(len(claim["content"]) > 1 for claim in claims),
        "sharing": any(share(one, other) for one, other in itertools.combinations(claims, 2)),
        "unnamed": any(is_unnamed(passage, claim) for claim in claims),
        "quoted": any(claim["quote_type"] in ("direct", "mixed") for claim in claims),
    }
    return found | {name for name, holds in tests.items() if holds}


def covers(outer, inner):
    """Tell whether every inner span lies inside one of the outer spans."""
    return all(any(o[0] <= i[0] and i[1] <= o[1] for o in outer) for i in inner)


def test_the_corpus_has_seventy_two_different_passages_with_running_ids():
    assert [passage["id"] for passage in PASSAGES] == [f"r{n:02d}" for n in range(1, 73)]
    assert len({passage["text"] for passage in PASSAGES}) == len(PASSAGES)
    assert all(passage["claims"] for passage in PASSAGES)


def test_exactly_half_of_the_passages_are_held_back():
    assert sum(passage["held_back"] for passage in PASSAGES) == len(PASSAGES) // 2


@pytest.mark.parametrize(("shape", "least"), LEAST.items())
def test_every_hard_shape_is_frequent_enough(shape, least):
    assert sum(shape in shapes(passage) for passage in PASSAGES) >= least


@pytest.mark.parametrize("shape", LEAST)
def test_every_hard_shape_is_on_both_sides_of_the_split(shape):
    assert {passage["held_back"] for passage in PASSAGES if shape in shapes(passage)} == {True, False}


def test_the_texts_have_straight_and_curly_marks_letters_with_accents_and_emoji():
    text = "".join(passage["text"] for passage in PASSAGES)
    assert set("“”’\"'ïøÉ") <= set(text)
    assert any(ord(passage["text"][0]) > 0xFFFF for passage in PASSAGES)


@pytest.mark.parametrize(("passage", "claim"), CLAIMS)
def test_spans_are_in_range_in_order_and_neither_empty_nor_edged_with_blanks(passage, claim):
    assert claim["content"]
    for role in ROLES:
        edges = [edge for span in claim[role] for edge in span]
        assert edges == sorted(set(edges)) and all(0 <= edge <= len(passage["text"]) for edge in edges)
        assert all(len(span) == 2 for span in claim[role])
        assert all(quote == quote.strip() for quote in quotes(passage, claim[role]))


@pytest.mark.parametrize(("passage", "claim"), CLAIMS)
def test_spans_begin_and_end_at_the_edge_of_a_word(passage, claim):
    text = passage["text"]
    for start, end in itertools.chain.from_iterable(claim[role] for role in ROLES):
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


@pytest.mark.parametrize(("passage", "claim"), CLAIMS)
def test_content_has_no_complementizer_closing_stop_or_unpaired_mark(passage, claim):
    for quote in quotes(passage, claim["content"]):
        assert not quote.startswith("that ") and quote[-1] not in ".,;"
        assert quote.count("“") == quote.count("”") and quote.count('"') % 2 == 0


@pytest.mark.parametrize(("passage", "claim"), CLAIMS)
def test_direct_content_lies_between_marks_and_mixed_content_holds_or_touches_some(passage, claim):
    text = passage["text"]
    touched = [text[start - 1] in OPENING for start, _ in claim["content"] if start]
    held = [any(mark in quote for mark in '“‘"') for quote in quotes(passage, claim["content"])]
    if claim["quote_type"] == "direct":
        assert all(touched) and len(touched) == len(claim["content"])
        assert all(set(text[end : end + 2]) & set(CLOSING + "\n") for _, end in claim["content"])
    else:
        assert (claim["quote_type"] == "mixed") == (any(touched) or any(held))


@pytest.mark.parametrize(("passage", "claim"), CLAIMS)
def test_cue_source_and_content_do_not_overlap(passage, claim):
    spans = sorted(span for role in ROLES for span in claim[role])
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize(("passage", "claim"), CLAIMS)
def test_fields_come_from_the_closed_lists(passage, claim):
    assert set(claim) == {*ROLES, *CLOSED, "claimant", "parent"}
    for field, allowed in CLOSED.items():
        assert claim[field] in allowed


@pytest.mark.parametrize(("passage", "claim"), CLAIMS)
def test_the_author_alone_speaks_without_cue_and_source(passage, claim):
    is_author = claim["voice"] == "author"
    assert is_author == (not claim["cue"] and not claim["source"])
    assert is_author == (claim["quote_type"] == "none")
    assert not claim["claimant"] or claim["source"]


@pytest.mark.parametrize(("passage", "claim"), CLAIMS)
def test_a_nested_claim_lies_inside_the_content_of_its_parent(passage, claim):
    assert (claim["voice"] == "nested") == (claim["parent"] is not None)
    if claim["parent"] is not None:
        outer = passage["claims"][claim["parent"]]
        assert outer is not claim
        assert all(covers(outer["content"], claim[role]) for role in ROLES)
