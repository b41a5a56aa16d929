"""The facets beside the table: statuses, labels and articles with their counts; a click narrows the table."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.model.annotation import STATUSES
from annotator.model.label import LabelSet
from annotator.model.records import Filter
from annotator.project import ProjectReader
from annotator.ui import theme
from annotator.ui.panel.wording import word
from annotator.ui.widgets import SectionHeading, paint, plain_tip
from annotator.ui.widgets.direction import direction_of

WIDTH = 264
_STATUS_ORDER = ("draft", "proposed", "accepted", "rejected", "disputed")
_ARTICLES_SHOWN = 12
assert set(_STATUS_ORDER) == set(STATUSES)


@dataclass(frozen=True, slots=True)
class Facet:
    """One line: which field of the filter it narrows, to what value, and how many there are."""

    field: str
    value: str
    name: str
    count: int
    hue: str = ""
    share: float = 0.0


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
        self._sections: dict[str, QVBoxLayout] = {}
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
            column.addWidget(heading)
            section = self._sections[field] = QVBoxLayout()
            section.setSpacing(0)
            column.addLayout(section)
            column.addSpacing(12)
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

    def show_facets(self, project: ProjectReader, wanted: Filter) -> None:
        """Count anew and show what the filter narrows."""
        self._filter = wanted
        found = [*self._statuses(project), *self._labels(project), *self._articles(project)]
        keys = [(facet.field, facet.value) for facet in found]
        if keys != list(self._lines):
            self._rebuild(found)
        for facet in found:
            line = self._lines[facet.field, facet.value]
            line.show_facet(facet)
            line.setChecked(facet.value in getattr(wanted, facet.field))

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

    def _toggle(self, facet: Facet) -> None:
        present: tuple[str, ...] = getattr(self._filter, facet.field)
        without = tuple(one for one in present if one != facet.value)
        changed = without if facet.value in present else (*present, facet.value)
        self.filter_wanted.emit(replace(self._filter, **{facet.field: changed}))  # type: ignore[arg-type]

    def _statuses(self, project: ProjectReader) -> list[Facet]:
        counts = project.facets(replace(self._filter, statuses=())).statuses
        return [Facet("statuses", one, word(one), counts.get(one, 0)) for one in _STATUS_ORDER]

    def _labels(self, project: ProjectReader) -> list[Facet]:
        counts = project.facets(replace(self._filter, labels=())).labels
        labels: LabelSet = project.labels()
        most = max(counts.values(), default=1)
        listed = [one for one in labels if counts.get(one.uid) or one.uid in self._filter.labels]
        listed.sort(key=lambda one: (-counts.get(one.uid, 0), one.name))
        return [
            Facet("labels", one.uid, one.name, counts.get(one.uid, 0), one.color, counts.get(one.uid, 0) / most)
            for one in listed
        ]

    def _articles(self, project: ProjectReader) -> list[Facet]:
        counts = project.facets(replace(self._filter, articles=())).articles
        titles = {one.uid: one.title for one in project.articles()}
        ranked = sorted(counts, key=lambda uid: (-counts[uid], titles.get(uid, "")))[:_ARTICLES_SHOWN]
        chosen = [uid for uid in self._filter.articles if uid not in ranked]
        listed = [uid for uid in (*ranked, *chosen) if uid in titles]
        return [Facet("articles", uid, titles[uid], counts.get(uid, 0)) for uid in listed]
