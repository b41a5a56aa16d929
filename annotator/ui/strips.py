"""Strips above the text: naming a pasted article, and what must be said about the project."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.ui.widgets import PlainLabel


class Strip(QFrame):
    """A row above the text that Escape closes."""

    closed = Signal()

    def __init__(self, place: str = "strip", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", place)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 6, 10, 7)
        self.row.setSpacing(8)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_strip()
            return
        super().keyPressEvent(event)

    def close_strip(self) -> None:
        """Hide the strip and say so."""
        self.hide()
        self.closed.emit()


class Banner(Strip):
    """Says what is the matter with the project as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("banner", parent)
        self.text = PlainLabel(px=12)
        self.text.setWordWrap(True)
        self.row.addWidget(self.text, 1)

    def say(self, text: str) -> None:
        """Show a sentence; an empty one hides the banner."""
        self.text.setText(text)
        self.setVisible(bool(text))


class PasteStrip(Strip):
    """Asks for the title of the text on the clipboard."""

    pasted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._text = ""
        self.label = PlainLabel(px=12, tone="soft")
        self.title = QLineEdit()
        self.title.setPlaceholderText(self.tr("Title"))
        self.title.setAccessibleName(self.tr("Title of the pasted article"))
        self.add = _button(self.tr("Add article"), "primary")
        self.cancel = _button(self.tr("Cancel"), "link")
        for widget in (self.label, self.title, self.add, self.cancel):
            self.row.addWidget(widget, 1 if widget is self.title else 0)
        self.add.clicked.connect(self._finish)
        self.title.returnPressed.connect(self._finish)
        self.cancel.clicked.connect(self.close_strip)

    def ask(self, text: str, title: str) -> None:
        """Ask for the title of a text, offering one."""
        self._text = text
        self.label.setText(self.tr("New article of {0} words").format(len(text.split())))
        self.title.setText(title)
        self.show()
        self.title.setFocus()
        self.title.selectAll()

    def _finish(self) -> None:
        text, self._text = self._text, ""
        title = self.title.text().strip()
        self.close_strip()
        if text:
            self.pasted.emit(title, text)


def _button(text: str, look: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("look", look)
    button.setAccessibleName(text)
    button.setAutoDefault(False)
    return button
