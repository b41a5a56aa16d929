"""Paint the cells of the review table: checks, labels, keywords in context, badges."""

import re
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator import settings
from annotator.project.queries import ReviewRow
from annotator.ui import theme
from annotator.ui.panel.wording import word
from annotator.ui.review.model import (
    ARTICLE,
    CHECK,
    CONTEXT,
    ENTITY,
    LABEL,
    STATUS,
    WHEN,
    AnyIndex,
    ReviewModel,
)
from annotator.ui.review.when import shown_time
from annotator.ui.widgets import paint
from annotator.ui.widgets.direction import direction_of, is_rtl

_PAD = 8.0
_BOX = 13.0
_READING_PX = 15
_MATCH_AT = 0.34
_LEAST = 20.0
_BLANKS = re.compile(r"\s+")
_AT_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignLeft
_AT_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignRight
_SELECTED = QStyle.StateFlag.State_Selected.value
_PARTS_KEPT = 2048
Parts = tuple[str, str, str, float, float]
Drawn = Callable[[QPainter, QRectF, ReviewRow], None]


class ReviewDelegate(QStyledItemDelegate):
    """Draws one row's cells straight from the row; fonts are made once for each theme."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.pointed_at = -1
        """The row below the pointer, -1 for none."""
        self._draw: dict[int, Drawn] = {
            CHECK: self._paint_check,
            LABEL: self._paint_label,
            CONTEXT: self._paint_context,
            ENTITY: self._paint_entity,
            ARTICLE: self._paint_article,
            STATUS: self._paint_status,
            WHEN: self._paint_when,
        }
        self.dress()

    def dress(self) -> None:
        """Take the fonts of the theme in use."""
        self._parts: dict[tuple[str, str, str, int, float], Parts] = {}
        self._elided: dict[tuple[str, float], str] = {}
        self._badges: dict[str, float] = {}
        self._font = theme.ui_font()
        self._soft = theme.reading_font(settings.load())
        self._soft.setPixelSize(_READING_PX)
        self._bold = QFont(self._soft)
        self._bold.setWeight(QFont.Weight.Bold)
        self._metrics = QFontMetricsF(self._font)
        self._soft_metrics = QFontMetricsF(self._soft)
        self._bold_metrics = QFontMetricsF(self._bold)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell: ground, content and the line below."""
        model = index.model()
        assert isinstance(model, ReviewModel)
        row = model.row(index.row())
        rect = QRectF(option.rect)
        state = option.state.value
        painter.save()
        is_pointed_at = index.row() == self.pointed_at
        self._paint_ground(painter, rect, state, is_checked=model.is_checked(row.uid), is_pointed_at=is_pointed_at)
        if state & _SELECTED and index.column() == CHECK:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), theme.color("accent"))
        self._draw[index.column()](painter, rect, row)
        painter.restore()

    def context_parts(self, row: ReviewRow, width: float) -> Parts:
        """Return what is shown before, of and after the match in a width, where the match begins and its width.

        Begins are counted from the side where the script begins; all matches begin alike while they have room.
        """
        key = (row.before, row.quote, row.after, row.pieces, width)
        if key not in self._parts:
            if len(self._parts) > _PARTS_KEPT:
                self._parts.clear()
            self._parts[key] = self._made_parts(row, width)
        return self._parts[key]

    def _made_parts(self, row: ReviewRow, width: float) -> Parts:
        quote = _flat(row.quote) + (" […]" if row.pieces > 1 else "")
        shown = self._bold_metrics.elidedText(quote, Qt.TextElideMode.ElideRight, width - _LEAST)
        taken = self._bold_metrics.horizontalAdvance(shown)
        at = max(min(width * _MATCH_AT, width - taken), 0.0)
        before = self._soft_metrics.elidedText(_flat(row.before), Qt.TextElideMode.ElideLeft, max(at, 0.0))
        room = max(width - at - taken, 0.0)
        after = self._soft_metrics.elidedText(_flat(row.after), Qt.TextElideMode.ElideRight, room)
        if shown != quote or room < _LEAST:
            after = ""
        return before, shown, after, at, taken

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, state: int, *, is_checked: bool, is_pointed_at: bool
    ) -> None:
        if state & _SELECTED:
            painter.fillRect(rect, theme.color("accent_soft"))
        elif is_checked:
            painter.fillRect(rect, theme.color("row_checked"))
        elif is_pointed_at:
            painter.fillRect(rect, theme.color("hover"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("line"))

    def _paint_check(self, painter: QPainter, rect: QRectF, row: ReviewRow) -> None:
        model = self._view.model()
        assert isinstance(model, ReviewModel)
        box = QRectF(rect.left() + 16, rect.center().y() - _BOX / 2, _BOX, _BOX)
        is_checked = model.is_checked(row.uid)
        ink = theme.color("accent" if is_checked else "text_faint")
        paint.paint_box(painter, box, fill=theme.color("accent" if is_checked else "page"), line=ink, radius=3)
        if is_checked:
            painter.setPen(QPen(theme.color("accent_text"), 1.7))
            marks = [QPointF(box.left() + x, box.top() + y) for x, y in ((3, 6.8), (5.6, 9.4), (10, 4))]
            painter.drawPolyline(marks)

    def _paint_label(self, painter: QPainter, rect: QRectF, row: ReviewRow) -> None:
        model = self._view.model()
        assert isinstance(model, ReviewModel)
        hue = model.label_hue(row.label)
        if hue:
            paint.paint_dot(painter, QPointF(rect.left() + _PAD + 5, rect.center().y()), theme.label(hue).dot)
        self._paint_text(painter, rect.adjusted(18, 0, 0, 0), model.label_name(row.label))

    def _paint_context(self, painter: QPainter, rect: QRectF, row: ReviewRow) -> None:
        room = rect.adjusted(_PAD, 0, -_PAD, -1)
        before, match, after, at, taken = self.context_parts(row, room.width())
        parts = (
            (before.rstrip(), self._soft, "text_soft", 0.0, at - self._blank(before[-1:])),
            (match, self._bold, "text", at, taken),
            (after.lstrip(), self._soft, "text_soft", at + taken + self._blank(after[:1]), room.width() - at - taken),
        )
        mirrored = is_rtl(row.quote + row.before + row.after)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        for place, (text, font, tone, start, width) in enumerate(parts):
            left = room.right() - start - width if mirrored else room.left() + start
            is_first = place == 0
            side = _AT_RIGHT if is_first is not mirrored else _AT_LEFT
            painter.setFont(font)
            painter.setPen(theme.color(tone))
            painter.drawText(QRectF(left, room.top(), width + 1, room.height()), side, text)

    def _blank(self, character: str) -> float:
        """Return the width of a blank between context and match, which alignment would drop."""
        return self._soft_metrics.horizontalAdvance(" ") if character.isspace() else 0.0

    def _paint_entity(self, painter: QPainter, rect: QRectF, row: ReviewRow) -> None:
        self._paint_text(
            painter, rect, f"{row.entity} · {row.cue}" if row.entity and row.cue else row.entity or row.cue
        )

    def _paint_article(self, painter: QPainter, rect: QRectF, row: ReviewRow) -> None:
        self._paint_text(painter, rect, row.article_title, tone="text_soft")

    def _paint_when(self, painter: QPainter, rect: QRectF, row: ReviewRow) -> None:
        self._paint_text(painter, rect, shown_time(row.updated_at), tone="text_soft")

    def _paint_status(self, painter: QPainter, rect: QRectF, row: ReviewRow) -> None:
        ink, ground = theme.current().status(row.status)
        text = word(row.status)
        if text not in self._badges:
            self._badges[text] = paint.badge_width(text)
        box = QRectF(rect.left() + _PAD, rect.center().y() - 9, self._badges[text], 18)
        paint.paint_badge(painter, box, text, ink=ink, ground=ground)

    def _paint_text(self, painter: QPainter, rect: QRectF, text: str, *, tone: str = "text") -> None:
        painter.setFont(self._font)
        painter.setPen(theme.color(tone))
        painter.setLayoutDirection(direction_of(text))
        room = rect.adjusted(_PAD, 0, -_PAD, -1)
        shown = self._shortened(text, room.width())
        painter.drawText(room, _AT_RIGHT if is_rtl(text) else _AT_LEFT, shown)

    def _shortened(self, text: str, width: float) -> str:
        key = (text, width)
        if key not in self._elided:
            if len(self._elided) > _PARTS_KEPT:
                self._elided.clear()
            self._elided[key] = self._metrics.elidedText(_flat(text), Qt.TextElideMode.ElideRight, width)
        return self._elided[key]


def _flat(text: str) -> str:
    """Return the text on one line; blanks at its edges stay, as they part it from the match."""
    return _BLANKS.sub(" ", text)
