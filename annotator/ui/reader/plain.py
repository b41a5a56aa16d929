"""The article as a plain read-only field, which screen readers know well, with the page's caret and selection."""

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from annotator.model.annotation import Annotation
from annotator.model.offsets import Utf16Map
from annotator.ui import theme
from annotator.ui.reader.marks import hue_of
from annotator.ui.reader.selection import Selection
from annotator.ui.reader.view import ReaderView
from annotator.ui.reader.voice import voice

MOST_TINTED = 300
MARGIN = 36
BY_HAND = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
_AS_SHOWN = {0x0D: "\n", 0xFDD0: " ", 0xFDD1: " "}
"""Characters that the field would take for something else, by one of the same length."""


class PlainReader(QPlainTextEdit):
    """Shows the text of a reading view; whatever is done to the selection in either is done in both."""

    def __init__(self, view: ReaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._units = Utf16Map("")
        self._text = ""
        self.setReadOnly(True)
        self.setTextInteractionFlags(BY_HAND)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(MARGIN, 0, MARGIN, 0)
        self.setAccessibleName(self.tr("Article as plain text"))
        self._connect()
        self.reload()

    def _connect(self) -> None:
        self.cursorPositionChanged.connect(self._tell_selection)
        self.selectionChanged.connect(self._tell_selection)
        self.verticalScrollBar().valueChanged.connect(self.tint)
        for signal in (self._view.selection_changed, self._view.caret_moved):
            signal.connect(self._follow_selection)
        self._view.current_changed.connect(self._follow_current)
        theme.notifier().changed.connect(self.tint)

    def reload(self) -> None:
        """Show the text that the reading view shows."""
        version = self._view.version
        text = version.text if version is not None else ""
        if text is not self._text:
            self._text = text
            self._units = Utf16Map(text)
            with QSignalBlocker(self):
                self.setPlainText(shown(text))
        self.setFont(theme.reading_font(self._view.style_in_use()))
        self._follow_selection()
        self.tint()

    def caret(self) -> int:
        """Return where the caret is, in code points."""
        return self._units.to_code_points(self.textCursor().position())

    def tint(self) -> None:
        """Lay the colours of labels behind the tags that can be seen."""
        marks = []
        for tag in self._seen_tags():
            for piece in tag.pieces:
                mark = QTextEdit.ExtraSelection()
                mark.cursor = self._cursor(piece.start, piece.end)
                mark.format.setBackground(theme.label(hue_of(tag, self._view.labels())).tint)
                marks.append(mark)
        self.setExtraSelections(marks)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the text as it is stored, not as it is shown."""
        data = QMimeData()
        data.setText(self._view.selected_text())
        return data

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin where the page was left."""
        super().focusInEvent(event)
        self._follow_selection()

    def _seen_tags(self) -> list[Annotation]:
        first = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).position()
        start, end = self._units.to_code_points(first), self._units.to_code_points(last)
        return [one for one in self._view.tags_between(start, end + 1) if one.kind == "entity"][:MOST_TINTED]

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units.to_utf16(start))
        cursor.setPosition(self._units.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _tell_selection(self) -> None:
        """Select in the page what is selected here, and say which tag the caret has entered."""
        cursor = self.textCursor()
        anchor, caret = self._units.to_code_points(cursor.anchor()), self.caret()
        known = self._view.chosen()
        if (known.anchor, known.caret) == (anchor, caret):
            return
        before = self._view.annotations_at(known.caret)
        self._view.choose(Selection(anchor, caret))
        for tag in self._view.annotations_at(caret)[:1]:
            if tag not in before:
                voice().say(self, self._view.described(tag))

    def _follow_selection(self) -> None:
        known, cursor = self._view.chosen(), self.textCursor()
        ends = self._units.to_utf16(known.anchor), self._units.to_utf16(known.caret)
        if ends != (cursor.anchor(), cursor.position()):
            cursor = self._cursor(known.anchor, known.caret)
            self.setTextCursor(cursor)

    def _follow_current(self, uid: str | None) -> None:
        found = self._view.annotation(uid)
        if found is not None and self.hasFocus():
            voice().say(self, self._view.described(found))
        self.tint()


def shown(text: str) -> str:
    """Return the text with as many characters, none of which the field would drop or take for another."""
    return text.replace("\r\n", " \n").translate(_AS_SHOWN) if not text.isascii() or "\r" in text else text
