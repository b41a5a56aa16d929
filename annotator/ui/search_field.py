"""The search field of the header with the list of what it finds."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui import theme
from annotator.ui.finding import Found
from annotator.ui.icons import icon
from annotator.ui.widgets import EmptyHint, KeyCap, plain_tip

Index = QModelIndex | QPersistentModelIndex
_DELAY_MS = 120
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


class SearchField(QFrame):
    """One field that finds everything; the list below it follows each letter."""

    chosen = Signal(object)
    """A `Found` to go to."""
    left = Signal()
    """Escape: the focus goes back to where the work is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "field")
        self._find: Callable[[str], list[Found]] | None = None
        self.model = FoundModel(self)
        self._popup: FoundPopup | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.find_now)
        self._build()

    def _build(self) -> None:
        self.setFixedHeight(30)
        self.setMinimumWidth(160)
        self.setMaximumWidth(430)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field = QLineEdit()
        self.field.setProperty("look", "inset")
        self.field.setPlaceholderText(self.tr("Search text, entities, claims, commands"))
        self.field.setAccessibleName(self.tr("Search text, entities, claims, commands"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(lambda: self._timer.start(_DELAY_MS))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.addWidget(self.field, 1)
        row.addWidget(KeyCap(self.tr("Ctrl K")))

    def set_finder(self, find: Callable[[str], list[Found]]) -> None:
        """Say what answers a query."""
        self._find = find

    def focus(self) -> None:
        """Take the focus with everything selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text():
            self.find_now()

    def find_now(self) -> None:
        """Show what answers the text typed so far."""
        self._timer.stop()
        text = self.field.text().strip()
        if not text or self._find is None:
            self.close_popup()
            return
        self.model.show(self._find(text))
        self._open_popup()

    def end(self) -> None:
        """Search no more: the window is closing."""
        self._timer.stop()
        self.close_popup()

    def close_popup(self) -> None:
        """Hide the list."""
        if self._popup is not None:
            self._popup.hide()

    def popup(self) -> "FoundPopup | None":
        """Return the list below the field once it was shown."""
        return self._popup

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the field's keys: arrows walk the list, Enter goes, Escape leaves."""
        if event.type() is QEvent.Type.FocusIn or event.type() is QEvent.Type.FocusOut:
            self._show_focus(event.type() is QEvent.Type.FocusIn)
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event.key())
        return super().eventFilter(watched, event)

    def _show_focus(self, has_focus: bool) -> None:
        self.setProperty("focused", has_focus)
        self.style().unpolish(self)
        self.style().polish(self)
        if not has_focus and self._popup is not None and not self._popup.underMouse():
            self.close_popup()

    def _take_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self._timer.stop()
            self.close_popup()
            self.field.clear()
            self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._popup is not None:
            self._popup.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self.find_now()
            self._go(self._popup.row() if self._popup is not None else 0)
        else:
            return False
        return True

    def _go(self, row: int) -> None:
        found = self.model.at(row)
        if found is not None:
            self.close_popup()
            self.field.clear()
            self._timer.stop()
            self.chosen.emit(found)

    def _open_popup(self) -> None:
        if self._popup is None:
            self._popup = FoundPopup(self.model, self.window())
            self._popup.list.clicked.connect(lambda index: self._go(index.row()))
        self._popup.show_below(self)


class FoundPopup(QFrame):
    """The list of what was found, below the field, in the window itself."""

    def __init__(self, model: FoundModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("place", "popup")
        self.list = QListView()
        self.list.setModel(model)
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
