"""Fields of the inspector: rows of choices, an entity typed or chosen, and a note written in place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QWidget

from annotator.ui.panel.wording import word
from annotator.ui.widgets import Chip, FlowLayout

_SEND_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoiceRow(QWidget):
    """Small chips of which one is on; a click on another is the choice."""

    chosen = Signal(str)

    def __init__(self, name: str, values: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._chips: dict[str, Chip] = {}
        self._group = QButtonGroup(self)
        self.flow = FlowLayout(self, spacing=5, row_spacing=5)
        for value in values:
            self.flow.addWidget(self._made(value))

    def value(self) -> str:
        """Return the value that is on, or nothing."""
        return next((value for value, chip in self._chips.items() if chip.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Turn one chip on, or none for a value that has no chip."""
        self._group.setExclusive(False)
        for own, chip in self._chips.items():
            if chip.isChecked() is not (own == value):
                chip.setChecked(own == value)
                chip.updateGeometry()
        self._group.setExclusive(True)

    def chip(self, value: str) -> Chip:
        """Return the chip of a value."""
        return self._chips[value]

    def _made(self, value: str) -> Chip:
        chip = Chip(word(value), self, small=True)
        chip.setCheckable(True)
        chip.clicked.connect(lambda: self.chosen.emit(value))
        self._group.addButton(chip)
        self._chips[value] = chip
        return chip


class NoteEdit(QPlainTextEdit):
    """A note written in place: kept when the focus leaves it or on Ctrl+Enter, given back on Escape."""

    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = ""
        self._kept = ""
        self._keep: Callable[[str], object] | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("Write a note"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(54)

    def show_note(self, owner: str, note: str, keep: Callable[[str], object]) -> None:
        """Show the note of an owner and say how it is kept; what is being written is never lost to it."""
        is_writing = self.toPlainText() != self._kept
        if owner == self._owner and is_writing:
            self._kept = note
            return
        self.commit()
        self._owner, self._keep, self._kept = owner, keep, note
        if note != self.toPlainText():
            self.setPlainText(note)

    def commit(self) -> None:
        """Keep what has been written, if it differs."""
        text = self.toPlainText()
        if self._keep is not None and text != self._kept:
            self._kept = text
            self._keep(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the note on Ctrl+Enter and, without keeping it, on Escape."""
        is_sent = event.key() in _SEND_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._kept)
        elif not is_sent:
            super().keyPressEvent(event)
            return
        self.commit()
        self.left.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the note when the focus goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()
