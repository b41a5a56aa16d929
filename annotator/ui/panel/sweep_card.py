"""The panel's card of the candidate sweep: how much is left, why this one, what else it could be, where it spreads."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.ui import theme
from annotator.ui.sweep.shown import Choice, PlaceRow, Shown
from annotator.ui.widgets import Card, Chip, FlowLayout, PlainLabel, SectionHeading, paint

_ROW = 21
_MOST_ROWS = 6


class ProgressLine(QWidget):
    """A thin line, filled as far as the work is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(4)

    def share(self) -> float:
        """Return how much of the line is filled, from 0 to 1."""
        return self._share

    def set_share(self, share: float) -> None:
        """Fill another share of the line."""
        self._share = share
        self.setAccessibleName(self.tr("{0}% decided").format(round(share * 100)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line and what is done of it."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for share, role in ((1.0, "line"), (self._share, "accent")):
                painter.setBrush(theme.color(role))
                width = self.width() * share
                left = 0.0 if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else self.width() - width
                painter.drawRoundedRect(QRectF(left, 0, width, self.height()), 2, 2)


class PlaceRows(QWidget):
    """Places in their context, a line each; of many the first ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PlaceRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: tuple[PlaceRow, ...]) -> None:
        """Show other places."""
        if rows != self._rows:
            self._rows = rows
            self.setVisible(bool(rows))
            self.setAccessibleDescription("\n".join(f"{one.before}{one.quote}{one.after}, {one.label}" for one in rows))
            self.setToolTip("")
            self.updateGeometry()
            self.update()

    def rows(self) -> tuple[PlaceRow, ...]:
        """Return the places, those without room included."""
        return self._rows

    def sizeHint(self) -> QSize:
        """Return room for the rows that are shown."""
        shown = min(len(self._rows), _MOST_ROWS) + (len(self._rows) > _MOST_ROWS)
        return QSize(200, shown * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each place in a line, its words in the middle."""
        with QPainter(self) as painter:
            painter.setFont(theme.ui_font(12))
            metrics = QFontMetricsF(painter.font())
            for number, row in enumerate(self._rows[:_MOST_ROWS]):
                paint.paint_dot(painter, QPointF(5, number * _ROW + _ROW / 2), theme.label(row.hue).dot, size=7)
                _paint_row(painter, metrics, row, QRectF(15, number * _ROW, self.width() - 15, _ROW))
            if len(self._rows) > _MOST_ROWS:
                painter.setPen(theme.color("text_soft"))
                rest = self.tr("and {0} more").format(len(self._rows) - _MOST_ROWS)
                room = QRectF(15, _MOST_ROWS * _ROW, self.width() - 15, _ROW)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, rest)


def _paint_row(painter: QPainter, metrics: QFontMetricsF, row: PlaceRow, room: QRectF) -> None:
    """Paint the quote with as much around it as there is room for."""
    middle = metrics.elidedText(row.quote, Qt.TextElideMode.ElideRight, room.width() * 0.7)
    width = metrics.horizontalAdvance(middle)
    side = (room.width() - width) / 2
    before = metrics.elidedText(row.before, Qt.TextElideMode.ElideLeft, side)
    x = room.left()
    for text, role in ((before, "text_soft"), (middle, "text")):
        painter.setPen(theme.color(role))
        painter.drawText(QRectF(x, room.top(), room.width(), room.height()), Qt.AlignmentFlag.AlignVCenter, text)
        x += metrics.horizontalAdvance(text)
    after = metrics.elidedText(row.after, Qt.TextElideMode.ElideRight, room.right() - x)
    painter.setPen(theme.color("text_soft"))
    painter.drawText(QRectF(x, room.top(), room.right() - x, room.height()), Qt.AlignmentFlag.AlignVCenter, after)


class SweepCard(QWidget):
    """Shows one decision after another; a chip gives a label or says which of several is meant."""

    label_chosen = Signal(str)
    option_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._chips: list[Chip] = []
        self.setAccessibleName(self.tr("Sweep"))
        self.heading = SectionHeading(self.tr("Sweep"))
        self.bar = ProgressLine()
        self.card = Card()
        self.card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card.set_current(True)
        self.why = PlainLabel()
        self.why.setWordWrap(True)
        self.spread = PlainLabel(px=12, tone="soft")
        self.places = PlaceRows()
        self._fill_card()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 6)
        column.setSpacing(0)
        for part, below in ((self.heading, 8), (self.bar, 12), (self.card, 0)):
            column.addWidget(part)
            column.addSpacing(below)

    def _fill_card(self) -> None:
        self._alternatives = QWidget()
        self._flow = FlowLayout(self._alternatives)
        self._title = SectionHeading(self.tr("Why this one"))
        self.card.body.setSpacing(6)
        for part in (self._title, self.why, self._alternatives, self.spread, self.places):
            self.card.body.addWidget(part)

    def show_decision(self, shown: Shown) -> None:
        """Show another decision, or that none is left."""
        self.heading.set_remark(shown.progress)
        self.bar.set_share(shown.share)
        self._title.setVisible(bool(shown.choices))
        self.why.setText(shown.why)
        self._show_choices(shown.choices)
        self.spread.setText(shown.spread)
        self.spread.setVisible(bool(shown.spread))
        self.places.show_rows(shown.rows)

    def choices(self) -> tuple[Choice, ...]:
        """Return what the chips offer."""
        return self._choices

    def chips(self) -> list[Chip]:
        """Return the chips in the order of the choices."""
        return list(self._chips)

    def progress(self) -> str:
        """Return how much is left, in words."""
        return self.heading.remark()

    def _show_choices(self, choices: tuple[Choice, ...]) -> None:
        if choices == self._choices:
            return
        self._choices = choices
        self._flow.clear()
        self._chips = [self._chip(choice) for choice in choices]
        for chip in self._chips:
            self._flow.addWidget(chip)
        self._alternatives.setVisible(bool(choices))

    def _chip(self, choice: Choice) -> Chip:
        chip = Chip(choice.text, self._alternatives, hue=choice.hue, key=choice.key, small=True)
        chip.setCheckable(True)
        chip.setChecked(choice.is_proposed)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.clicked.connect(lambda: self._choose(choice))
        return chip

    def _choose(self, choice: Choice) -> None:
        if choice.label:
            self.label_chosen.emit(choice.label)
        else:
            self.option_chosen.emit(choice.option)
