"""How many keys an article of some six hundred words takes, played by a script that reads what the sweep shows."""

import importlib.util
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
ARTICLE = TESTS / "assist" / "drones-analysis.md"
MARKS = TESTS / "assist" / "drones-analysis.gold.jsonl"
MOST_KEYS = 45


@pytest.fixture(scope="module")
def engine():
    """Return the player of the benchmark."""
    spec = importlib.util.spec_from_file_location("sweep_engine", TESTS / "benchmarks" / "sweep_engine.py")
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["sweep_engine"] = module
    spec.loader.exec_module(module)
    return module


def test_all_names_of_an_article_are_tagged_and_linked_in_a_few_dozen_keys(engine, tmp_path):
    marks = engine.read_marks(MARKS)
    played = engine.play(ARTICLE.read_text("utf-8"), marks, tmp_path)
    assert played.expected == len(marks) > 85
    assert (played.precision, played.recall, played.linked) == (1.0, 1.0, len(marks))
    assert played.total <= MOST_KEYS, played.log
    assert "hand" not in played.keys


def test_the_player_pays_for_what_the_sweep_does_not_know(engine, tmp_path):
    text = "They asked the orrewatch twice, and Goldby Tarr of Norway in May 2030.\n"
    wanted = [("orrewatch", "ORG"), ("Goldby Tarr", "ORG"), ("Norway", "GPE")]
    marks = [
        engine.Mark(engine.Span(text.index(form), text.index(form) + len(form)), label, form) for form, label in wanted
    ]
    played = engine.play(text, marks, tmp_path)
    assert played.keys == {"start": 1, "label": 1, "space": 1, "X": 1, "hand": engine.HAND_TAG}
    assert (played.precision, played.recall) == (1.0, 1.0)
