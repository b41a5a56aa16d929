"""What the window says while there is nothing, and where its parts stay while it is narrow."""

import pytest
from PySide6.QtWidgets import QLabel

from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import annotating, articles
from annotator.ui import app
from annotator.ui.reading_place import LIBRARY_LEAST, PANEL_LEAST, TEXT_LEAST
from annotator.ui.review.model import ARTICLE, CHECK, CONTEXT, LABEL, STATUS, WHEN


def texts(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def rows(panel):
    return [panel.rows.index(number).data() for number in range(panel.rows.rowCount())]


@pytest.fixture
def bare(qtbot, project_path):
    """Return a window on a project without articles."""
    opened = app.open_window(project_path)
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


def test_without_articles_the_list_says_how_they_come_in(bare):
    assert any("Ctrl+O" in text and "Ctrl+V" in text for text in texts(bare.library))
    articles.add(bare.project, [ArticleDraft("Harbour", "A lighthouse.")])
    assert not any("Ctrl+O" in text for text in texts(bare.library))


def test_without_an_article_the_panel_shows_the_labels_and_what_its_tabs_are_for(bare):
    label = bare.project.labels().by_shortcut("1")
    assert bare.panel.palette_view.chip(label.uid).isVisible()
    said = []
    for tab in range(3):
        bare.panel.tabs.setCurrentIndex(tab)
        said += rows(bare.panel)
    assert len(set(said)) == 3 and all(text.startswith("Open an article") for text in said)


def test_a_label_clicked_without_an_article_is_refused_in_words(bare):
    label = bare.project.labels().by_shortcut("1")
    bare.panel.palette_view.chip(label.uid).click()
    assert bare.strip.said()


def test_without_articles_review_says_what_to_do_and_names_no_empty_section(bare):
    bare.show_place("review")
    assert any("Ctrl+O" in text for text in texts(bare.review))
    assert "Status" in texts(bare.review.facets)
    assert not {"Label", "Articles"} & set(texts(bare.review.facets))


def test_in_a_narrow_window_every_part_keeps_its_least_width(qtbot, window):
    window.resize(900, 600)
    qtbot.waitUntil(lambda: sum(window.reading.sizes()) == 898)
    library, text, panel = window.reading.sizes()
    assert library >= LIBRARY_LEAST and text >= TEXT_LEAST and panel >= PANEL_LEAST


def test_the_list_of_articles_goes_first_where_room_is_short_and_comes_back(qtbot, window):
    window.resize(830, 600)
    qtbot.waitUntil(lambda: not window.library.isVisible())
    assert window.reading.sizes()[1] >= TEXT_LEAST and window.panel.isVisible()
    window.resize(1000, 600)
    qtbot.waitUntil(window.library.isVisible)


def test_a_list_that_was_hidden_by_hand_stays_hidden(qtbot, window):
    window.commands["toggle_library"].trigger()
    window.resize(830, 600)
    window.resize(1000, 600)
    qtbot.waitUntil(lambda: window.reading.width() == 1000)
    assert not window.library.isVisible()


def test_in_a_narrow_window_nothing_of_review_is_cut(qtbot, window, project, version):
    annotating.tag(project, version, [Span(23, 32)], project.labels().by_shortcut("1").uid)
    window.show_place("review")
    review = window.review
    window.resize(900, 600)
    review.check_all()
    qtbot.waitUntil(lambda: review.width() == 900)
    assert review.detail.geometry().right() < 900
    bar = review.filter_bar
    chips = [bar.article, bar.status, bar.label, *map(review.bar.chip, ("accept", "relabel", "delete"))]
    qtbot.waitUntil(lambda: all(chip.width() >= chip.sizeHint().width() for chip in chips))
    shown = [column for column in (CHECK, LABEL, CONTEXT, STATUS) if not review.table.isColumnHidden(column)]
    assert len(shown) == 4 and review.table.horizontalScrollBar().maximum() == 0
    window.resize(1500, 800)
    qtbot.waitUntil(lambda: not review.table.isColumnHidden(ARTICLE) and not review.table.isColumnHidden(WHEN))
