"""A page of an article cut into sheets of paper, never through a line."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.ui.reader.page import Page
from annotator.ui.reader.painter import RowPlace, paint_page
from annotator.ui.reader.scene import Scene


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stretch of a page in its pixels, from a row's slice to another's, that fits on one sheet of paper."""

    number: int
    top: int
    bottom: int
    first: int
    last: int
    """The rows that it touches, both included."""


def sheets_of(page: Page, height: int) -> Iterator[Sheet]:
    """Cut a page into sheets of at most that many pixels; lays out each block as it comes."""
    number, start, first, at, row = 1, 0, 0, 0, 0
    for row in range(page.rows - 1):
        for end in _line_ends(page, row):
            if at + end - start > height:
                cut = at if end == _first_end(page, row) else at + _line_above(page, row, end)
                yield Sheet(number, start, cut, first, row)
                number, start, first = number + 1, cut, row
        at += page.height(row)
    yield Sheet(number, start, at, first, row)


def paint_sheet(painter: QPainter, scene: Scene, sheet: Sheet, *, left: int, width: int) -> None:
    """Paint a sheet's stretch from the painter's origin on; `left` is the margin that brackets stand in."""
    clip = QRectF(0, 0, width, sheet.bottom - sheet.top)
    painter.save()
    painter.setClipRect(clip)
    paint_page(painter, scene, _rows_of(scene.page, sheet), left=left, clip=clip)
    painter.restore()


def _rows_of(page: Page, sheet: Sheet) -> list[RowPlace]:
    top = page.heights.above(sheet.first) - sheet.top
    rows = []
    for row in range(sheet.first, sheet.last + 1):
        rows.append(RowPlace(row, top))
        top += page.height(row)
    return rows


def _line_ends(page: Page, row: int) -> list[int]:
    """Return the lower edges of a row's lines below the row's top; of the header only its own."""
    number = page.block_in(row)
    if number is None:
        return [page.height(row)]
    laid, top = page.laid(number), page.top_of(number)
    return [top + (line + 1) * laid.face.line for line in range(laid.line_count)]


def _first_end(page: Page, row: int) -> int:
    return _line_ends(page, row)[0]


def _line_above(page: Page, row: int, end: int) -> int:
    number = page.block_in(row)
    return end - page.laid(number).face.line if number is not None else 0
