"""One block laid out in lines of fixed height: where its characters are and which character is where."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from annotator.model.offsets import Utf16Map
from annotator.model.segments import graphemes, is_grapheme_stop, next_grapheme, previous_grapheme
from annotator.ui import theme
from annotator.ui.reader.bidi import has_right_to_left, is_written_left, joined, ranges_of_glyphs
from annotator.ui.reader.document import Block
from annotator.ui.reader.sides import side_nearest
from annotator.ui.reader.style import Face
from annotator.ui.widgets.direction import is_rtl

INDENT = 24.0
"""Pixels by which each level of a list stands in."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The width of the column and how its lines are set."""

    width: int
    justified: bool = False


class Stretch(NamedTuple):
    """The part of a range that lies on one line, as pixels from the block's left edge."""

    line: int
    left: float
    right: float


class LaidBlock:
    """A block's lines. Offsets are the article's code points; pixels count from the block's top left corner."""

    def __init__(self, text: str, block: Block, face: Face, measure: Measure) -> None:
        self.block = block
        self.face = face
        self._text = text
        piece = text[block.start : block.end]
        self._units = Utf16Map(piece)
        self._is_mixed = has_right_to_left(piece)
        self.runs_left = self._is_mixed and is_rtl(piece)
        """Whether the paragraph is written from right to left."""
        self._boxes: dict[int, list[tuple[float, float, int]]] = {}
        self._layout = QTextLayout(piece, face.font)
        self.width = measure.width
        self._lines = self._lay_out(measure)
        self._starts = [block.start + self._units.to_code_points(line.textStart()) for line in self._lines]
        self._edges = [self._edge(line) for line in range(len(self._lines))]

    @property
    def text(self) -> str:
        """The block's own text."""
        return self._text[self.block.start : self.block.end]

    @property
    def line_count(self) -> int:
        """How many lines it has, at least one."""
        return len(self._lines)

    @property
    def height(self) -> int:
        """The height of the lines, without any space around them."""
        return len(self._lines) * self.face.line

    def line_start(self, line: int) -> int:
        """Return the offset at which a line begins."""
        return self._starts[line]

    def line_end(self, line: int) -> int:
        """Return the last offset at which a caret is shown on that line."""
        if line + 1 == len(self._lines):
            return self.block.end
        end = self._starts[line + 1]
        return end - 1 if end - 1 > self._starts[line] and self._text[end - 1].isspace() else end

    def line_at(self, offset: int) -> int:
        """Return the line a caret at the offset stands on."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def lines_between(self, start: int, end: int) -> range:
        """Return the lines that a range touches."""
        return range(self.line_at(start), self.line_at(max(start, end - 1)) + 1)

    def caret_x(self, offset: int) -> float:
        """Return where the caret stands on its line."""
        line = self._lines[self.line_at(offset)]
        return float(line.cursorToX(self._unit(offset))[0])  # type: ignore[index]

    def text_width(self, line: int) -> tuple[float, float]:
        """Return the left and right edges of the line's text, trailing blanks left out."""
        found = self._lines[line].naturalTextRect()
        return found.left(), found.right()

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """Return where a range is: one stretch a line, more on lines that run both ways."""
        start, end = max(start, self.block.start), min(end, self.block.end)
        if start >= end:
            return []
        found: list[Stretch] = []
        for line in self.lines_between(start, end):
            first, last = max(start, self._starts[line]), min(end, self._edges[line])
            if first >= last:
                continue
            if self._is_mixed:
                found.extend(Stretch(line, left, right) for left, right in self._ranges(line, first, last))
            else:
                found.append(Stretch(line, self._x(line, first), self._x(line, last)))
        return found

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a range, from the top of a tag's ground to its bottom."""
        height = self.face.bottom - self.face.top
        return [
            QRectF(one.left, one.line * self.face.line + self.face.top, one.right - one.left, height)
            for one in self.stretches(start, end)
        ]

    def offset_at(self, x: float, y: float) -> int:
        """Return the caret stop nearest to a point."""
        line = self._line_at_height(y)
        if not self._is_mixed:
            start, end = self._character_near(line, x)
            return min((start, end), key=lambda one: abs(self._x(line, one) - x))
        found = side_nearest(self._text, self._boxes_of(line), x)
        return self._starts[line] if found is None else min(found, self.line_end(line))

    def character_at(self, x: float, y: float) -> int | None:
        """Return the start of the character under a point, or None beside the text."""
        if not 0 <= y < self.height:
            return None
        line = self._line_at_height(y)
        left, right = self.text_width(line)
        if not left <= x < right:
            return None
        if self._is_mixed:
            return next((at for low, high, at in self._boxes_of(line) if low <= x < high), None)
        return self._character_near(line, x)[0]

    def draw(self, painter: QPainter, clip: QRectF) -> None:
        """Paint the lines that the clip touches, with the painter's pen."""
        self._layout.draw(painter, QPointF(0, 0), [], clip)

    def _lay_out(self, measure: Measure) -> list[QTextLine]:
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if measure.justified and not self.block.level:
            option.setAlignment(Qt.AlignmentFlag.AlignJustify)
        elif self.runs_left:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        first, others = self._margins(measure)
        lines: list[QTextLine] = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            margin = others if lines else first
            line.setLineWidth(measure.width - margin)
            left = 0.0 if self.runs_left else margin
            line.setPosition(QPointF(left, len(lines) * self.face.line + self.face.baseline - line.ascent()))
            lines.append(line)
        self._layout.endLayout()
        return lines

    def _margins(self, measure: Measure) -> tuple[float, float]:
        """Return how far the first line and the others stand in from the column's edge; a heading's `#` stands out."""
        if self.block.mark:
            return -self._dim_the_mark(), 0.0
        inner = self.block.indent * INDENT
        if not self.block.hang:
            return inner, inner
        mark = self._text[self.block.start : self.block.start + self.block.hang].replace("\t", "    ")
        width = QFontMetricsF(self.face.font).horizontalAdvance(mark)
        return 0.0, min(width, measure.width / 3)

    def _dim_the_mark(self) -> float:
        """Set a heading's `#` signs small and faint, and return how far they hang into the margin."""
        if not self.block.mark:
            return 0.0
        font = theme.ui_font(max(9, round(self.face.font.pixelSize() * 0.5)), 400)
        marks = QTextLayout.FormatRange()
        marks.start, marks.length = 0, self.block.mark
        shape = QTextCharFormat()
        shape.setFont(font)
        shape.setForeground(theme.color("text_faint"))
        marks.format = shape
        self._layout.setFormats([marks])
        return QFontMetricsF(font).horizontalAdvance(self._text[self.block.start :][: self.block.mark])

    def _unit(self, offset: int) -> int:
        return self._units.to_utf16(min(max(offset, self.block.start), self.block.end) - self.block.start)

    def _edge(self, line: int) -> int:
        """Return the end of a line's visible text: the blanks at which it wraps are left out."""
        end = self._starts[line + 1] if line + 1 < len(self._lines) else self.block.end
        while line + 1 < len(self._lines) and end - 1 > self._starts[line] and self._text[end - 1].isspace():
            end -= 1
        return end

    def _ranges(self, line: int, start: int, end: int) -> list[tuple[float, float]]:
        """Return where a range of a line that runs both ways is."""
        if self._cuts_glyph(line, start) or self._cuts_glyph(line, end):
            return joined(sorted((left, right) for left, right, at in self._boxes_of(line) if start <= at < end))
        return self._glyphs(line, start, end)

    def _glyphs(self, line: int, start: int, end: int) -> list[tuple[float, float]]:
        return ranges_of_glyphs(self._lines[line], self._unit(start), self._unit(end))

    def _cuts_glyph(self, line: int, offset: int) -> bool:
        """Tell whether an offset lies within a ligature."""
        if not self._starts[line] < offset < self._edges[line] or not self._text[offset].isalpha():
            return False
        before, after = previous_grapheme(self._text, offset), next_grapheme(self._text, offset)
        return self._glyphs(line, before, offset) == self._glyphs(line, offset, after)

    def _line_at_height(self, y: float) -> int:
        return min(max(0, int(y // self.face.line)), len(self._lines) - 1)

    def _stop_before(self, offset: int) -> int:
        while offset > self.block.start and not is_grapheme_stop(self._text, offset):
            offset -= 1
        return offset

    def _character_near(self, line: int, x: float) -> tuple[int, int]:
        """Return the ends of the character at a distance from the left, ligatures taken apart; for plain lines."""
        last = self.line_end(line)
        start = self._stop_before(self.block.start + self._units.to_code_points(self._lines[line].xToCursor(x)))
        start = min(start, last)
        while start > self._starts[line] and self._x(line, start) > x:
            start = previous_grapheme(self._text, start)
        end = min(next_grapheme(self._text, start), last)
        while end < last and self._x(line, end) <= x:
            start, end = end, min(next_grapheme(self._text, end), last)
        return start, end

    def _x(self, line: int, offset: int) -> float:
        return self._lines[line].cursorToX(self._unit(offset))[0]  # type: ignore[index, no-any-return]

    def _boxes_of(self, line: int) -> list[tuple[float, float, int]]:
        """Return the edges of each character of a line that runs both ways; a ligature is shared out evenly."""
        if line not in self._boxes:
            self._boxes[line] = self._boxed(line)
        return self._boxes[line]

    def _boxed(self, line: int) -> list[tuple[float, float, int]]:
        stops = graphemes(self._text, self._starts[line], self._edges[line])
        by_place: dict[tuple[float, float], list[int]] = {}
        for start, end in zip(stops, stops[1:], strict=False):
            for place in self._glyphs(line, start, end)[:1]:
                by_place.setdefault(place, []).append(start)
        boxes: list[tuple[float, float, int]] = []
        for (left, right), starts in by_place.items():
            width = (right - left) / len(starts)
            ordered = starts[::-1] if is_written_left(self._text[starts[0]]) else starts
            boxes.extend((left + n * width, left + (n + 1) * width, start) for n, start in enumerate(ordered))
        return boxes
