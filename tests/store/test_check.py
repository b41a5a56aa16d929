"""The program checks itself: every planted fault is named."""

import sqlite3

import pytest

from annotator.model.span import Span
from annotator.project import annotating, claims


@pytest.fixture
def tagged(project, version):
    person = project.labels().by_key("PERSON").uid
    made = annotating.tag(project, version, [Span(23, 32)], person)
    claims.capture(project, version, [Span(54, 83)], claimant=made.mention.entity)
    return project


def plant(project, *statements):
    other = sqlite3.connect(project.path, isolation_level=None)
    other.execute("PRAGMA foreign_keys = OFF")
    for one in statements:
        other.execute(one)
    other.close()


def test_a_sound_project_has_no_faults(tagged):
    assert tagged.check() == []


@pytest.mark.parametrize(
    ("code", "statements"),
    [
        ("quote", ["DROP TRIGGER spans_quote_update", "UPDATE spans SET quote = 'Alba Rann' WHERE role = 'mention'"]),
        ("schema", ["DROP TRIGGER article_versions_keep"]),
        ("schema", ["CREATE VIEW v AS SELECT 1"]),
        ("text", ["DROP TRIGGER article_versions_keep", "UPDATE article_versions SET text = text || '!'"]),
        ("link", ["UPDATE mentions SET entity_id = 999"]),
        ("span", ["DELETE FROM spans WHERE role = 'content'"]),
        ("history", ["UPDATE annotations SET note = 'forged'"]),
        ("history", ["DELETE FROM claims"]),
        ("search", ["DELETE FROM search_docs"]),
    ],
)
def test_a_planted_fault_is_named(tagged, code, statements):
    plant(tagged, *statements)
    assert code in {fault.code for fault in tagged.check()}
