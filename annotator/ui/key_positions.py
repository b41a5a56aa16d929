"""The fallback for keyboards whose digits or letters are not Latin: the key's place counts when its character does not.

On a French keyboard the digit row gives `&é"'(` without Shift, on a Russian one the letters are Cyrillic: the
character typed matches no shortcut, so the key at the place of `1` or `A` on a US keyboard is taken.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_ROWS = ((2, "1234567890"), (16, "QWERTYUIOP[]"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
_MAC_CODES = (
    (18, "1"), (19, "2"), (20, "3"), (21, "4"), (23, "5"), (22, "6"), (26, "7"), (28, "8"), (25, "9"), (29, "0"),
    (12, "Q"), (13, "W"), (14, "E"), (15, "R"), (17, "T"), (16, "Y"), (32, "U"), (34, "I"), (31, "O"), (35, "P"),
    (0, "A"), (1, "S"), (2, "D"), (3, "F"), (5, "G"), (4, "H"), (38, "J"), (40, "K"), (37, "L"), (6, "Z"), (7, "X"),
    (8, "C"), (9, "V"), (11, "B"), (45, "N"), (46, "M"),
)  # fmt: skip


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
    """Watches one widget and triggers the action of a key's place when no action has its character."""

    def __init__(self, widget: QWidget, actions: Callable[[], list[QAction]]) -> None:
        super().__init__(widget)
        self._actions = actions
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each key that no shortcut took."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event)
        return False

    def _take(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        text = event.text()
        if modifiers or len(text) != 1 or not text.isprintable() or text.isspace() or text in "[]{}":
            return False
        key = key_at(event)
        if not key or key == text.upper():
            return False
        action = next((one for one in self._actions() if QKeySequence(key) in one.shortcuts()), None)
        if action is None or not action.isEnabled():
            return False
        action.trigger()
        return True
