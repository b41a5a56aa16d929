"""Paint the rows of the panel: entities, claim cards, notes, headings and hints."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui import theme
from annotator.ui.panel.rows import AnyIndex, ClaimRow, EntityRow, HeadingRow, NoteRow, Row, RowsModel
from annotator.ui.widgets import paint
from annotator.ui.widgets.capitals import capitals_font
from annotator.ui.widgets.direction import direction_of, is_rtl

_LINE = 20.0
_EDGE = 4.0
_INSET = 14.0
_MOST_LINES = 3
_VCENTER = Qt.AlignmentFlag.AlignVCenter


def first_lines(text: str, font: QFont, width: float, *, most: int = _MOST_LINES) -> list[str]:
    """Break a text into the lines that fit a width; the last of `most` ends in an ellipsis if there is more."""
    layout = QTextLayout(" ".join(text.split()), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = layout.text().encode("utf-16-le")
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40.0))
        stop = None if len(lines) == most - 1 else line.textStart() + line.textLength()
        lines.append(units[2 * line.textStart() : None if stop is None else 2 * stop].decode("utf-16-le").rstrip())
    layout.endLayout()
    return lines


class RowDelegate(QStyledItemDelegate):
    """Draws each kind of row; heights follow from the text and the list's width."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._lines: dict[tuple[str, float], list[str]] = {}
        self.number_of: Callable[[str], int | None] = lambda _: None
        """Tells the number of a claim's bracket in the text."""
        self.lit = ""
        """The key of the claim that the pointer is on in the text."""

    def forget(self) -> None:
        """Break the lines anew, after another font or theme."""
        self._lines.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height of a row at the list's width."""
        return QSize(0, round(self._height(self._row(index))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one row."""
        row = self._row(index)
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, ClaimRow):
            self._paint_claim(painter, rect.adjusted(0, 0, 0, -8), row, state)
        elif isinstance(row, HeadingRow):
            _paint_heading(painter, rect, row)
        elif isinstance(row, EntityRow | NoteRow):
            _paint_ground(painter, rect, state)
            self._paint_line(painter, rect, row)
        else:
            painter.setFont(theme.ui_font())
            painter.setPen(theme.color("text_soft"))
            room = rect.adjusted(12, 12, -12, -4)
            painter.drawText(room, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter, row.text)
        painter.restore()

    def _row(self, index: AnyIndex) -> Row:
        model = index.model()
        assert isinstance(model, RowsModel)
        return model.row(index.row())

    def _width(self) -> float:
        return float(self._view.viewport().width())

    def _broken(self, text: str, inset: float) -> list[str]:
        width = self._width() - inset
        if len(self._lines) > 4096:
            self._lines.clear()
        if (text, width) not in self._lines:
            self._lines[text, width] = first_lines(text, theme.ui_font(), width)
        return self._lines[text, width]

    def _height(self, row: Row) -> float:
        if isinstance(row, ClaimRow):
            lines = len(self._broken(row.content, 2 * _INSET))
            return 8 + 20 + lines * _LINE + (25 if row.badge or row.chips else 2) + 8 + 8
        if isinstance(row, NoteRow):
            return 25 + len(self._broken(row.note, 38)) * _LINE + 6
        if isinstance(row, HeadingRow):
            return 33
        return 43 if isinstance(row, EntityRow) else 76

    def _paint_line(self, painter: QPainter, rect: QRectF, row: EntityRow | NoteRow) -> None:
        if row.hue:
            paint.paint_dot(painter, QPointF(rect.left() + 11, rect.top() + 14), theme.label(row.hue).dot)
        room = QRectF(rect.left() + 28, rect.top() + 4, rect.width() - 36, _LINE)
        if isinstance(row, NoteRow):
            _paint_text(painter, room, row.quote, font=theme.ui_font(11), tone="text_soft")
            for number, line in enumerate(self._broken(row.note, 38)):
                _paint_text(painter, room.translated(0, _LINE * (number + 1)), line, font=theme.ui_font())
            return
        taken = _paint_count(painter, room, row)
        _paint_text(painter, room.adjusted(0, 0, -taken - 8, 0), row.name, font=theme.ui_font())
        _paint_text(painter, room.translated(0, 17), row.detail, font=theme.ui_font(11), tone="text_soft")

    def _paint_claim(self, painter: QPainter, rect: QRectF, row: ClaimRow, state: QStyle.StateFlag) -> None:
        _paint_card(painter, rect, row.edge, is_marked=bool(state & QStyle.StateFlag.State_Selected))
        if row.key == self.lit:
            _outline(painter, rect.adjusted(1, 1, -1, -1))
        if state & QStyle.StateFlag.State_HasFocus:
            _outline(painter, rect.adjusted(2, 2, -2, -2))
        inner = QRectF(rect.left() + _INSET, rect.top() + 8, rect.width() - 2 * _INSET, _LINE)
        if row.hue:
            paint.paint_dot(painter, QPointF(inner.left() + 5, inner.center().y()), theme.label(row.hue).dot)
        bold = theme.ui_font(13, 600)
        number = self.number_of(row.key)
        room = inner.adjusted(17, 0, -22 if number else 0, 0)
        if number:
            painter.setFont(theme.ui_font(11, 500))
            painter.setPen(theme.color("text_soft"))
            painter.drawText(inner, _VCENTER | Qt.AlignmentFlag.AlignRight, str(number))
        used = min(QFontMetricsF(bold).horizontalAdvance(row.claimant), room.width())
        _paint_text(painter, room, row.claimant, font=bold)
        if room.width() - used > 24:
            _paint_text(painter, room.adjusted(used + 6, 0, 0, 0), row.cue, font=theme.ui_font(), tone="text_soft")
        for line in self._broken(row.content, 2 * _INSET):
            inner.translate(0, _LINE)
            _paint_text(painter, inner, line, font=theme.ui_font())
        _paint_chips(painter, inner.translated(0, _LINE + 5), row)


def _paint_text(painter: QPainter, room: QRectF, text: str, *, font: QFont, tone: str = "text") -> None:
    """Paint one line, cut where room ends, at the side where its script begins."""
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    painter.setLayoutDirection(direction_of(text))
    shown = QFontMetricsF(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, room.width())
    side = Qt.AlignmentFlag.AlignRight if is_rtl(text) else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, _VCENTER | side | Qt.AlignmentFlag.AlignAbsolute, shown)


def _paint_ground(painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
    box = rect.adjusted(0, 0.5, 0, -0.5)
    shown = QPainterPath()
    shown.addRoundedRect(box, 6, 6)
    if state & QStyle.StateFlag.State_Selected:
        painter.fillPath(shown, theme.color("accent_soft"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillPath(shown, theme.color("hover"))
    if state & QStyle.StateFlag.State_HasFocus:
        _outline(painter, box.adjusted(1, 1, -1, -1))


def _outline(painter: QPainter, rect: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("focus"), 1.5))
    painter.drawRoundedRect(rect, 6, 6)


def _paint_count(painter: QPainter, room: QRectF, row: EntityRow) -> float:
    """Paint the number of mentions at the right end, those that wait in the accent; return the width taken."""
    font = theme.ui_font()
    metrics = QFontMetricsF(font)
    waiting = str(row.waiting) if row.waiting else ""
    stands = "" if row.count == 0 and not waiting else str(row.count)
    plus = f"{stands} + " if waiting and row.count else ("+ " if waiting else stands)
    taken = metrics.horizontalAdvance(plus) + metrics.horizontalAdvance(waiting)
    at = QRectF(room.right() - taken, room.top(), taken + 1, room.height())
    painter.setFont(font)
    painter.setPen(theme.color("text_soft"))
    painter.drawText(at, _VCENTER, plus)
    painter.setPen(theme.color("accent"))
    painter.drawText(at.adjusted(metrics.horizontalAdvance(plus), 0, 0, 0), _VCENTER, waiting)
    return taken


def _paint_card(painter: QPainter, rect: QRectF, edge: str, *, is_marked: bool) -> None:
    shape = QPainterPath()
    shape.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    painter.fillPath(shape, theme.color("accent_soft" if is_marked else "surface"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("line"), 1))
    painter.drawPath(shape)
    painter.save()
    painter.setClipRect(QRectF(rect.left(), rect.top(), _EDGE, rect.height()))
    painter.fillPath(shape, theme.color(edge))
    painter.restore()


def _paint_chips(painter: QPainter, line: QRectF, row: ClaimRow) -> None:
    x = line.left()
    if row.badge:
        ink, ground = theme.current().status(row.status)
        box = QRectF(x, line.top(), paint.badge_width(row.badge), 18)
        paint.paint_badge(painter, box, row.badge, ink=ink, ground=ground)
        x = box.right() + 5
    metrics = QFontMetricsF(theme.ui_font(11))
    for chip in row.chips:
        box = QRectF(x, line.top(), metrics.horizontalAdvance(chip) + 17, 18)
        if box.right() > line.right():
            break
        paint.paint_box(painter, box, fill=theme.color("surface"), line=theme.color("line"), radius=9)
        painter.setFont(theme.ui_font(11))
        painter.setPen(theme.color("text_soft"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip)
        x = box.right() + 5


def _paint_heading(painter: QPainter, rect: QRectF, row: HeadingRow) -> None:
    painter.setFont(capitals_font())
    painter.setPen(theme.color("text_soft"))
    room = rect.adjusted(0, 8, 0, -4)
    painter.drawText(room, _VCENTER | Qt.AlignmentFlag.AlignLeft, row.title)
    painter.drawText(room, _VCENTER | Qt.AlignmentFlag.AlignRight, row.remark)
