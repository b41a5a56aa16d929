"""The page: all rows of an article from its header to the space below, and where everything on it is.

Heights count in whole pixels from the page's top. A block is laid out when it is first asked for; until then its
height is a guess. `Page` holds no scroll position: that is a `Place`, a row and the pixels above it that are hidden.
"""

from collections import OrderedDict
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF

from annotator.model.article import Article
from annotator.ui.reader.document import Block, Document
from annotator.ui.reader.header import Header
from annotator.ui.reader.heights import Heights
from annotator.ui.reader.layout import LaidBlock, Measure
from annotator.ui.reader.style import Face, ReadingStyle, faces

KEPT_BLOCKS = 400
KEPT_CHARACTERS = 600_000
FOOTER = 120
HEADING_ABOVE = (0, 0, 12, 8, 4, 4, 4)


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the page that stays where it is when heights above it change: a row and pixels into it."""

    row: int
    into: int


class Page:
    """Row 0 is the header, row n the block n - 1, the last row the space below the text."""

    def __init__(self, article: Article, document: Document, style: ReadingStyle, *, width: int) -> None:
        self.document = document
        self.style = style
        self.measure = Measure(width, style.justified)
        self.faces = faces(style)
        self.header = Header(article, document, self.faces[1], self.measure)
        self.laid_out = 0
        """How many blocks were laid out so far; tests count with it."""
        self._kept: OrderedDict[int, LaidBlock] = OrderedDict()
        self._characters = 0
        self.heights = Heights([self.header.height, *self._guesses(), FOOTER])
        self._is_exact = bytearray(len(self.heights))
        self._is_exact[0] = self._is_exact[-1] = 1

    @property
    def rows(self) -> int:
        """The number of rows, header and footer included."""
        return len(self.heights)

    def replace_header(self, article: Article) -> None:
        """Show the article's title, outlet, author and date anew."""
        self.header = Header(article, self.document, self.faces[1], self.measure)
        self.heights.set(0, self.header.height)

    def row_of(self, offset: int) -> int:
        """Return the row that shows the offset."""
        return self.document.number_at(offset) + 1

    def block_in(self, row: int) -> int | None:
        """Return the number of the block in a row, or None for the header and the space below."""
        return row - 1 if 0 < row < self.rows - 1 else None

    def height(self, row: int) -> int:
        """Return the true height of a row, laying it out if needed."""
        number = self.block_in(row)
        if number is not None and not self._is_exact[row]:
            self.laid(number)
        return self.heights[row]

    def laid(self, number: int) -> LaidBlock:
        """Return a block laid out, and correct the height of its row."""
        found = self._kept.get(number)
        if found is None:
            found = self._lay_out(number)
        else:
            self._kept.move_to_end(number)
        return found

    def is_laid_out(self, number: int) -> bool:
        """Tell whether a block's lines are at hand."""
        return number in self._kept

    def top_of(self, number: int) -> int:
        """Return how far below its row's top a block's first line begins."""
        block = self.document.block(number)
        return 0 if number == 0 else HEADING_ABOVE[block.level]

    def moved(self, place: Place, pixels: int) -> Place:
        """Return the place so many pixels further down (up when negative), laying out what is passed."""
        row, into = place.row, place.into + pixels
        while into < 0 and row > 0:
            row -= 1
            into += self.height(row)
        while row + 1 < self.rows and into >= self.height(row):
            into -= self.height(row)
            row += 1
        return Place(row, max(0, into))

    def within(self, place: Place, viewport: int) -> Place:
        """Return the place moved so that the page's end is not above the viewport's bottom."""
        room = -place.into
        for row in range(place.row, self.rows):
            room += self.height(row)
            if room >= viewport:
                return self.moved(place, 0)
        return self.moved(place, room - viewport)

    def at_height(self, height: int) -> Place:
        """Return the place at a height of the page as far as heights are known."""
        row = self.heights.row_at(max(0, height))
        return Place(row, min(max(0, height - self.heights.above(row)), self.height(row) - 1))

    def height_of(self, place: Place) -> int:
        """Return the height of a place as far as heights above it are known."""
        return self.heights.above(place.row) + place.into

    def place_of(self, offset: int) -> Place:
        """Return the place of the top of the line that shows the offset."""
        number = self.document.number_at(offset)
        laid = self.laid(number)
        return Place(number + 1, self.top_of(number) + laid.line_at(offset) * laid.face.line)

    def offset_of(self, place: Place) -> int:
        """Return the offset that begins the line at a place."""
        number = self.block_in(place.row)
        if number is None:
            return 0 if place.row == 0 else self.document.ends[-1]
        laid = self.laid(number)
        line = max(0, place.into - self.top_of(number)) // laid.face.line
        return laid.line_start(min(line, laid.line_count - 1))

    def rects(self, start: int, end: int, *, only: range | None = None) -> list[QRectF]:
        """Return the rectangles of a range in page pixels; `only` limits them to some rows."""
        found: list[QRectF] = []
        for number in self.document.numbers_between(start, end):
            if only is not None and number + 1 not in only:
                continue
            laid = self.laid(number)
            top = self.heights.above(number + 1) + self.top_of(number)
            found.extend(rect.translated(0, top) for rect in laid.rects(start, end))
        return found

    def _lay_out(self, number: int) -> LaidBlock:
        block = self.document.block(number)
        laid = LaidBlock(self.document.text, block, self._face(block), self.measure)
        self.laid_out += 1
        self._kept[number] = laid
        self._characters += block.end - block.start
        while len(self._kept) > KEPT_BLOCKS or (self._characters > KEPT_CHARACTERS and len(self._kept) > 1):
            _, dropped = self._kept.popitem(last=False)
            self._characters -= dropped.block.end - dropped.block.start
        self._is_exact[number + 1] = 1
        self.heights.set(number + 1, laid.height + self._around(block))
        return laid

    def _face(self, block: Block) -> Face:
        return self.faces[block.level]

    def _around(self, block: Block) -> int:
        """Return the space above and below a block's lines."""
        if block.number == 0 and self.document.headline:
            return self.header.byline.height
        below = 0 if block.goes_on else self.style.paragraph_spacing
        return below + (0 if block.number == 0 else HEADING_ABOVE[block.level])

    def _guesses(self) -> list[int]:
        """Guess each row's height from its length; exact but for the number of lines."""
        document, face, width = self.document, self.faces[0], self.measure.width
        share, below, line = face.advance * 1.02 / width, self.style.paragraph_spacing, face.line
        guesses = [(int(length * share + 0.999) or 1) * line + below for length in document.lengths]
        for number in document.special:
            block = document.block(number)
            large = self._face(block)
            lines = max(1, ceil(document.lengths[number] * large.advance / width))
            guesses[number] = lines * large.line + self._around(block)
        return guesses
