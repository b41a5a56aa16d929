"""Proposals stay valid on any text, take bounded time, and are right often enough."""

import importlib.util
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.assist.claims import claim_candidates, propose, shipped_lexicon
from annotator.model.segments import paragraphs
from annotator.model.span import Span

HERE = Path(__file__).parent
WORDS = (
    "said that the claim of Holt denied , . : ; “ ” \" ' ’s and but told to according “a” is was not may Mayor she "
    "accused of by promised who which believes report’s \n\n — ( ) says: “No.” in words view as 44 U.S. Mr. 🚨"
).split(" ")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_proposal_is_valid_whatever_the_text(text):
    for paragraph in paragraphs(text):
        found = propose(text, paragraph)
        assert found
        for one in found:
            for role in (one.content, one.cue, one.source):
                assert all(span.end <= len(text) for span in role)
                assert all(a.end <= b.start for a, b in zip(role, role[1:], strict=False))
            assert all(not cue.overlaps(span) for cue in one.cue for span in (*one.content, *one.source))
            assert all(span.of(text).strip() == span.of(text) for span in one.content)
            assert one.parent is None or found[one.parent] is not one


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(0, 200))
def test_a_caret_reorders_proposals_and_changes_nothing_else(text, caret):
    for paragraph in paragraphs(text):
        plain, ordered = propose(text, paragraph), propose(text, paragraph, caret=caret)
        assert sorted(one.content for one in plain) == sorted(one.content for one in ordered)


def seconds(text):
    """Return the least CPU seconds of a proposal in the middle of a text."""
    at = len(text) // 2
    times = []
    for _ in range(5):
        started = time.process_time()
        propose(text, Span(at, at + 100), caret=at)
        times.append(time.process_time() - started)
    return min(times)


PIECES = (
    "Holt said the gate was old, Lenz denied it. ",
    "he said, ",
    "“a ",
    "'a ",
    '"a ',
    "said that ",
    "word ",
    "a's ",
)


@pytest.mark.parametrize("piece", PIECES)
def test_a_paragraph_of_a_million_characters_costs_no_more_than_a_short_one(piece):
    shipped_lexicon()
    short, long = (piece * (size // len(piece)) for size in (20_000, 1_000_000))
    assert seconds(long) < 4 * seconds(short) + 0.01


def test_candidates_of_a_long_paragraph_take_linear_time():
    piece = "Holt said the gate was old. The gate fell. "

    def least(size):
        runs = []
        for _ in range(4):
            started = time.process_time()
            found = claim_candidates(piece * size, Span(0, len(piece) * size))
            runs.append(time.process_time() - started)
        assert len(found) == size
        return min(runs)

    assert least(200) < 8 * least(50) + 0.1


def benchmark():
    path = HERE.parent / "benchmarks" / "claims.py"
    spec = importlib.util.spec_from_file_location("claims_benchmark", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("is_held_back", [False, True])
def test_half_of_the_reporting_passages_need_no_edit(is_held_back):
    lines = (HERE / "reporting.jsonl").read_text(encoding="utf-8").splitlines()
    passages = [one for one in map(json.loads, lines) if one["held_back"] is is_held_back]
    summary, _ = benchmark().measure(passages)
    assert summary["passages"] >= 30
    assert summary["passages_all_right"] >= 0.5
