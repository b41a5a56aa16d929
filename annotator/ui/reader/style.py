"""How an article is set: its type, measure and leading, and the exact pixels that follow from them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtGui import QFont, QFontMetricsF

from annotator.ui import theme

LEAST_SIZE, MOST_SIZE = 9, 72
HEADING_SCALE = (1.0, 1.58, 1.26, 1.1, 1.0, 1.0, 1.0)
HEADING_LEADING = 1.18
HEADING_WEIGHT = 600
HEADING_SPACING = -0.02


@dataclass(frozen=True, slots=True)
class ReadingStyle:
    """What the person chose for reading; sizes in pixels."""

    reading_font: str = ""
    """A family, or empty for the first good serif that is installed."""
    reading_size: int = 19
    line_height: float = 1.7
    column_width: int = 660
    paragraph_spacing: int = 14
    justified: bool = False
    label_marks: bool = False
    """Whether the first letters of its label stand above each tag."""
    show_invisible: bool = False
    """Whether characters that are otherwise not seen are marked: bidi controls, joiners, blanks of other widths."""

    @classmethod
    def of(cls, settings: Any) -> "ReadingStyle":
        """Take over the values of any object that has them as attributes, such as the person's settings."""
        return cls(**{name: getattr(settings, name) for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Face:
    """One kind of line: its font and where things stand in the line's fixed height, in pixels from its top."""

    font: QFont
    line: int
    baseline: int
    top: int
    """Where the ground behind a tag begins."""
    bottom: int
    """Where it ends, the bar below the text included."""
    advance: float
    """Average width of a character, for guessing heights before the text is laid out."""


@cache
def faces(style: ReadingStyle) -> tuple[Face, ...]:
    """Return the face of the running text and, by number of `#`, those of the headings."""
    body = theme.reading_font(style)
    return (_face(body, style.line_height), *(_heading(style, level) for level in range(1, 7)))


def _heading(style: ReadingStyle, level: int) -> Face:
    font = theme.ui_font(round(style.reading_size * HEADING_SCALE[level]), HEADING_WEIGHT)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, HEADING_SPACING * font.pixelSize())
    return _face(font, HEADING_LEADING)


def _face(font: QFont, leading: float) -> Face:
    metrics = QFontMetricsF(font)
    size = font.pixelSize()
    line = max(1, round(size * leading))
    baseline = round((line - metrics.height()) / 2 + metrics.ascent())
    top = max(0, baseline - round(1.21 * size))
    bottom = min(line - 1, baseline + max(7, round(0.45 * size)))
    sample = "In the course of reading, a hundred letters of plain prose tell how wide letters are."
    return Face(font, line, baseline, top, bottom, metrics.horizontalAdvance(sample) / len(sample))
