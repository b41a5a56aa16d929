"""The list of articles: order, progress, filters, renaming and deleting."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.model.article import Article
from annotator.model.changes import Change
from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import Counts, annotating, articles, claims
from annotator.ui.articles.model import ArticleModel, Row
from annotator.ui.articles.wording import byline, shown_date


def row(title="Harbour talks", status="new", disputed_claims=0, **counts):
    uid = f"d_{title}"
    return Row(Article(uid, title, status=status, outlet="Mercury"), Counts(**counts), disputed_claims)


@pytest.fixture
def model(qtbot):
    made = ArticleModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.show(
        [
            row("Ebb", "annotated", accepted=3),
            row("Flood", draft=1),
            row("Gale", "skipped", disputed_claims=1),
            row("Hüttenbrand"),
        ]
    )
    return made


def titles(model):
    return [model.index(number).data() for number in range(model.rowCount())]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("", ["Ebb", "Flood", "Gale", "Hüttenbrand"]),
        ("review", ["Flood"]),
        ("unfinished", ["Flood", "Hüttenbrand"]),
        ("disputed", ["Gale"]),
    ],
)
def test_a_filter_keeps_what_it_names_and_says_how_many(model, name, kept):
    assert not name or model.passing(name) == len(kept)
    model.set_filter(name)
    assert titles(model) == kept


def test_typing_finds_titles_and_outlets_without_accents(model):
    model.set_text("hutten")
    assert titles(model) == ["Hüttenbrand"]
    model.set_text("mercury")
    assert len(titles(model)) == 4


def test_a_change_moves_a_row_in_or_out_of_the_filter(model):
    model.set_filter("review")
    flood = row("Flood").article
    model.apply([(flood.uid, Change(flood, Article(flood.uid, "High flood", outlet="Mercury")))])
    assert titles(model) == ["High flood"]


@pytest.mark.parametrize(
    ("article", "share"),
    [
        (row(), 0),
        (row(accepted=1, draft=1), 0.5),
        (row(status="in_progress", accepted=4), 0.95),
        (row(status="annotated", accepted=1, draft=1), 1),
        (row(status="reviewed"), 1),
    ],
)
def test_the_ring_is_full_only_for_an_article_said_to_be_done(article, share):
    assert article.share == share


def test_the_next_unfinished_article_is_found_around_the_end(model):
    assert model.next_unfinished("d_Ebb") == "d_Flood"
    assert model.next_unfinished("d_Hüttenbrand") == "d_Flood"
    model.show([row("Ebb", "annotated")])
    assert model.next_unfinished("d_Ebb") == ""


def test_the_byline_names_outlet_date_and_tags():
    article = Article("d_1", "Harbour talks", outlet="Mercury", published_date="2021-09-29")
    assert byline(Row(article, Counts(accepted=1))) == "Mercury · 29 Sep 2021 · 1\u00a0tag"
    assert byline(Row(article, Counts(accepted=1, draft=1, rejected=5))) == "Mercury · 29 Sep 2021 · 2\u00a0tags"
    assert byline(Row(Article("d_1", "x"), Counts())) == ""


@pytest.mark.parametrize(("iso", "shown"), [("2021-09", "Sep 2021"), ("2021", "2021"), ("", ""), ("soon", "soon")])
def test_a_partial_date_is_shown_as_far_as_it_is_known(iso, shown):
    assert shown_date(iso) == shown


@pytest.fixture
def three(window, project):
    articles.add(project, [ArticleDraft("Second", "Two words."), ArticleDraft("Third", "Three more words.")])
    return [one.uid for one in project.articles()]


def test_a_click_opens_an_article(qtbot, window, three):
    index = window.library.model.index(1)
    place = window.library.list.visualRect(index).center()
    qtbot.mouseClick(window.library.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.reader.article.uid == three[1]


def test_the_arrow_keys_open_the_articles_one_by_one(qtbot, window, three):
    window.open_article(three[0])
    window.library.list.setFocus()
    qtbot.keyClick(window.library.list, Qt.Key.Key_Down)
    qtbot.keyClick(window.library.list, Qt.Key.Key_Down)
    assert window.reader.article.uid == three[2]


def test_the_counts_follow_each_tag_and_its_undo(qtbot, window, project, article_id, version):
    label = project.labels().by_shortcut("1")
    annotating.tag(project, version, [Span(4, 12)], label.uid, status="draft")
    assert window.library.model.row(article_id).counts.draft == 1
    claim = claims.capture(project, version, [Span(0, 20)])
    annotating.set_status(project, [claim], "disputed")
    assert window.library.model.passing("disputed") == 1
    for _ in range(3):
        project.undo()
    assert window.library.model.row(article_id).counts.total == 0
    assert window.library.model.row(article_id).counts == project.article_counts()[article_id]


def test_f2_renames_in_place(qtbot, window, project, article_id):
    window.library.list.setFocus()
    qtbot.keyClick(window.library.list, Qt.Key.Key_F2)
    field = window.library.list.findChild(type(window.library.field), "")
    field.selectAll()
    qtbot.keyClicks(field, "Talks in Velm")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: project.article(article_id).title == "Talks in Velm")
    assert window.library.model.row(article_id).article.title == "Talks in Velm"


def test_deleting_an_article_opens_another_and_undo_brings_it_back(qtbot, window, project, three):
    window.open_article(three[1])
    window.library.list.setFocus()
    qtbot.keyClick(window.library.list, Qt.Key.Key_Delete)
    assert three[1] not in [one.uid for one in project.articles()]
    assert window.reader.article.uid == three[2]
    assert "Second" in window.strip.said()
    qtbot.mouseClick(window.strip.toast.button, Qt.MouseButton.LeftButton)
    assert [one.uid for one in project.articles()] == three


def test_a_finished_article_leads_to_the_next_unfinished_one(qtbot, window, project, three):
    window.open_article(three[0])
    window.reader.setFocus()
    qtbot.keyClick(window.reader, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert project.article(three[0]).status == "annotated"
    assert window.reader.article.uid == three[1]


def test_a_filter_is_switched_on_and_off_with_a_click(qtbot, window, three):
    rows = window.library._filters
    qtbot.mouseClick(rows["review"], Qt.MouseButton.LeftButton)
    assert window.library.model.rowCount() == 0
    qtbot.mouseClick(rows["review"], Qt.MouseButton.LeftButton)
    assert window.library.model.rowCount() == 3


def test_control_page_down_opens_the_next_article(qtbot, window, three):
    window.open_article(three[0])
    qtbot.keyClick(window.reader, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.reader.article.uid == three[1]
    qtbot.keyClick(window.reader, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert window.reader.article.uid == three[0]
