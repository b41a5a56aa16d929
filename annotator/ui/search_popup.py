"""The list of what the search field found."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui import theme
from annotator.ui.finding import Found
from annotator.ui.icons import icon
from annotator.ui.widgets import EmptyHint, plain_tip

Index = QModelIndex | QPersistentModelIndex
_ROW = 30
_MOST_ROWS = 12
_ICONS = {"command": "menu", "article": "read", "entity": "tag", "claim": "claim", "text": "find"}


class FoundModel(QAbstractListModel):
    """What was found, as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Found] = []

    def show(self, rows: list[Found]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def at(self, row: int) -> Found | None:
        """Return what a row shows, or None."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's title, tooltip or the whole of it."""
        found = self.at(index.row())
        if found is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return found
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{found.title}, {found.detail}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(found.title)
        return found.title if role == Qt.ItemDataRole.DisplayRole else None


class FoundDelegate(QStyledItemDelegate):
    """Paints a row: a mark of its kind, the title, and a detail at the far end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of any row."""
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        found: Found = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 5, 5)
        _mark(found).paint(painter, QRect(area.left() + 9, area.center().y() - 7, 16, 16))
        room = area.adjusted(34, 0, -10, 0)
        room.setRight(self._paint_detail(painter, room, found.detail) - 12)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.ui_font())
        title = QFontMetrics(painter.font()).elidedText(found.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()

    def _paint_detail(self, painter: QPainter, room: QRect, detail: str) -> int:
        """Paint the detail and return where it begins."""
        painter.setPen(theme.color("text_soft"))
        painter.setFont(theme.ui_font(12))
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, room.width() * 2 // 5)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        return int(room.right() - metrics.horizontalAdvance(shown))


class FoundPopup(QFrame):
    """The list of what was found, below the field, in the window itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = FoundModel(self)
        self.setProperty("place", "popup")
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(self.list))
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = EmptyHint(self.tr("Nothing was found."))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.list)
        column.addWidget(self._nothing)

    def show_below(self, field: QWidget) -> None:
        """Show the list below a widget, as high as its rows need."""
        count = self.list.model().rowCount()
        self.list.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        corner = field.mapTo(self.window(), QPoint(0, field.height() + 5))
        height = min(max(count, 1), _MOST_ROWS) * _ROW + 14 + (20 if count == 0 else 0)
        width = max(field.width(), 520)
        left = corner.x() - (width - field.width()) // 2
        self.setGeometry(min(max(left, 8), self.window().width() - width - 8), corner.y(), width, height)
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Mark the row below or above."""
        row = min(max(self.row() + by, 0), self.list.model().rowCount() - 1)
        self.list.setCurrentIndex(self.list.model().index(row, 0))

    def row(self) -> int:
        """Return the number of the row that is marked."""
        return max(self.list.currentIndex().row(), 0)


def _mark(found: Found) -> QIcon:
    return icon(_ICONS[found.kind])
