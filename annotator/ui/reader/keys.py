"""Movements of the caret and the keys that make them.

Arrows move by a character or a line, with Ctrl by a word or a paragraph, with Alt up and down by a sentence; Shift
extends the selection, which grows to whole words when Shift is let go, unless Alt was held too.
"""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class MoveKind(Enum):
    """A way to move the caret."""

    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    WORD_LEFT = auto()
    WORD_RIGHT = auto()
    SENTENCE_PREVIOUS = auto()
    SENTENCE_NEXT = auto()
    PARAGRAPH_PREVIOUS = auto()
    PARAGRAPH_NEXT = auto()
    LINE_START = auto()
    LINE_END = auto()
    TEXT_START = auto()
    TEXT_END = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()


_KEY, _NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
_CTRL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
MOVES = {
    (_KEY.Key_Left, _NONE): MoveKind.LEFT,
    (_KEY.Key_Right, _NONE): MoveKind.RIGHT,
    (_KEY.Key_Up, _NONE): MoveKind.UP,
    (_KEY.Key_Down, _NONE): MoveKind.DOWN,
    (_KEY.Key_Left, _CTRL): MoveKind.WORD_LEFT,
    (_KEY.Key_Right, _CTRL): MoveKind.WORD_RIGHT,
    (_KEY.Key_Up, _ALT): MoveKind.SENTENCE_PREVIOUS,
    (_KEY.Key_Down, _ALT): MoveKind.SENTENCE_NEXT,
    (_KEY.Key_Up, _CTRL): MoveKind.PARAGRAPH_PREVIOUS,
    (_KEY.Key_Down, _CTRL): MoveKind.PARAGRAPH_NEXT,
    (_KEY.Key_Home, _NONE): MoveKind.LINE_START,
    (_KEY.Key_End, _NONE): MoveKind.LINE_END,
    (_KEY.Key_Home, _CTRL): MoveKind.TEXT_START,
    (_KEY.Key_End, _CTRL): MoveKind.TEXT_END,
    (_KEY.Key_PageUp, _NONE): MoveKind.PAGE_UP,
    (_KEY.Key_PageDown, _NONE): MoveKind.PAGE_DOWN,
}
_BY_NUMBER = {(key.value, modifiers): kind for (key, modifiers), kind in MOVES.items()}
_WITH_ALT_TOO = {MoveKind.LEFT, MoveKind.RIGHT}


def movement_of(event: QKeyEvent) -> tuple[MoveKind, bool] | None:
    """Return the movement a key press asks for and whether it extends the selection; None for other keys."""
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    extends = bool(modifiers & _SHIFT)
    rest = modifiers & ~_SHIFT
    kind = _BY_NUMBER.get((event.key(), rest))
    if kind is None and extends and rest == _ALT:
        kind = _BY_NUMBER.get((event.key(), _NONE))
        kind = kind if kind in _WITH_ALT_TOO else None
    return (kind, extends) if kind else None


def is_plain(event: QKeyEvent, letter: str) -> bool:
    """Tell whether the key press is just that letter, in either case of Shift's absence."""
    others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return not event.modifiers() & others and event.text().lower() == letter
