"""A claim's bracket in the text and its card in the panel bear one number and light up together."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.span import Span
from annotator.project import claims


@pytest.fixture
def two(window, version):
    """Return two claims of the open article, the one last captured first in the text."""
    window.panel.tabs.setCurrentIndex(1)
    made = [claims.capture(window.project, version, [Span(*place)]) for place in ((88, 110), (4, 20))]
    QTest.qWait(20)
    return made[1], made[0]


def delegate(window):
    return window.panel.list.itemDelegate()


def test_cards_bear_the_numbers_of_the_brackets(window, two):
    assert [delegate(window).number_of(one.uid) for one in two] == [1, 2]
    assert delegate(window).number_of("a_none") is None


def test_the_card_of_the_claim_under_the_pointer_is_lit(window, two):
    window.reader.set_hovered(two[1].uid)
    assert delegate(window).lit == two[1].uid
    window.reader.set_hovered(None)
    assert delegate(window).lit == ""


def test_the_claim_of_the_card_under_the_pointer_is_lit_in_the_text(window, two):
    rows, view = window.panel.rows, window.panel.list
    place = view.visualRect(rows.place_of(two[0].uid)).center()
    QTest.mouseMove(view.viewport(), place + QPoint(1, 1))
    assert window.reader.hovered() == two[0].uid
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert window.reader.hovered() is None
