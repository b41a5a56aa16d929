"""Lines of a PDF page: their text with its box, split where columns or cells stand side by side."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Any

Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""
_ENDS = re.compile("\r\n|[\r\n]|\ufffe|\x02")
_WORD = re.compile(r"\S+")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RTL_RUN = re.compile("[\u0591-\u05f2\u0620-\u0669\u066e-\u06d3\u06d5-\u06ff\u0710-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")
_LAM_ALEF = re.compile("[\u0622\u0623\u0625\u0627]\u0644")
_STRAY_STOP = re.compile(r"^([.!؟?،:؛]) (.+)$")
_GAPS_LIMIT = 400
_GAP = 1.3
"""A blank this many times as wide as the line is high parts columns or cells."""
_LETTER_HYPHEN = re.compile("[^\\W\\d_][-\u2010]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a piece of one, with its box in points (y grows upwards); `is_broken` tells of a word going on."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    is_broken: bool = False

    @property
    def height(self) -> float:
        """The height of the font's box."""
        return max(self.top - self.bottom, 0.1)

    @property
    def is_rtl(self) -> bool:
        """Whether the line runs from right to left."""
        return len(_RTL.findall(self.text)) * 2 > len(self.text.replace(" ", ""))

    def shares_row(self, other: "Line") -> bool:
        """Tell whether both stand side by side."""
        overlap = min(self.top, other.top) - max(self.bottom, other.bottom)
        return overlap > 0.6 * min(self.height, other.height)


class PageText:
    """The characters of one page, with the places at which they stand."""

    def __init__(self, page: Any, number: int) -> None:
        from pypdfium2 import raw

        self._source = page.get_textpage()
        self._measure, self._rectangle = raw.FPDFText_GetLooseCharBox, raw.FS_RECTF()
        self.number = number
        self.text: str = self._source.get_text_range(0, self._source.count_chars())
        astral = [at for at, letter in enumerate(self.text) if letter > "\uffff"] if not self.text.isascii() else []
        self._astral = astral
        self._gutters: list[float] = []

    def close(self) -> None:
        """Give the page's memory back."""
        self._source.close()

    def in_order(self, *, is_measured: bool) -> list[Line]:
        """Return the lines in reading order; side by side columns are only seen where `is_measured`."""
        lines = self._lines(is_split=is_measured)
        self._gutters = _gutters(lines)
        if not self._gutters:
            return _without_lone_cells(lines)
        return _by_columns(self._lines(is_split=True), self._gutters)

    def _lines(self, *, is_split: bool) -> list[Line]:
        """Return the lines in the order of the file; wide blanks part a line where `is_split` asks for it."""
        found: list[Line] = []
        start = 0
        for end in _ENDS.finditer(self.text):
            found += self._line(start, end.start(), is_broken=end[0] in "\ufffe\x02", is_split=is_split)
            start = end.end()
        return found + self._line(start, len(self.text), is_broken=False, is_split=is_split)

    def _line(self, start: int, end: int, *, is_broken: bool, is_split: bool) -> list[Line]:
        words = [(one.start() + start, one.end() + start) for one in _WORD.finditer(self.text[start:end])]
        if not words:
            return []
        pieces, first = [], 0
        if is_split and len(words) > 1:
            extents = [self._extent(*word) for word in words]
            for place in range(1, len(words)):
                if self._is_wide(extents[place - 1], extents[place]):
                    pieces.append(self._piece(words[first:place]))
                    first = place
        last = self._piece(words[first:])
        return [*pieces, replace(last, is_broken=True) if is_broken else last]

    def _piece(self, words: list[tuple[int, int]]) -> Line:
        one, two = self._extent(*words[0]), self._extent(*words[-1])
        text = self.text[words[0][0] : words[-1][1]]
        if _RTL.search(text):
            text = _STRAY_STOP.sub(r"\2\1", " ".join(self._rtl_word(*word) for word in words))
        text = " ".join(text.split())
        return Line(
            text,
            self.number,
            min(one[0], two[0]),
            min(one[1], two[1]),
            max(one[2], two[2]),
            max(one[3], two[3]),
            bool(_LETTER_HYPHEN.search(text)),
        )

    def _rtl_word(self, start: int, end: int) -> str:
        """Return a word in reading order: PDFium 150 leaves some right-to-left letters as they are painted."""
        return _RTL_RUN.sub(lambda run: self._rtl_run(start + run.start(), run[0]), self.text[start:end])

    def _rtl_run(self, at: int, letters: str) -> str:
        is_painted = len(letters) > 1 and self._box(at)[0] < self._box(at + len(letters) - 1)[0]
        if is_painted:
            return _reversed_clusters(letters)
        return _LAM_ALEF.sub(lambda pair: self._ligature(at + pair.start(), pair[0]), letters)

    def _ligature(self, at: int, pair: str) -> str:
        """Turn alef and lam round where both were painted as one sign."""
        return pair[::-1] if self._box(at) == self._box(at + 1) else pair

    def _is_wide(self, one: Box, two: Box) -> bool:
        gap = max(two[0] - one[2], one[0] - two[2])
        height = max(min(one[3] - one[1], two[3] - two[1]), 1.0)
        is_gutter = gap > 0.15 * height and any(one[2] < gutter < two[0] for gutter in self._gutters)
        return is_gutter or gap > _GAP * height

    def _extent(self, start: int, end: int) -> Box:
        one, two = self._box(start), self._box(end - 1)
        return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])

    def _box(self, at: int) -> Box:
        self._measure(self._source, bisect_left(self._astral, at) + at if self._astral else at, self._rectangle)
        found = self._rectangle
        return found.left, found.bottom, found.right, found.top


