"""What the sweep changes on the screen is painted again, and nothing else has to be."""

import pytest
from PySide6.QtTest import QTest


@pytest.fixture
def picture(window, monkeypatch):
    """Return what takes a picture of the window as it is on the screen; the caret is hidden in it."""
    window.resize(1200, 800)
    monkeypatch.setattr(window.reader, "_paint_over", lambda _painter: None)

    def taken():
        QTest.qWait(80)
        return window.screen().grabWindow(window.winId()).toImage()

    return taken


def test_each_key_leaves_the_screen_as_a_whole_painting_would(keys, window, picture):
    keys.press(";")
    for key in ("Space", ";", "x", "]", ",", "2", "Shift+Space", "e", "Esc", "Esc"):
        keys.press(key)
        shown = picture()
        window.reader.viewport().update()
        assert shown == picture(), key


def test_a_key_of_the_sweep_paints_less_than_the_whole_text(qtbot, keys, window, monkeypatch):
    keys.open("The ferry to Oslo left. " + "Nobody saw it go in the fog of that morning. " * 40 + "Ida Tarr stayed.\n")
    painted = []
    paint = window.reader.paintEvent
    keys.press(";")
    QTest.qWait(50)
    monkeypatch.setattr(
        window.reader, "paintEvent", lambda event: (painted.append(event.region().boundingRect()), paint(event))
    )
    keys.press("]")
    qtbot.waitUntil(lambda: bool(painted))
    assert max(one.height() for one in painted) < window.reader.viewport().height() // 2
