"""Strips above the text: naming a pasted article, finding words, and what must be said about the project."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.model.fold import fold
from annotator.model.span import Span
from annotator.ui.widgets import ElidedLabel, PlainLabel

if TYPE_CHECKING:
    from annotator.ui.reader.view import ReaderView

_MOST_FOUND = 5000


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


class FindStrip(Strip):
    """Finds words in the article on the screen and marks them."""

    def __init__(self, reader: "ReaderView", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._reader = reader
        self._found: list[Span] = []
        self._at = -1
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in this article"))
        self.field.setAccessibleName(self.tr("Find in this article"))
        self.count = ElidedLabel(px=12, tone="soft")
        self.previous = _button(self.tr("Previous"), "link")
        self.next = _button(self.tr("Next"), "link")
        self.leave = _button(self.tr("Close"), "link")
        self.row.addWidget(self.field, 1)
        self.row.addWidget(self.count)
        for button in (self.previous, self.next, self.leave):
            self.row.addWidget(button)
        self._connect()

    def _connect(self) -> None:
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(lambda: self.step(1))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.leave.clicked.connect(self.close_strip)
        self.closed.connect(self._unmark)

    def open(self) -> None:
        """Show the strip with the selected words in its field."""
        version, selection = self._reader.version, self._reader.selection()
        if version is not None and selection is not None:
            self.field.setText(version.text[selection[0] : selection[1]][:200])
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self._search()

    def search_again(self) -> None:
        """Search the article that is on the screen now."""
        if self.isVisible():
            self._search()

    def step(self, by: int) -> None:
        """Go to the next or previous place found, around the end."""
        if not self._found:
            return
        self._at = (self._at + by) % len(self._found)
        span = self._found[self._at]
        self._reader.select(span.start, span.end)
        self._reader.scroll_to(span.start)
        self._tell()

    def found(self) -> list[Span]:
        """Return the places found."""
        return self._found

    def _search(self) -> None:
        version = self._reader.version
        self._found = places_of(self.field.text(), version.text if version else "")
        caret = self._reader.caret()
        self._at = next((at for at, span in enumerate(self._found) if span.start >= caret), 0) - 1
        self._reader.mark_ranges("search", self._found)
        self._tell()

    def _tell(self) -> None:
        if not self.field.text():
            self.count.setText("")
        elif not self._found:
            self.count.setText(self.tr("Not found"))
        elif self._at < 0:
            self.count.setText(self.tr("{0} found").format(len(self._found)))
        else:
            self.count.setText(self.tr("{0} of {1}").format(self._at + 1, len(self._found)))

    def _unmark(self) -> None:
        self._reader.mark_ranges("search", [])


def places_of(words: str, text: str) -> list[Span]:
    """Return where words stand in a text, letter case aside; accents too where folding keeps every place."""
    if not words.strip():
        return []
    folded = fold(text)
    if len(folded) == len(text):
        words, text = fold(words), folded
    found = re.finditer(re.escape(words), text, re.IGNORECASE)
    return [Span(*one.span()) for one, _ in zip(found, range(_MOST_FOUND), strict=False) if one.end() > one.start()]


def _button(text: str, look: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("look", look)
    button.setAccessibleName(text)
    button.setAutoDefault(False)
    return button
