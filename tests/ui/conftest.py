"""A hand for the tests of the window: its mouse and keys arrive as those of the display do."""

from unicodedata import bidirectional

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def hand():
    """Return what presses, drags and types in a window."""
    return Hand


class Hand:
    """Acts on a window through the window system, so that what lies on top gets the mouse and the focus the keys."""

    def __init__(self, window):
        self._window = window

    @property
    def reader(self):
        return self._window.reader

    @property
    def text(self):
        return self.reader.version.text

    def place_of(self, offset, *, share=0.5):
        """Return the point of the window in a character that is in view, at a share of its width in reading order."""
        rect = self.reader.rect_of(offset, offset + 1)[0]
        if bidirectional(self.text[offset]) in ("R", "AL"):
            share = 1 - share
        point = QPoint(round(rect.left() + rect.width() * share), round(rect.center().y()))
        return self.reader.viewport().mapTo(self._window, point)

    def drag(self, quote, modifiers=PLAIN, *, nth=0):
        """Drag over the words, from inside their first character to inside their last."""
        start = self.find(quote, nth)
        self.drag_range(start, start + len(quote), modifiers)

    def drag_range(self, start, end, modifiers=PLAIN):
        self.reader.scroll_to(start)
        self.drag_points(self.place_of(start, share=0.2), self.place_of(end - 1, share=0.8), modifiers)

    def drag_points(self, first, last, modifiers=PLAIN):
        handle = self._window.windowHandle()
        QTest.mousePress(handle, LEFT, modifiers, first)
        QTest.mouseMove(handle, (first + last) / 2)
        QTest.mouseMove(handle, last)
        QTest.mouseRelease(handle, LEFT, modifiers, last)

    def double(self, word, *, nth=0):
        QTest.mouseDClick(self._window.windowHandle(), LEFT, PLAIN, self._middle(word, nth))

    def click_text(self, word, *, nth=0):
        QTest.mouseClick(self._window.windowHandle(), LEFT, PLAIN, self._middle(word, nth))

    def click(self, widget, point=None, modifiers=PLAIN):
        """Click a widget of any window, in its middle unless a point is given."""
        handle = widget.window().windowHandle()
        inside = widget.mapTo(widget.window(), point or widget.rect().center())
        QTest.mouseClick(handle, LEFT, modifiers, inside)

    def key(self, key, modifiers=PLAIN):
        """Press a key; it goes to whatever has the focus."""
        QTest.keyClick(self._window.windowHandle(), key, modifiers)

    def type(self, words):
        for letter in words:
            QTest.keyClick(self._window.windowHandle(), letter)

    def find(self, quote, nth=0):
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(quote, start + 1)
        return start

    def _middle(self, word, nth):
        offset = self.find(word, nth) + len(word) // 2
        self.reader.scroll_to(offset)
        return self.place_of(offset)
