"""Undo, redo, selecting and finding in the text on the screen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.model import segments
from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class Editing(QObject):
    """Verbs that take back, do again, select and find."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def undo(self) -> None:
        """Take back the last step and show where it was."""
        self._window.panel.commit()
        undone = self._window.project.undo()
        self._window.strip.say(self.tr("Undone: {0}").format(undone.title))
        self._show(undone)

    def redo(self) -> None:
        """Do the step again and show where it was."""
        redone = self._window.project.redo()
        self._window.strip.say(self.tr("Done again: {0}").format(redone.title))
        self._show(redone)

    def copy(self) -> None:
        """Put the selected words on the clipboard exactly as they are stored."""
        self._window.tagging.version()
        self._window.reader.copy()

    def select_all(self) -> None:
        """Select the whole text."""
        self._window.tagging.version()
        self._window.reader.select_all()

    def select_sentence(self) -> None:
        """Select the sentence at the caret."""
        self._window.tagging.version()
        span = self._window.reader.sentence_at_caret()
        self._window.reader.select(span.start, span.end)

    def select_paragraph(self) -> None:
        """Select the paragraph at the caret."""
        version = self._window.tagging.version()
        span = segments.paragraph_at(version.text, self._window.reader.caret())
        if span is not None:
            self._window.reader.select(span.start, span.end)

    def find(self) -> None:
        """Open the field that finds words in this article."""
        self._window.tagging.version()
        self._window.places.read()
        self._window.find_strip.open()

    def find_next(self) -> None:
        """Go to the next place found."""
        self._window.find_strip.step(1)

    def find_previous(self) -> None:
        """Go to the place found before this one."""
        self._window.find_strip.step(-1)

    def _show(self, change_set: ChangeSet) -> None:
        """Bring what an undo changed in the open article into view."""
        reader = self._window.reader
        for change in change_set.changes:
            one = change.after
            if isinstance(one, Annotation) and reader.article is not None and one.article == reader.article.uid:
                self._window.show_current(one.uid)
                return
