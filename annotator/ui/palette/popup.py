"""The palette itself: a field and a list of choices below the line that they concern."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui import theme
from annotator.ui.palette.choices import Choice
from annotator.ui.widgets import ElidedLabel, paint

Index = QModelIndex | QPersistentModelIndex
WIDTH = 300
_ROW = 27
_MOST_ROWS = 9
_EDGE = 8
_GAP = 6
_QUOTE_WIDTH = 130
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _MOST_ROWS,
}


class ChoicesModel(QAbstractListModel):
    """The choices as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Choice] = []

    def show(self, rows: list[Choice]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rows(self) -> list[Choice]:
        """Return all rows."""
        return list(self._rows)

    def at(self, row: int) -> Choice | None:
        """Return what a row shows, or None."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's text, its words for a screen reader, or the whole of it."""
        found = self.at(index.row())
        if found is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return found
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.tr("link to {0}").format(found.text) if found.act == "link" else found.text
            return f"{words}, {found.detail}" if found.detail else words
        return found.text if role == Qt.ItemDataRole.DisplayRole else None


class ChoiceDelegate(QStyledItemDelegate):
    """Paints a row: the label's dot, its words, a detail after them and the key at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of any row."""
        return QSize(WIDTH - 2 * _EDGE, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect)
        is_marked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_marked or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if is_marked else "hover"))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 5, 5)
        if choice.hue:
            paint.paint_dot(painter, QPointF(area.left() + 13, area.center().y()), theme.label(choice.hue).dot)
        x = area.left() + (8 if choice.act == "all" else 26)
        end = self._paint_key(painter, area, self._key(choice, is_marked=is_marked))
        for text, role in self._words(choice):
            painter.setFont(theme.ui_font())
            painter.setPen(theme.color(role))
            metrics = QFontMetricsF(painter.font())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, end - x - 6))
            painter.drawText(QRectF(x, area.top(), end - x, area.height()), Qt.AlignmentFlag.AlignVCenter, shown)
            x += metrics.horizontalAdvance(shown) + 8
        painter.restore()

    def _words(self, choice: Choice) -> list[tuple[str, str]]:
        if choice.act == "link":
            return [(self.tr("link to"), "text_soft"), (choice.text, "text"), (choice.detail, "text_soft")]
        return [(choice.text, "text_soft" if choice.act == "all" else "text"), (choice.detail, "text_soft")]

    def _key(self, choice: Choice, *, is_marked: bool) -> str:
        if choice.act == "all":
            return self.tr("Alt ⏎")
        return choice.key or ("⏎" if is_marked else "")

    def _paint_key(self, painter: QPainter, area: QRectF, key: str) -> float:
        """Paint the key and return where it begins."""
        if not key:
            return area.right() - 8
        width = paint.key_cap_width(key)
        paint.paint_key_cap(painter, QRectF(area.right() - width - 7, area.center().y() - 8, width, 17), key)
        return area.right() - width - 10


class PalettePopup(QFrame):
    """Takes the keys while it is open; says what was chosen and with which modifiers, or that it was left."""

    chosen = Signal(object, object)
    """A `Choice` and the `Qt.KeyboardModifier` held with Enter or the click."""
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._find: Callable[[str], list[Choice]] = lambda _typed: []
        self._line = QRect()
        self.setProperty("place", "popup")
        self.setAccessibleName(self.tr("Choose a label or an entity"))
        self.model = ChoicesModel(self)
        self._build()
        self.hide()

    def _build(self) -> None:
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Label or entity"))
        self.field.setPlaceholderText(self.tr("Label or entity"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.find_now)
        self.quote = ElidedLabel(px=12, tone="soft")
        self.quote.setMaximumWidth(_QUOTE_WIDTH)
        inside = QHBoxLayout(self.field)
        inside.setContentsMargins(8, 0, 9, 0)
        inside.addStretch(1)
        inside.addWidget(self.quote)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(ChoiceDelegate(self.list))
        self.list.setAccessibleName(self.tr("Choices"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(5)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)

    def open(self, line: QRect, quote: str, find: Callable[[str], list[Choice]]) -> None:
        """Open below a line, given in the coordinates of the parent; `find` answers what is typed."""
        self._find, self._line = find, line
        self.quote.setText(f"“{quote}”")
        room = self.quote.sizeHint().width() + 14
        self.field.setTextMargins(0, 0, min(room, _QUOTE_WIDTH + 14), 0)
        self.field.clear()
        self.find_now()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def find_now(self) -> None:
        """Show the choices for what is typed, the first one marked."""
        self.model.show(self._find(self.field.text()))
        self._mark(0)
        self._place()

    def marked(self) -> Choice | None:
        """Return the choice that Enter takes."""
        return self.model.at(self.list.currentIndex().row())

    def close_quietly(self) -> None:
        """Close without saying so."""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows walk the list, Enter and clicks choose, and Escape or the loss of the focus leave."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress:
                return self._take_key(event)
            if event.type() is QEvent.Type.ShortcutOverride and event.key() in (*_ENTER, Qt.Key.Key_Escape):
                event.accept()
                return True
        elif watched is self.field and event.type() is QEvent.Type.FocusOut and self.isVisible():
            if QApplication.activePopupWidget() is None:
                self.hide()
                self.left.emit()
        elif isinstance(event, QMouseEvent) and watched is self.list.viewport():
            return self._take_mouse(event)
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        elif key in _ENTER:
            self._choose(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        elif key in _STEPS:
            self._mark(self.list.currentIndex().row() + _STEPS[key])
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _take_mouse(self, event: QMouseEvent) -> bool:
        index = self.list.indexAt(event.position().toPoint())
        if event.type() is QEvent.Type.MouseButtonRelease and index.isValid():
            self.list.setCurrentIndex(index)
            self._choose(event.modifiers())
        return event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)

    def _choose(self, modifiers: Qt.KeyboardModifier) -> None:
        choice = self.marked()
        if choice is not None:
            self.hide()
            self.chosen.emit(choice, modifiers)

    def _mark(self, row: int) -> None:
        last = self.model.rowCount() - 1
        self.list.setCurrentIndex(self.model.index(min(max(row, 0), last), 0))

    def _place(self) -> None:
        """Stand below the line, above it where there is no room, and never over it."""
        rows = min(max(self.model.rowCount(), 1), _MOST_ROWS)
        height = rows * _ROW + self.field.sizeHint().height() + 2 * _EDGE + 9
        room = self._room.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        below, above = room.bottom() - self._line.bottom() - _GAP, self._line.top() - room.top() - _GAP
        is_below = below >= height or below >= above
        height = min(height, below if is_below else above)
        top = self._line.bottom() + _GAP if is_below else self._line.top() - _GAP - height
        left = min(max(self._line.left() - 2 * _EDGE, room.left()), room.right() - WIDTH)
        self.setGeometry(left, top, WIDTH, height)
