"""The map beside the text, which is also its scroll bar: where tags are, where one reads, and a way there."""

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from annotator.ui import theme

WIDTH = 14
LEAST_THUMB = 36
TICK = 2


class Density:
    """Counts places of several kinds between heights; kinds are label uids or names of marks."""

    def __init__(self) -> None:
        self._places: dict[str, array[int]] = {}

    def fill(self, kind: str, offsets: Iterable[int]) -> None:
        """Replace all places of a kind."""
        self._places[kind] = array("q", sorted(offsets))

    def clear(self) -> None:
        """Forget all places."""
        self._places.clear()

    def add(self, kind: str, offset: int) -> None:
        """Add a place."""
        insort(self._places.setdefault(kind, array("q")), offset)

    def remove(self, kind: str, offset: int) -> None:
        """Take a place away, if it is there."""
        places = self._places.get(kind)
        if places:
            index = bisect_left(places, offset)
            if index < len(places) and places[index] == offset:
                places.pop(index)

    def busiest(self, borders: list[int]) -> list[str | None]:
        """Return, for each stretch between neighbouring borders, the kind with the most places in it."""
        best: list[str | None] = [None] * max(0, len(borders) - 1)
        counts = [0] * len(best)
        for kind, places in self._places.items():
            if places:
                self._count(kind, places, borders, best, counts)
        return best

    @staticmethod
    def _count(kind: str, places: "array[int]", borders: list[int], best: list[str | None], counts: list[int]) -> None:
        low = bisect_left(places, borders[0])
        for index in range(len(best)):
            high = bisect_left(places, borders[index + 1], low)
            if high - low > counts[index]:
                best[index], counts[index] = kind, high - low
            low = high


class MapBar(QScrollBar):
    """A slim scroll bar with a tick for each stretch of the text that holds tags; a click goes there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.density = Density()
        self._borders: Callable[[int], list[int]] | None = None
        self._color: Callable[[str], QColor] = lambda _kind: theme.color("text_faint")
        self._ticks: list[tuple[QColor, list[QRectF]]] | None = None
        self._grip = 0
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName(self.tr("Map of the article"))

    def follow(self, borders: Callable[[int], list[int]], color: Callable[[str], QColor]) -> None:
        """Ask `borders` for the offsets at a number of even heights, and `color` for the colour of a kind."""
        self._borders, self._color = borders, color

    def refresh(self) -> None:
        """Count again before the next painting."""
        self._ticks = None
        self.update()

    def sizeHint(self) -> QSize:
        """Return a slim size, whatever the style."""
        return QSize(WIDTH, 100)

    def minimumSizeHint(self) -> QSize:
        """Return a slim size, whatever the style."""
        return QSize(WIDTH, LEAST_THUMB)

    def resizeEvent(self, event: object) -> None:
        """Spread the ticks over the new height."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def thumb(self) -> QRectF:
        """Return the rectangle that stands for what is seen of the page."""
        whole = self.maximum() - self.minimum() + self.pageStep()
        length = max(LEAST_THUMB, self.height() * self.pageStep() / max(1, whole))
        free = max(0.0, self.height() - length)
        top = free * (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        return QRectF(1, top, self.width() - 3, min(length, self.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the thumb and above it the ticks."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.color("page"))
        painter.setPen(Qt.PenStyle.NoPen)
        if self.maximum() > self.minimum():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(theme.color("line_strong" if self.isSliderDown() else "line"))
            painter.drawRoundedRect(self.thumb(), 2, 2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for color, rects in self._counted():
            painter.setBrush(color)
            painter.drawRects(rects)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the thumb, or go to the place that was clicked."""
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        thumb = self.thumb()
        at = event.position()
        on_thumb = thumb.top() <= at.y() < thumb.bottom() and event.button() == Qt.MouseButton.LeftButton
        self._grip = int(at.y() - thumb.top()) if on_thumb else int(thumb.height() / 2)
        self.setSliderDown(True)
        self._drag_to(at.y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the thumb along."""
        if self.isSliderDown():
            self._drag_to(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the thumb go."""
        self.setSliderDown(False)
        self.update()
        event.accept()

    def _drag_to(self, y: float) -> None:
        free = max(1.0, self.height() - self.thumb().height())
        share = min(1.0, max(0.0, (y - self._grip) / free))
        self.setSliderPosition(self.minimum() + round(share * (self.maximum() - self.minimum())))
        self.update()

    def _counted(self) -> list[tuple[QColor, list[QRectF]]]:
        if self._ticks is None:
            self._ticks = self._count_ticks()
        return self._ticks

    def _count_ticks(self) -> list[tuple[QColor, list[QRectF]]]:
        if self._borders is None:
            return []
        borders = self._borders(max(1, self.height() // (TICK + 1)))
        if len(borders) < 2:
            return []
        rects: dict[str, list[QRectF]] = {}
        for index, kind in enumerate(self.density.busiest(borders)):
            if kind is not None:
                rects.setdefault(kind, []).append(QRectF(2, index * (TICK + 1), self.width() - 5, TICK))
        return [(self._color(kind), found) for kind, found in rects.items()]
