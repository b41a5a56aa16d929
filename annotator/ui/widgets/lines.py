"""Break a short text into a few lines for painting, the last one ending in an ellipsis where room is short."""

from functools import lru_cache
from unicodedata import bidirectional

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

_MOST_READ = 600
"""Code points looked at: no list row shows more."""


def wrapped(text: str, font: QFont, *, width: int, most: int = 2) -> tuple[str, ...]:
    """Return the lines that a text takes in a width, at most `most` of them."""
    return _wrapped(text[:_MOST_READ], font.key(), width, most)


def paint_lines(painter: QPainter, room: QRect, lines: tuple[str, ...], *, step: int) -> int:
    """Paint lines one below the other, each from the side its script begins at; return where the next may begin."""
    y = room.top()
    for line in lines:
        side = Qt.AlignmentFlag.AlignRight if is_right_to_left(line) else Qt.AlignmentFlag.AlignLeft
        align = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(room.left(), y, room.width(), step), int(align), line)
        y += step
    return y


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction belongs to a right-to-left script."""
    if text.isascii():
        return False
    found = next((way for way in map(bidirectional, text) if way in ("L", "R", "AL")), "L")
    return found != "L"


@lru_cache(maxsize=4096)
def _wrapped(text: str, font_key: str, width: int, most: int) -> tuple[str, ...]:
    font = QFont()
    font.fromString(font_key)
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return (text,) if text else ()
    layout = QTextLayout(text, font)
    layout.setTextOption(_option())
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    return tuple(_cut(text, starts, metrics=metrics, width=width))


def _cut(text: str, starts: list[int], *, metrics: QFontMetrics, width: int) -> list[str]:
    """Return the text cut at places counted in Qt's units, its rest elided into the last line."""
    units = text.encode("utf-16-le")
    ends = [*starts[1:], len(units) // 2]
    lines = [units[2 * a : 2 * b].decode("utf-16-le").strip() for a, b in zip(starts, ends, strict=True)]
    return [*lines[:-1], metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)]


def _option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
