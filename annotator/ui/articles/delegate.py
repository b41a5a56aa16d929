"""Paint one article of the list: title, where and when it appeared, how many tags, how far it is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.ui import theme
from annotator.ui.articles.model import Role, Row
from annotator.ui.articles.wording import byline
from annotator.ui.widgets import paint
from annotator.ui.widgets.lines import paint_lines, wrapped

Index = QModelIndex | QPersistentModelIndex
_SIDE = 8
_INDENT = 10
_TOP = 8
_GAP = 2
_RING_ROOM = 42
_TITLE_LINE = 17
_BYLINE_LINE = 16


class ArticleDelegate(QStyledItemDelegate):
    """Paints a row with a title and a byline of at most two lines each and the ring at the far side."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that title and byline need at the list's width."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 250
        title, rest = _lines(index.data(Role.ARTICLE), width)
        return QSize(width, 2 * _TOP + _TITLE_LINE * len(title) + _BYLINE_LINE * len(rest) + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row: ground, title, byline and ring."""
        row: Row = index.data(Role.ARTICLE)
        whole: QRect = option.rect
        way: Qt.LayoutDirection = option.direction
        area = whole.adjusted(_SIDE, 0, -_SIDE, -_GAP)
        painter.save()
        _paint_ground(painter, area, option.state)
        size = round(paint.RING)
        ring = QRect(area.right() - 9 - size, area.center().y() - size // 2, size, size)
        ring = QStyle.visualRect(way, whole, ring)
        paint.paint_ring(painter, QRectF(ring), row.share, ticked=row.article.status == "reviewed")
        room = QRect(area.left() + _INDENT, area.top() + _TOP, _text_width(whole.width()), area.height())
        _paint_text(painter, QStyle.visualRect(way, whole, room), row, whole.width())
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a field in which the title is typed anew."""
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Title of the article"))
        editor.setFont(theme.ui_font(13, 500))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the field over the title."""
        area: QRect = option.rect
        editor.setGeometry(area.left() + _SIDE + 2, area.top() + 3, area.width() - 2 * _SIDE - 4, 28)


def _text_width(width: int) -> int:
    return max(width - 2 * _SIDE - _INDENT - _RING_ROOM, 40)


def _lines(row: Row, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    room = _text_width(width)
    title = wrapped(row.article.title, theme.ui_font(13, 500), width=room)
    return title, wrapped(byline(row), theme.ui_font(11), width=room)


def _paint_ground(painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    if not is_selected and not state & QStyle.StateFlag.State_MouseOver:
        return
    by_keyboard = state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("focus"), 1) if by_keyboard else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent_soft" if is_selected else "hover"))
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def _paint_text(painter: QPainter, room: QRect, row: Row, width: int) -> None:
    title, rest = _lines(row, width)
    painter.setFont(theme.ui_font(13, 500))
    painter.setPen(theme.color("text_soft" if row.article.status == "skipped" else "text"))
    room.setTop(paint_lines(painter, room, title, step=_TITLE_LINE))
    painter.setFont(theme.ui_font(11))
    painter.setPen(theme.color("text_soft"))
    paint_lines(painter, room, rest, step=_BYLINE_LINE)
