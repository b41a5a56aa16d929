"""What the mouse does in the text: select, extend, add fragments, drag the ends of a tag, scroll along."""

from enum import Enum, auto

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from annotator.model.span import Span
from annotator.ui.reader.selection import Selection
from annotator.ui.reader.text_view import TextView

GRAB = 5.0
SCROLL_EVERY = 20
_ALT = Qt.KeyboardModifier.AltModifier


class Gesture(Enum):
    """What the pressed button is doing."""

    NONE = auto()
    SELECT = auto()
    WORDS = auto()
    FRAGMENT = auto()
    END = auto()


class Pointer(QObject):
    """Turns presses, drags and releases into selections of a text view."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self._gesture = Gesture.NONE
        self._pressed = QPointF()
        self._at = QPointF()
        self._has_moved = False
        self._unit: Span | None = None
        self._since_double = QElapsedTimer()
        self._autoscroll = QTimer(self, interval=SCROLL_EVERY)
        self._autoscroll.timeout.connect(self._scroll_along)

    @property
    def gesture(self) -> Gesture:
        """What the pressed button is doing now."""
        return self._gesture

    @property
    def has_moved(self) -> bool:
        """Whether the mouse moved far enough since the press to mean a drag."""
        return self._has_moved

    def press(self, event: QMouseEvent) -> None:
        """Begin a gesture; a third click in a row selects the paragraph."""
        is_third = self._is_third_click(event)
        self._pressed = self._at = event.position()
        self._has_moved = False
        offset = self._view.offset_at(event.position())
        chosen = self._view.chosen()
        if is_third:
            self._gesture = Gesture.NONE
            self._view.choose(Selection(offset, offset))
            self._view.select_paragraph()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._gesture = Gesture.SELECT
            self._view.choose(Selection(chosen.anchor, offset, chosen.fragments))
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._gesture = Gesture.FRAGMENT
            self._view.choose(Selection(offset, offset, chosen.spans))
        else:
            self._gesture = Gesture.SELECT
            self._view.choose(Selection(offset, offset))

    def double(self, event: QMouseEvent) -> None:
        """Select the word and go on by words."""
        self._since_double.restart()
        self._pressed = self._at = event.position()
        self._gesture = Gesture.WORDS
        self._view.select_word(self._view.offset_under(event.position()))
        found = self._view.selection()
        self._unit = Span(*found) if found else None

    def grab(self, anchor: int, at: QPointF) -> None:
        """Begin to drag one end of a range, whose other end is the anchor."""
        self._pressed = self._at = at
        self._has_moved = False
        self._gesture = Gesture.END
        self._view.choose(Selection(anchor, self._view.offset_at(at)))

    def move(self, event: QMouseEvent) -> None:
        """Go on with the gesture; outside the view the text scrolls along."""
        self._at = event.position()
        far = (self._at - self._pressed).manhattanLength()
        self._has_moved = self._has_moved or far >= QGuiApplication.styleHints().startDragDistance() // 2
        if self._has_moved:
            self._extend()
        outside = not 0 <= self._at.y() <= self._view.viewport().height()
        if outside and not self._autoscroll.isActive():
            self._autoscroll.start()
        elif not outside:
            self._autoscroll.stop()

    def release(self, event: QMouseEvent) -> Gesture:
        """End the gesture, snap what it selected, and return what it was."""
        self._autoscroll.stop()
        gesture, self._gesture = self._gesture, Gesture.NONE
        exact = bool(event.modifiers() & _ALT)
        if gesture is Gesture.FRAGMENT and not self._has_moved:
            self._view.select_word(self._view.offset_under(event.position()))
        elif gesture in (Gesture.SELECT, Gesture.FRAGMENT, Gesture.END):
            self._view.snap_selection(exact=exact)
        return gesture

    def cancel(self) -> None:
        """Forget the gesture."""
        self._autoscroll.stop()
        self._gesture = Gesture.NONE

    def _extend(self) -> None:
        offset = self._view.offset_at(self._at)
        chosen = self._view.chosen()
        if self._gesture is Gesture.WORDS and self._unit is not None:
            self._extend_by_words(offset)
        elif self._gesture is not Gesture.NONE:
            self._view.choose(Selection(chosen.anchor, offset, chosen.fragments))

    def _extend_by_words(self, offset: int) -> None:
        unit = self._unit
        assert unit is not None
        if offset < unit.start:
            self._view.choose(Selection(unit.end, offset))
        else:
            self._view.choose(Selection(unit.start, max(unit.end, offset)))
        self._view.snap_selection()

    def _scroll_along(self) -> None:
        height = self._view.viewport().height()
        beyond = self._at.y() - height if self._at.y() > height else min(0.0, self._at.y())
        self._view.scroll_by(round(beyond / 3) or (1 if beyond > 0 else -1))
        self._extend()

    def _is_third_click(self, event: QMouseEvent) -> bool:
        if not self._since_double.isValid():
            return False
        soon = self._since_double.elapsed() < QGuiApplication.styleHints().mouseDoubleClickInterval()
        near = (event.position() - self._pressed).manhattanLength() < 8
        self._since_double.invalidate()
        return soon and near
