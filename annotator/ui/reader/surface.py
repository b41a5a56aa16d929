"""The surface of the reading view: a page painted at a place, and where everything on it is."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.model.article import Article, Version
from annotator.model.label import LabelSet
from annotator.model.span import Span
from annotator.model.structure import Part
from annotator.ui.reader.document import Document
from annotator.ui.reader.margin import LEFT, RIGHT
from annotator.ui.reader.marks import Decoration
from annotator.ui.reader.page import Page, Place
from annotator.ui.reader.painter import RowPlace, paint_page
from annotator.ui.reader.ranges import NamedRanges
from annotator.ui.reader.scene import Note, Scene
from annotator.ui.reader.style import ReadingStyle

NARROWEST = 160
STRAY = 4
_ALL_AT_ONCE = 60
_BESIDE = 30
"""How far a remark in the margin may stand out above and below its line."""


class Surface(QAbstractScrollArea):
    """Shows a page of an article from a `Place` on; offsets are code points, points are those of the viewport."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.article: Article | None = None
        self.version: Version | None = None
        self._style = ReadingStyle()
        self._document = Document("")
        self._parts: tuple[Part, ...] = ()
        self._place = Place(0, 0)
        self._left = LEFT
        self._sync_timer = QTimer(self, singleShot=True, interval=0)
        self._scene = self._new_scene()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def style_in_use(self) -> ReadingStyle:
        """Return how the text is set at present."""
        return self._style

    def document(self) -> Document:
        """Return the text in blocks, as it is laid out."""
        return self._document

    def rect_of(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a range in the viewport's coordinates; of long ranges only what is in view."""
        numbers = self._document.numbers_between(start, end)
        rows = range(numbers.start + 1, numbers.stop + 1)
        if len(rows) > _ALL_AT_ONCE:
            seen = [one.row for one in self._visible_rows()]
            rows = range(max(rows.start, seen[0]), min(rows.stop, seen[-1] + 1))
        for row in rows:
            self._scene.page.height(row)
        top = self._scene.page.height_of(self._place)
        return [rect.translated(self._left, -top) for rect in self._scene.page.rects(start, end, only=rows)]

    def offset_at(self, point: QPointF) -> int:
        """Return the caret stop nearest to a point of the viewport."""
        place = self._row_at(point.y())
        number = self._scene.page.block_in(place.row)
        if number is None:
            return self._document.starts[0] if place.row == 0 else self._document.ends[-1]
        top = place.top + self._scene.page.top_of(number)
        return self._scene.page.laid(number).offset_at(point.x() - self._left, point.y() - top)

    def character_at(self, point: QPointF) -> int | None:
        """Return the offset of the character under a point of the viewport, or None beside the text."""
        place = self._row_at(point.y())
        number = self._scene.page.block_in(place.row)
        if number is None:
            return None
        top = place.top + self._scene.page.top_of(number)
        return self._scene.page.laid(number).character_at(point.x() - self._left, point.y() - top)

    def visible_rect_of(self, number: int) -> QRect:
        """Return the part of the viewport that a block takes; empty when it is out of view."""
        for one in self._visible_rows():
            if self._scene.page.block_in(one.row) == number:
                whole = QRect(self._left, one.top, self._width(), self._scene.page.height(one.row))
                return whole.intersected(self.viewport().rect())
        return QRect()

    def mark_ranges(self, name: str, ranges: list[Span]) -> None:
        """Mark ranges under a name, in lieu of those it had; `ranges.LOOKS` tells what names look like."""
        changed = {*self._scene.ranges.of(name)} ^ {*ranges}
        self._scene.ranges.set(name, ranges)
        if len(changed) > _ALL_AT_ONCE:
            self.viewport().update()
        else:
            self._update_spans(sorted(changed))

    def marked_ranges(self, name: str) -> list[Span]:
        """Return the ranges marked under a name, in text order."""
        return self._scene.ranges.of(name)

    def set_focus_range(self, span: Span | None) -> None:
        """Dim all text but the span; None shows all of it plainly again."""
        self._scene.focus = (span.start, span.end) if span else None
        self.viewport().update()

    def set_margin_note(self, offset: int | None, title: str = "", detail: str = "", *, until: int = 0) -> None:
        """Write a short remark left of the offset's line, or beside a bracket down to `until`; None takes it away."""
        before, note = self._scene.note, None if offset is None else Note(offset, title, detail, until)
        if note != before:
            self._scene.note = note
            for one in (before, note):
                self._update_beside(one)

    def _update_beside(self, note: Note | None) -> None:
        """Paint again the margin around a remark, as far as it is in view."""
        if note is not None and note.offset <= len(self._document.text):
            rects = self.rect_of(note.offset, max(note.until, note.offset + 1))
            tops, bottoms = [int(one.top()) for one in rects], [int(one.bottom()) for one in rects]
            if rects:
                top, bottom = min(tops) - _BESIDE, max(bottoms) + _BESIDE
                self.viewport().update(0, top, self._left, bottom - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that need it."""
        painter = QPainter(self.viewport())
        clip = event.rect()
        rows = [one for one in self._visible_rows() if one.top <= clip.bottom() + STRAY and self._ends_below(one, clip)]
        paint_page(painter, self._scene, rows, left=self._left, clip=QRectF(clip))
        self._paint_over(painter)
        painter.end()
        self._sync_timer.start()

    def _paint_over(self, painter: QPainter) -> None:
        """Paint what lies above the text; nothing here."""

    def _new_scene(self) -> Scene:
        return Scene(self._new_page(), LabelSet(), lambda _number: Decoration(), NamedRanges())

    def _new_page(self) -> Page:
        self._left = max(LEFT, (self.viewport().width() - self._width()) // 2)
        return Page(self.article or Article("", "—"), self._document, self._style, width=self._width())

    def _width(self) -> int:
        room = self.viewport().width() - LEFT - RIGHT
        return max(NARROWEST, min(self._style.column_width, room))

    def _visible_rows(self) -> Iterator[RowPlace]:
        page, top = self._scene.page, -self._place.into
        for row in range(self._place.row, page.rows):
            if top >= self.viewport().height():
                return
            yield RowPlace(row, top)
            top += page.height(row)

    def _ends_below(self, place: RowPlace, clip: QRect) -> bool:
        return place.top + self._scene.page.height(place.row) + STRAY >= clip.top()

    def _row_at(self, y: float) -> RowPlace:
        found = RowPlace(self._place.row, -self._place.into)
        for found in self._visible_rows():
            if y < found.top + self._scene.page.height(found.row):
                break
        return found

    def _update_spans(self, spans: list[Span]) -> None:
        """Paint again the lines of some spans, as far as they are in view."""
        if not spans:
            return
        for one in self._visible_rows():
            number = self._scene.page.block_in(one.row)
            if number is not None:
                self._update_in_block(number, one.top, spans)

    def _update_in_block(self, number: int, top: int, spans: list[Span]) -> None:
        laid = self._scene.page.laid(number)
        top += self._scene.page.top_of(number)
        for span in spans:
            if span.start <= laid.block.end and span.end >= laid.block.start:
                lines = laid.lines_between(max(span.start, laid.block.start), min(span.end, laid.block.end))
                height = len(lines) * laid.face.line + 2 * STRAY
                self.viewport().update(0, top + lines.start * laid.face.line - STRAY, self.viewport().width(), height)
