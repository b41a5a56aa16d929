"""The scrolling part of the reading view: the place that is shown never moves by itself."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from annotator.model.article import Article, Version
from annotator.model.span import Span
from annotator.ui import theme
from annotator.ui.reader.document import Document
from annotator.ui.reader.page import Place
from annotator.ui.reader.ranges import LOOKS
from annotator.ui.reader.strip import MapBar
from annotator.ui.reader.style import ReadingStyle
from annotator.ui.reader.surface import Surface


class PageView(Surface):
    """Scrolls a page; the truth about scrolling is a `Place`, the scroll bar's value follows it."""

    place_changed = Signal(int)
    zoom_requested = Signal(int)
    """Ctrl and the wheel: +1 for larger, -1 for smaller."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told_place = -1
        self._shown_value = 0
        self._is_syncing = False
        self._map = MapBar()
        self._map_timer = QTimer(self, singleShot=True, interval=60)
        self._words_timer = QTimer(self, singleShot=True, interval=0)
        self._build()

    def _build(self) -> None:
        self.setVerticalScrollBar(self._map)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._map.follow(self._map_borders, self._map_color)
        self._sync_timer.timeout.connect(self._sync_bar)
        self._map_timer.timeout.connect(self._refresh_map)
        self._words_timer.timeout.connect(self._count_words)
        theme.notifier().changed.connect(self._dress)

    def mark_ranges(self, name: str, ranges: list[Span]) -> None:
        """Mark ranges under a name, in lieu of those it had, in the text and on the map."""
        super().mark_ranges(name, ranges)
        if name in LOOKS and LOOKS[name].mapped:
            self._map.density.fill(name, [one.start for one in ranges])
            self._map_timer.start()

    def set_style(self, style: ReadingStyle) -> None:
        """Set the text anew; the line at the top of the view stays there."""
        if style != self._style:
            self._style = style
            self._relay()

    def place(self) -> int:
        """Return the offset that begins the first visible line."""
        return self._scene.page.offset_of(self._place)

    def set_place(self, offset: int) -> None:
        """Scroll so that the line of the offset is the first visible one."""
        offset = self._document.settle(offset)
        self._go(Place(0, 0) if offset <= self._document.starts[0] else self._scene.page.place_of(offset))

    def scroll_to(self, offset: int, *, center: bool = True) -> None:
        """Bring the line of the offset into view, in the upper middle, or not at all if it is wholly in view."""
        page, height = self._scene.page, self.viewport().height()
        target = page.place_of(self._document.settle(offset))
        line = page.laid(page.block_in(target.row) or 0).face.line
        if center:
            self._go(page.moved(target, line - height * 2 // 5))
            return
        above = page.height_of(target) - page.height_of(self._place)
        if above < 0:
            self._go(page.moved(target, -line))
        elif above + line > height:
            self._go(page.moved(target, 2 * line - height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the text in the new width, or show more or less of it."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._relay()
        else:
            self._go(self._place)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bar: by the distance it moved, or to where it jumped."""
        if self._is_syncing:
            return
        value = self._map.value()
        distance, self._shown_value = value - self._shown_value, value
        if value >= self._map.maximum():
            place = self._scene.page.within(Place(self._scene.page.rows - 1, 0), self.viewport().height())
        elif value <= 0:
            place = Place(0, 0)
        elif abs(distance) > 2 * self.viewport().height():
            place = self._scene.page.at_height(value)
        else:
            place = self._scene.page.moved(self._place, distance)
        self._go(place, sync=False)
        self._sync_timer.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or ask for larger or smaller letters while Ctrl is held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y()
            if steps:
                self.zoom_requested.emit(1 if steps > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def scroll_by(self, pixels: int) -> None:
        """Scroll down by some pixels, up when negative."""
        self._go(self._scene.page.moved(self._place, pixels))

    def _show(self, article: Article | None, version: Version | None) -> None:
        """Take another text, shown from its beginning."""
        self.article, self.version = article, version
        self._document = Document(version.text if version else "", article.title if article else "", self._parts)
        self._place = Place(0, 0)
        self._told_place = -1
        if not self._document.count_words():
            self._words_timer.start()
        self._scene = self._new_scene()
        self._map.density.clear()
        self._go(Place(0, 0))
        self.viewport().update()

    def _count_words(self) -> None:
        """Count on, a slice at a time, until the line below the title can tell the number of words."""
        if not self._document.count_words():
            self._words_timer.start()
        elif self.article is not None:
            self._scene.page.replace_header(self.article)
            self.viewport().update()

    def _lay_page(self) -> None:
        self._scene.page = self._new_page()

    def _relay(self) -> None:
        """Set the text anew and keep the letters of the first visible line where they are."""
        page, place = self._scene.page, self._place
        number = page.block_in(place.row)
        if number is None:
            self._lay_page()
            self._go(place)
        else:
            offset = page.offset_of(place)
            beyond = place.into - self._letters_of(offset).into
            self._lay_page()
            self._go(self._scene.page.moved(self._letters_of(offset), beyond))
        self.viewport().update()

    def _letters_of(self, offset: int) -> Place:
        """Return the place where the letters of an offset's line begin, below the leading."""
        place = self._scene.page.place_of(offset)
        laid = self._scene.page.laid(self._document.number_at(offset))
        return Place(place.row, place.into + laid.face.top)

    def _dress(self) -> None:
        self._relay()
        self._map.refresh()

    def _go(self, place: Place, *, sync: bool = True) -> None:
        """Show the page at a place, moving the pixels that stay in view instead of painting them again."""
        page, height = self._scene.page, self.viewport().height()
        before = self._place
        self._place = place = page.within(place, height)
        distance = page.height_of(place) - page.height_of(before)
        if abs(distance) < height and self.devicePixelRatioF().is_integer():
            if distance:
                self.viewport().scroll(0, -distance)
        else:
            self.viewport().update()
        if sync:
            self._sync_bar()
        self._tell_place()

    def _tell_place(self) -> None:
        offset = self.place()
        if offset != self._told_place:
            self._told_place = offset
            self.place_changed.emit(offset)

    def _sync_bar(self) -> None:
        """Let the bar show the place and the page's length as they are known now.

        Never from within the bar's own signal or a paint event, which it would enter again: those start the timer.
        """
        page = self._scene.page
        self._is_syncing = True
        self._map.setPageStep(self.viewport().height())
        self._map.setSingleStep(page.faces[0].line)
        if not self._map.isSliderDown():
            self._map.setRange(0, max(0, page.heights.total - self.viewport().height()))
            self._map.setValue(page.height_of(self._place))
        self._shown_value = self._map.value()
        self._is_syncing = False

    def _map_borders(self, count: int) -> list[int]:
        """Return the offsets at so many even heights of the page, and the text's end."""
        heights, end = self._scene.page.heights, len(self._document.text) + 1
        steps = (self._offset_near(int(step * heights.total / count)) for step in range(1, count))
        return [0, *steps, end]

    def _offset_near(self, height: int) -> int:
        """Return the offset at a height of the page without laying anything out."""
        heights, document = self._scene.page.heights, self._document
        row = heights.row_at(height)
        if not 0 < row <= len(document):
            return 0 if row == 0 else len(document.text) + 1
        start, end = document.starts[row - 1], document.ends[row - 1]
        return start + int((end - start) * (height - heights.above(row)) / max(1, heights[row]))

    def _refresh_map(self) -> None:
        self._map.refresh()

    def _map_color(self, kind: str) -> QColor:
        """Return the colour of a kind of place on the map."""
        return theme.color(LOOKS[kind].mapped or "text_faint") if kind in LOOKS else theme.color("text_faint")
