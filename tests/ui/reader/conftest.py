"""A reading view on the screen, and annotations to show in it."""

from itertools import count
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt

from annotator.model.annotation import Annotation, Mention, Occurrence, arranged, pieces_of
from annotator.model.article import Article, Version, checksum
from annotator.model.label import Label, LabelSet
from annotator.model.span import Span

PERSON = Label("l_person", "entity", "PERSON", "Person", color="hue-1")
PLACE = Label("l_place", "entity", "PLACE", "Place", color="hue-3")
CLAIM = Label("l_claim", "claim", "CLAIM", "Claim", color="hue-7")
LABELS = LabelSet([PERSON, PLACE, CLAIM])
ARTICLE = Article("d_one", "Harbour talks", outlet="Gazette")
_numbers = count(1)


def version_of(text):
    """Return a text as a version of the article of these tests."""
    return Version("d_one", 1, text, checksum(text))


def tag_at(text, start, end, label=PERSON, **fields):
    """Return a mention of the slice."""
    pieces = pieces_of(text, "mention", [Span(start, end)])
    uid = f"a_{next(_numbers):06}"
    return Annotation(uid, "d_one", 1, "entity", label.uid, pieces, mention=Mention(), **fields)


def tag(text, quote, label=PERSON, **fields):
    """Return a mention of the first place where the quote stands."""
    start = text.index(quote)
    return tag_at(text, start, start + len(quote), label, **fields)


def claim(text, content, source="", cue="", **fields):
    """Return a claim whose parts are the first places of these quotes."""
    pieces = []
    for role, quote in (("content", content), ("source", source), ("cue", cue)):
        if quote:
            start = text.index(quote)
            pieces += pieces_of(text, role, [Span(start, start + len(quote))])
    uid = f"a_{next(_numbers):06}"
    shown = Occurrence("c_one")
    return Annotation(uid, "d_one", 1, "claim", CLAIM.uid, arranged(pieces), occurrence=shown, **fields)


@pytest.fixture
def make():
    """Return the functions that make annotations."""
    return SimpleNamespace(tag=tag, tag_at=tag_at, claim=claim, version=version_of, PLACE=PLACE, PERSON=PERSON)


@pytest.fixture
def show(qtbot):
    """Return a function that opens a text with annotations in a reading view of 820 by 600 pixels."""
    from annotator.ui.reader import ReaderView

    def _show(text, annotations=(), *, size=(820, 600), article=ARTICLE, parts=()):
        view = ReaderView()
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.setFocus()
        view.open(article, version_of(text), list(annotations), LABELS, parts)
        return view

    return _show


@pytest.fixture
def mouse(qtbot):
    """Return functions that click, double click and drag in the middle of characters, given by offset."""
    return Mouse(qtbot)


class Mouse:
    """Acts on a view's text by offset, through real mouse events."""

    def __init__(self, qtbot):
        self._qtbot = qtbot

    @staticmethod
    def at(view, offset, *, share=0.5):
        """Return the point inside the character at an offset, or the end of the one before it."""
        rect = view.rect_of(offset, offset + 1)[0]
        return QPoint(round(rect.left() + rect.width() * share), round(rect.center().y()))

    def click(self, view, offset, modifiers=Qt.KeyboardModifier.NoModifier):
        self._qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, self.at(view, offset))

    def double(self, view, offset):
        point = self.at(view, offset)
        button = Qt.MouseButton.LeftButton
        self._qtbot.mousePress(view.viewport(), button, pos=point)
        self._qtbot.mouseRelease(view.viewport(), button, pos=point)
        self._qtbot.mouseDClick(view.viewport(), button, pos=point)
        self._qtbot.mouseRelease(view.viewport(), button, pos=point)

    def drag(self, view, start, end, modifiers=Qt.KeyboardModifier.NoModifier):
        """Drag from just inside the character at start to just inside the one before end."""
        first, last = self.at(view, start, share=0.2), self.at(view, end - 1, share=0.8)
        self.drag_points(view, first, last, modifiers)

    def drag_points(self, view, first, last, modifiers=Qt.KeyboardModifier.NoModifier):
        from PySide6.QtCore import QEvent, QPointF
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtWidgets import QApplication

        port, left, none = view.viewport(), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        middle = (first + last) / 2
        for kind, point, button, held in (
            (QEvent.Type.MouseButtonPress, first, left, left),
            (QEvent.Type.MouseMove, middle, none, left),
            (QEvent.Type.MouseMove, last, none, left),
            (QEvent.Type.MouseButtonRelease, last, left, none),
        ):
            place = QPointF(point)
            event = QMouseEvent(kind, place, QPointF(port.mapToGlobal(point)), button, held, modifiers)
            QApplication.sendEvent(port, event)
