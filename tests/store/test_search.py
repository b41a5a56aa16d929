"""Full text search over articles, quotes and notes."""

import pytest

from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import annotating, articles

TEXT = (
    "The S-400 deal, said Hạnh Petrić. Işıldar met 佐藤健一 in Sochi.\n\nقال الخطيب إن الاتفاق قائم. 𝔘nicode 😀 straße"
)


@pytest.fixture
def searched(project):
    articles.add(project, [ArticleDraft("Deal", TEXT)])
    return project


@pytest.mark.parametrize(
    "query",
    ["S-400", "s-400 deal", "hanh", "petric", "isildar", "佐藤", "健一", "الخطيب", "خطيب", "STRASSE", "soch", '"deal"'],
)
def test_a_query_finds_the_article_whatever_its_case_marks_or_script(searched, query):
    (hit,) = searched.search(query)
    assert hit.kind == "article"
    assert hit.match and TEXT[hit.start : hit.end] == hit.match


@pytest.mark.parametrize("query", ["", "   ", "AND", "deal NOT", "a:b", "(", "NEAR(", "*", '"', "zzz"])
def test_signs_in_a_query_are_words_not_operators(searched, query):
    assert searched.search(query) == []


def test_notes_and_quotes_are_found_and_follow_undo(searched):
    version = searched.version(searched.articles()[0].uid)
    made = annotating.tag(searched, version, [Span(4, 9)], searched.labels().by_key("PRODUCT").uid)
    annotating.set_note(searched, made, "check the invoice")
    assert [(hit.kind, hit.match) for hit in searched.search("invoice")] == [("annotation", "S-400")]
    searched.undo()
    assert searched.search("invoice") == []


def test_a_deleted_article_is_not_found(searched):
    articles.delete(searched, [searched.articles()[0].uid])
    assert searched.search("deal") == []
    searched.undo()
    assert len(searched.search("deal")) == 1


def test_the_place_of_a_hit_survives_folding_that_changes_lengths(searched):
    (hit,) = searched.search("strasse")
    assert hit.match == "straße"
