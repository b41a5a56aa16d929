"""Quotes of long texts are checked against blocks, so that a tag costs the same at any length."""

import sqlite3

import pytest

from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import annotating, articles
from annotator.store.schema import BLOCK, LONG


@pytest.fixture
def long_version(project):
    text = ("Turkey said é 😀 deal. " * (LONG // 20))[: LONG + 5000]
    return project.version(articles.add(project, [ArticleDraft("Long", text)]).added[0].uid)


@pytest.mark.parametrize("start", [0, BLOCK - 5, BLOCK, 3 * BLOCK + 7, LONG, LONG + 4000])
@pytest.mark.parametrize("length", [1, 12, BLOCK, 2 * BLOCK + 3])
def test_a_quote_anywhere_in_a_long_text_is_stored(project, long_version, start, length):
    end = min(start + length, len(long_version.text))
    made = annotating.tag(project, long_version, [Span(start, end)], project.labels().by_key("PERSON").uid)
    assert project.annotation(made.uid).quote == long_version.text[start:end]


def test_a_wrong_quote_in_a_long_text_is_refused(project, long_version):
    annotating.tag(project, long_version, [Span(LONG, LONG + 9)], project.labels().by_key("PERSON").uid)
    other = sqlite3.connect(project.path, isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError, match="differs from the text"):
        other.execute("UPDATE spans SET start_offset = start_offset + 1, end_offset = end_offset + 1")
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        other.execute("UPDATE text_blocks SET text = ''")
    other.close()


def test_blocks_that_differ_from_the_text_are_a_fault(project, long_version):
    other = sqlite3.connect(project.path, isolation_level=None)
    other.execute("DELETE FROM text_blocks WHERE seq = 3")
    other.close()
    assert [fault.code for fault in project.check()] == ["text"]
