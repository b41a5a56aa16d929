"""Tell in which direction a text is written."""

import unicodedata

from PySide6.QtCore import Qt


def direction_of(text: str) -> Qt.LayoutDirection:
    """Return the direction in which a text is laid out, by its first letter that has one."""
    return Qt.LayoutDirection.RightToLeft if is_rtl(text) else Qt.LayoutDirection.LeftToRight


def is_rtl(text: str) -> bool:
    """Tell whether the first letter with a direction runs from right to left."""
    if text.isascii():
        return False
    kinds = map(unicodedata.bidirectional, text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"
