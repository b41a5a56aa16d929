"""The search field of the header."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from annotator.ui.widgets import KeyCap

if TYPE_CHECKING:
    from annotator.ui.finding import Found
    from annotator.ui.search_popup import FoundPopup

_DELAY_MS = 120


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

    def set_finder(self, find: "Callable[[str], list[Found]]") -> None:
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
        popup = self._made_popup()
        popup.model.show(self._find(text))
        popup.show_below(self)

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
        found = self._popup.model.at(row) if self._popup is not None else None
        if found is not None:
            self.close_popup()
            self.field.clear()
            self._timer.stop()
            self.chosen.emit(found)

    def _made_popup(self) -> "FoundPopup":
        from annotator.ui.search_popup import FoundPopup

        if self._popup is None:
            self._popup = FoundPopup(self.window())
            self._popup.list.clicked.connect(lambda index: self._go(index.row()))
        return self._popup
