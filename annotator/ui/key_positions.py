"""The fallback for keyboards whose digits or letters are not Latin: the key's place counts when its character does not.

On a French keyboard the digit row gives `&é"'(` without Shift, on a Russian one the letters are Cyrillic: the
character typed matches no shortcut, so the key at the place of `1` or `A` on a US keyboard is taken.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_ROWS = ((2, "1234567890"), (16, "QWERTYUIOP[]"), (30, "ASDFGHJKL;"), (44, "ZXCVBNM,"))
_MAC_CODES = (
    (18, "1"), (19, "2"), (20, "3"), (21, "4"), (23, "5"), (22, "6"), (26, "7"), (28, "8"), (25, "9"), (29, "0"),
    (12, "Q"), (13, "W"), (14, "E"), (15, "R"), (17, "T"), (16, "Y"), (32, "U"), (34, "I"), (31, "O"), (35, "P"),
    (0, "A"), (1, "S"), (2, "D"), (3, "F"), (5, "G"), (4, "H"), (38, "J"), (40, "K"), (37, "L"), (6, "Z"), (7, "X"),
    (8, "C"), (9, "V"), (11, "B"), (45, "N"), (46, "M"), (33, "["), (30, "]"), (41, ";"), (43, ","),
)  # fmt: skip
_WITH_SHIFT = {"[": "{", "]": "}"}
_ACT_BY_CHARACTER = "[]{};,"
"""Where these are typed they act, wherever their keys are."""


def key_at(event: QKeyEvent) -> str:
    """Return what stands at the key's place on a US keyboard, or nothing where the place is not known."""
    if sys.platform == "darwin":
        return dict(_MAC_CODES).get(event.nativeVirtualKey(), "")
    code = event.nativeScanCode() - (0 if sys.platform == "win32" else 8)
    for first, row in _ROWS:
        if first <= code < first + len(row):
            return row[code - first]
    return ""


class KeyPositions(QObject):
    """Watches one widget and triggers the action of a key's place when no action has its character.

    Latin letters are never replaced: what stands at another place on an AZERTY keyboard is what it says it is.
    """

    def __init__(self, widget: QWidget, actions: Callable[[], list[QAction]]) -> None:
        super().__init__(widget)
        self._actions = actions
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each key that no shortcut took."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_shifted_digit(event):
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event)
        return False

    def _take(self, event: QKeyEvent) -> bool:
        key = _replaced(event)
        action = next((one for one in self._actions() if QKeySequence(key) in one.shortcuts()), None) if key else None
        if action is None or not action.isEnabled():
            return False
        action.trigger()
        return True


def _replaced(event: QKeyEvent) -> str:
    """Return the keys that a key press stands for by its place, or nothing where its character counts."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_shifted, text, key = modifiers == Qt.KeyboardModifier.ShiftModifier, event.text(), key_at(event)
    if modifiers and not is_shifted or len(text) != 1 or not text.isprintable() or text.isspace():
        return ""
    if text in _ACT_BY_CHARACTER or not key or text.isascii() and text.isalpha():
        return ""
    if is_shifted:
        return _WITH_SHIFT.get(key, f"Shift+{key}" if key.isalnum() else "")
    return "" if key == text.upper() else key


def _is_shifted_digit(event: QKeyEvent) -> bool:
    """Tell whether Shift types a digit here, as on AZERTY: the key without it is the digit's, with it the other one."""
    digit = event.text()
    is_shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return is_shifted and digit.isascii() and digit.isdigit() and key_at(event) == digit
