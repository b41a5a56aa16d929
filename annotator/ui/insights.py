"""Counts of the project by label and status as bars, each leading to its rows in Review."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.model.annotation import STATUSES
from annotator.model.records import Filter
from annotator.project import Project
from annotator.ui import theme
from annotator.ui.translation import N_, translated
from annotator.ui.widgets import EmptyHint, PlainLabel, SectionHeading, paint

STATUS_WORDS = {
    "proposed": N_("Insights", "Suggested"),
    "draft": N_("Insights", "To review"),
    "accepted": N_("Insights", "Accepted"),
    "rejected": N_("Insights", "Rejected"),
    "disputed": N_("Insights", "Disputed"),
}
_MOST_ARTICLES = 12
_COLUMN = 520


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length, the role or hue of its colour, and what it leads to."""

    name: str
    count: int
    color: str
    filter: Filter


class BarRow(QAbstractButton):
    """A bar with its name and count; a click leads to its rows."""

    def __init__(self, bar: Bar, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = bar
        self._share = bar.count / most if most else 0.0
        self.setText(bar.name)
        self.setAccessibleName(self.tr("{0}: {1}").format(bar.name, bar.count))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(280, 36)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint when pointed at."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, count and bar."""
        room = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.hasFocus():
                painter.setPen(theme.color("focus") if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("hover"))
                painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            paint.paint_dot(painter, QPointF(15, 14), self._color())
            painter.setFont(theme.ui_font())
            painter.setPen(theme.color("text"))
            painter.drawText(QRectF(28, 3, room.width() - 100, 22), Qt.AlignmentFlag.AlignVCenter, self._name(room))
            painter.setPen(theme.color("text_soft"))
            count = QLocale().toString(self.bar.count)
            end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(room.width() - 90, 3, 80, 22), end, count)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._color())
            painter.drawRoundedRect(QRectF(28, 27, max(3.0, (room.width() - 38) * self._share), 4), 2, 2)

    def _name(self, room: QRectF) -> str:
        metrics = self.fontMetrics()
        return metrics.elidedText(self.bar.name, Qt.TextElideMode.ElideRight, int(room.width()) - 110)

    def _color(self) -> QColor:
        return theme.label(self.bar.color).bar if self.bar.color in theme.HUES else theme.color(self.bar.color)


class InsightsPage(QScrollArea):
    """What was tagged in the whole project, counted."""

    filter_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._is_stale = True
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Insights"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_project(self, project: Project) -> None:
        """Take a project; it is counted when the page is shown."""
        self._project = project
        self.mark_stale()

    def mark_stale(self) -> None:
        """Count anew before the page is shown, or now if it is."""
        self._is_stale = True
        if self.isVisible():
            self.count()

    def count(self) -> None:
        """Count the project if something changed since the last time."""
        if self._project is not None and self._is_stale:
            self._is_stale = False
            self.setWidget(self._page(self._project))

    def bars(self) -> list[BarRow]:
        """Return the bars that are shown."""
        return self.findChildren(BarRow)

    def _page(self, project: Project) -> QWidget:
        page = QWidget()
        page.setProperty("place", "page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(page)
        grid.setContentsMargins(48, 34, 48, 34)
        grid.setHorizontalSpacing(48)
        grid.setVerticalSpacing(26)
        facets = project.facets(Filter())
        total = sum(facets.statuses.values())
        grid.addWidget(PlainLabel(project.title, px=22, weight=600), 0, 0, 1, 2)
        if not total:
            grid.addWidget(EmptyHint(self.tr("Nothing is tagged yet. What you tag is counted here.")), 1, 0, 1, 2)
        else:
            grid.addWidget(self._block(self.tr("By label"), _by_label(project, facets.labels)), 1, 0, 2, 1)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(self._block(self.tr("By status"), _by_status(facets.statuses)), 1, 1, top)
            grid.addWidget(self._block(self.tr("By article"), _by_article(project, facets.articles)), 2, 1, top)
        grid.setRowStretch(3, 1)
        for place, stretch in enumerate((8, 8, 1)):
            grid.setColumnStretch(place, stretch)
        grid.setRowStretch(2, 1)
        return page

    def _block(self, title: str, bars: Sequence[Bar]) -> QWidget:
        block = QWidget()
        block.setMinimumWidth(300)
        block.setMaximumWidth(_COLUMN)
        block.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(SectionHeading(title))
        column.addSpacing(4)
        most = max((bar.count for bar in bars), default=0)
        for bar in bars:
            row = BarRow(bar, most)
            row.clicked.connect(lambda _on=False, wanted=bar.filter: self.filter_chosen.emit(wanted))
            column.addWidget(row)
        column.addStretch(1)
        return block


def _by_label(project: Project, counts: dict[str, int]) -> list[Bar]:
    labels = project.labels()
    known = [(labels[uid], count) for uid, count in counts.items() if labels.get(uid) is not None and count]
    ordered = sorted(known, key=lambda pair: -pair[1])
    return [Bar(label.name, count, label.color, Filter(labels=(label.uid,))) for label, count in ordered]


def _by_status(counts: dict[str, int]) -> list[Bar]:
    return [
        Bar(translated("Insights", STATUS_WORDS[one]), counts[one], f"status_{one}", Filter(statuses=(one,)))
        for one in STATUSES
        if counts.get(one)
    ]


def _by_article(project: Project, counts: dict[str, int]) -> list[Bar]:
    ordered = sorted(project.articles(), key=lambda article: -counts.get(article.uid, 0))
    return [
        Bar(article.title, counts[article.uid], "accent", Filter(articles=(article.uid,)))
        for article in ordered[:_MOST_ARTICLES]
        if counts.get(article.uid)
    ]
