"""The facets beside the table: statuses, labels and articles with their counts; a click narrows the table."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.model.records import Filter
from annotator.project import ProjectReader
from annotator.ui import tasks, theme
from annotator.ui.review.facet_counts import Facet, facets_of
from annotator.ui.widgets import SectionHeading, paint, plain_tip
from annotator.ui.widgets.direction import direction_of

WIDTH = 264
AT_ONCE = 20_000
"""Up to this many annotations are counted without a thread."""


class FacetLine(QAbstractButton):
    """A line with name and count; labels have their dot and a bar as long as their share."""

    def __init__(self, facet: Facet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facet = facet
        self.setCheckable(True)
        self.setText(facet.name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_facet(facet)

    def show_facet(self, facet: Facet) -> None:
        """Show another count or share."""
        self.facet = facet
        self.setAccessibleName(f"{facet.name} {facet.count}")
        self.setToolTip(plain_tip(facet.name))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a line, with a bar for labels."""
        return QSize(120, 33 if self.facet.hue else 25)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, count and bar; what narrows the table stands on a ground."""
        facet = self.facet
        room = QRectF(self.rect()).adjusted(8, 0, -8, 0)
        with QPainter(self) as painter:
            if self.isChecked() or self.underMouse() or self.hasFocus():
                ground = theme.color("accent_soft" if self.isChecked() else "hover")
                line = theme.color("focus") if self.hasFocus() else ground
                paint.paint_box(painter, QRectF(self.rect()), fill=ground, line=line, radius=6)
            first = QRectF(room.left(), 0, room.width(), 25)
            indent = 18.0 if facet.hue else 0.0
            if facet.hue:
                paint.paint_dot(painter, QPointF(room.left() + 5, first.center().y()), theme.label(facet.hue).dot)
                self._paint_bar(painter, room.adjusted(indent, 25, 0, 0))
            font = theme.ui_font(13, 600 if self.isChecked() else 400)
            metrics = QFontMetricsF(font)
            count = str(facet.count)
            taken = metrics.horizontalAdvance(count)
            painter.setFont(font)
            painter.setPen(theme.color("text"))
            shown = metrics.elidedText(facet.name, Qt.TextElideMode.ElideRight, room.width() - indent - taken - 12)
            painter.setLayoutDirection(direction_of(shown))
            side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
            painter.drawText(first.adjusted(indent, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | side, shown)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            painter.setPen(theme.color("text_soft"))
            painter.drawText(first, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)

    def _paint_bar(self, painter: QPainter, room: QRectF) -> None:
        bar = QRectF(room.left(), room.top() + 1, max(room.width() * self.facet.share, 4), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.label(self.facet.hue).bar)
        painter.drawRoundedRect(bar, 2, 2)

    def enterEvent(self, event: object) -> None:
        """Repaint when pointed at."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Repaint when no longer pointed at."""
        self.update()


class FacetsPane(QScrollArea):
    """Three sections of facets. Counts of a section are those that a choice in it would give."""

    filter_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = Filter()
        self._lines: dict[tuple[str, str], FacetLine] = {}
        self._task: tasks.Task | None = None
        self._sections: dict[str, QVBoxLayout] = {}
        self._boxes: dict[str, QWidget] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Counts"))
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(0)
        for field, name in self._names():
            heading = SectionHeading(name)
            heading.setContentsMargins(8, 4, 8, 4)
            box = self._boxes[field] = QWidget()
            section = self._sections[field] = QVBoxLayout(box)
            section.setContentsMargins(0, 0, 0, 12)
            section.setSpacing(0)
            section.addWidget(heading)
            column.addWidget(box)
        column.addStretch(1)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)

    def _names(self) -> list[tuple[str, str]]:
        return [("statuses", self.tr("Status")), ("labels", self.tr("Label")), ("articles", self.tr("Articles"))]

    def line(self, field: str, value: str) -> FacetLine:
        """Return the line of a value, such as that of `draft` among the `statuses`."""
        return self._lines[field, value]

    def values(self, field: str) -> list[str]:
        """Return the values that a section lists, in order."""
        return [value for of, value in self._lines if of == field]

    def show_facets(self, project: ProjectReader, wanted: Filter, total: int) -> None:
        """Show what the filter narrows and count anew: at once, or in a worker where there are many annotations."""
        self._filter = wanted
        self._mark()
        self.stop()
        if total <= AT_ONCE:
            self._show(facets_of(project, wanted))
        else:
            self._task = tasks.run(_counting(project.path, wanted), self._take, self._fail)

    def stop(self) -> None:
        """Want no counts that are still being made."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @Slot(object)
    def _take(self, found: object) -> None:
        self._task = None
        assert isinstance(found, list)
        self._show(found)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._task = None

    def _show(self, found: list[Facet]) -> None:
        if [(facet.field, facet.value) for facet in found] != list(self._lines):
            self._rebuild(found)
        for facet in found:
            self._lines[facet.field, facet.value].show_facet(facet)
        self._mark()

    def _mark(self) -> None:
        """Show which values narrow the table."""
        for (field, value), line in self._lines.items():
            line.setChecked(value in getattr(self._filter, field))

    def _rebuild(self, facets: Iterable[Facet]) -> None:
        for line in self._lines.values():
            line.hide()
            line.deleteLater()
        self._lines = {}
        for facet in facets:
            line = FacetLine(facet, self.widget())
            line.clicked.connect(lambda _=False, line=line: self._toggle(line.facet))
            self._lines[facet.field, facet.value] = line
            self._sections[facet.field].addWidget(line)
        for field, box in self._boxes.items():
            box.setVisible(bool(self.values(field)))

    def _toggle(self, facet: Facet) -> None:
        present: tuple[str, ...] = getattr(self._filter, facet.field)
        without = tuple(one for one in present if one != facet.value)
        changed = without if facet.value in present else (*present, facet.value)
        self.filter_wanted.emit(replace(self._filter, **{facet.field: changed}))  # type: ignore[arg-type]


def _counting(path: Path, wanted: Filter) -> tasks.Work:
    """Return the work that counts on a connection of its own."""

    def count(progress: tasks.Progress, cancelled: tasks.Cancelled) -> list[Facet]:
        with ProjectReader(path) as reader:
            reader.stop_when(cancelled)
            return facets_of(reader, wanted)

    return count