def _reversed_clusters(word: str) -> str:
    """Return the word backwards, marks kept behind their letters."""
    out: list[str] = []
    marks = ""
    for letter in reversed(word):
        if unicodedata.combining(letter):
            marks = letter + marks
        else:
            out.append(letter + marks)
            marks = ""
    return "".join(out) + marks


def _by_columns(lines: list[Line], gutters: list[float]) -> list[Line]:
    """Return a page's lines column by column between the lines that run over all columns."""
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda one: (-round(one.top), one.left)):
        if any(line.left < gutter - 2 and line.right > gutter + 2 for gutter in gutters):
            ordered += [*_columns(band, gutters), line]
            band = []
        else:
            band.append(line)
    return ordered + _columns(band, gutters)


def _without_lone_cells(lines: list[Line]) -> list[Line]:
    """Put pieces together again that no neighbouring row parts at the same place: blanks of a justified line."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and rows[-1][-1].shares_row(line):
            rows[-1].append(line)
        else:
            rows.append([line])
    out: list[Line] = []
    for place, row in enumerate(rows):
        near = [other for other in (*rows[max(place - 1, 0) : place], *rows[place + 1 : place + 2]) if len(other) > 1]
        is_table = any(_part_alike(row, other) for other in near)
        out += row if is_table or len(row) == 1 else [_together(row)]
    return out


def _part_alike(row: list[Line], other: list[Line]) -> bool:
    """Tell whether two rows are parted by the same blanks, and their cells begin or end at the same places."""
    own, others = sorted(row, key=lambda line: line.left), sorted(other, key=lambda line: line.left)
    if len(own) < 2 or len(own) != len(others):
        return False
    near = 0.25 * own[0].height
    for one, two, above, below in zip(own, own[1:], others, others[1:], strict=False):
        is_parted = one.right < below.left and above.right < two.left
        is_wide = min(two.left - one.right, below.left - above.right) > 3 * one.height
        is_aligned = abs(two.left - below.left) < near or (is_wide and abs(two.right - below.right) < near)
        if not (is_parted and is_aligned):
            return False
    return True


def _together(row: list[Line]) -> Line:
    return Line(
        " ".join(line.text for line in row),
        row[0].page,
        min(line.left for line in row),
        min(line.bottom for line in row),
        max(line.right for line in row),
        max(line.top for line in row),
        row[-1].is_broken,
    )


def _columns(band: list[Line], gutters: list[float]) -> list[Line]:
    def place(line: Line) -> tuple[int, float, float]:
        column = sum(1 for gutter in gutters if line.left >= gutter - 2)
        return column, -line.top, line.left

    is_rtl = sum(1 if line.is_rtl else -1 for line in band) > 0
    return sorted(band, key=lambda one: (-place(one)[0] if is_rtl else place(one)[0], *place(one)[1:]))


def _gutters(lines: list[Line]) -> list[float]:
    """Return the middles of the blank strips between columns whose pieces came row by row."""
    gaps = [
        ((one.right + two.left) / 2, one, two)
        for one, two in zip(lines, lines[1:], strict=False)
        if one.shares_row(two) and two.left > one.right
    ][:_GAPS_LIMIT]
    width = max((one.right for one in lines), default=0.0) - min((one.left for one in lines), default=0.0)
    found: list[float] = []
    for middle, one, _ in sorted(gaps, key=lambda gap: gap[0]):
        near = [gap for gap in gaps if gap[1].right <= middle <= gap[2].left]
        wide = [gap for gap in near if min(_length(gap[1]), _length(gap[2])) > 0.6 * width / (len(found) + 3)]
        is_new = not any(abs(middle - gutter) < 3 * one.height for gutter in found)
        if is_new and len(wide) >= 4 and 2 * len(wide) > len(near):
            found.append(min(gap[2].left for gap in wide) - 1)
    return found


def _length(line: Line) -> float:
    return line.right - line.left
