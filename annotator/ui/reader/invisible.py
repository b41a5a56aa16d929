"""Marks for characters that leave no ink: which they are, and a name above the place of each."""

from unicodedata import category

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from annotator.ui import theme
from annotator.ui.reader.layout import LaidBlock

NAMES = {
    "\u00a0": "NBSP",
    "\u00ad": "SHY",
    "\u034f": "CGJ",
    "\u061c": "ALM",
    "\u180e": "MVS",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u2028": "LSEP",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u202f": "NNBSP",
    "\u2060": "WJ",
    "\u2061": "FA",
    "\u2062": "IT",
    "\u2063": "IS",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
_CATEGORIES = frozenset(("Cf", "Zs", "Zl"))
_FONT = 8
_MOST = 400


def invisible_in(text: str) -> list[tuple[int, str]]:
    """Return the places of characters that can't be seen, each with its usual short name or its number."""
    if text.isascii():
        return []
    unseen = {one for one in set(text) if _is_unseen(one)}
    return [(place, name_of(one)) for place, one in enumerate(text) if one in unseen][:_MOST] if unseen else []


def _is_unseen(character: str) -> bool:
    if character == " ":
        return False
    return category(character) in _CATEGORIES or character == "\u034f" or "\ufe00" <= character <= "\ufe0f"


def name_of(character: str) -> str:
    """Return the short name of a character that can't be seen, or its number."""
    return NAMES.get(character, f"{ord(character):X}")


def paint_invisible(painter: QPainter, laid: LaidBlock) -> None:
    """Paint a thin line where each such character is, with its name above it."""
    found = invisible_in(laid.text)
    if not found:
        return
    font = theme.ui_font(_FONT, 600)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QPen(theme.color("accent"), 1))
    ends: dict[int, float] = {}
    for place, name in found:
        offset = laid.block.start + place
        line, x = laid.line_at(offset), round(laid.caret_x(offset))
        top = line * laid.face.line + laid.face.top
        painter.drawLine(QLineF(x, top, x, line * laid.face.line + laid.face.bottom))
        left = max(float(x + 1), ends.get(line, 0.0))
        painter.drawText(QPointF(left, top + 1), name)
        ends[line] = left + metrics.horizontalAdvance(name) + 2
