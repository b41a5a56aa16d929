"""What is told to a screen reader while one is in use; without one nothing is computed or told."""

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.model.changes import ChangeSet


class Voice(QObject):
    """Hands events to the platform; the signals follow, for whoever wants to read along."""

    announced = Signal(str)
    caret_told = Signal(int)
    selection_told = Signal(int, int)
    focus_told = Signal(str)
    """The name of the part that the focus went to."""

    @property
    def is_heard(self) -> bool:
        """Whether a screen reader is in use."""
        return QAccessible.isActive()

    def say(self, source: QWidget, text: str) -> None:
        """Have a sentence spoken when the reader is idle."""
        if text and self.is_heard:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, text))
            self.announced.emit(text)

    def tell_caret(self, source: QWidget, offset: int) -> None:
        """Tell where the caret is."""
        if self.is_heard:
            QAccessible.updateAccessibility(QAccessibleTextCursorEvent(source, offset))
            self.caret_told.emit(offset)

    def tell_selection(self, source: QWidget, start: int, end: int) -> None:
        """Tell what is selected; start and end are one where nothing is."""
        if self.is_heard:
            QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(source, start, end))
            self.selection_told.emit(start, end)

    def tell_focus(self, part: QAccessibleInterface) -> None:
        """Tell that the focus went to a part, so that it is read."""
        if self.is_heard:
            QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.Focus))
            self.focus_told.emit(part.text(QAccessible.Text.Name))


@cache
def voice() -> Voice:
    """Return the one voice of the program."""
    return Voice()


def sentence_of(change_set: ChangeSet) -> str:
    """Return what is said of a change: its title, and whether it was taken back or done again."""
    translate = voice().tr
    forms = {"undo": translate("Undone: {0}"), "redo": translate("Done again: {0}")}
    return forms.get(change_set.kind, "{0}").format(change_set.title)
