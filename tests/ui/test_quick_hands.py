"""Hands that are quicker than the display: what follows at once on a gesture is a gesture of its own."""

import pytest


@pytest.fixture
def acting(qtbot, window, hand):
    qtbot.waitUntil(window.isActiveWindow)
    window.reader.setFocus()
    return hand(window)


def test_a_click_elsewhere_soon_after_a_double_click_only_moves_the_caret(window, acting):
    acting.double("Minister")
    acting.click_text("rusting")
    assert window.reader.selection() is None
    assert window.reader.version.text[: window.reader.caret()].endswith(("rust", "rus"))


def test_a_third_click_at_the_same_place_selects_the_paragraph(window, acting):
    acting.double("Minister")
    acting.click_text("Minister")
    assert window.reader.selection() == (0, window.reader.version.text.index("\n"))
