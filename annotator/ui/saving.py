"""What the window does while a change could not be saved: say so, try again, or let it go when asked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from annotator.model.annotation import Annotation

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class Saving(QObject):
    """Watches the project's pending change; *Saved* is shown only while there is none."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.status.retry_asked.connect(self.retry)
        window.status.discard_asked.connect(self.discard)

    def look(self) -> None:
        """Show whether everything is saved, and draw what is not hatched."""
        project = self._window.project
        pending = project.pending
        if pending is not None:
            self._window.status.show_pending(project.pending_reason)
        elif project.is_read_only:
            self._window.status.show_read_only()
        else:
            self._window.status.show_saved()
        values = [change.value for change in pending.of_kind("annotation")] if pending is not None else []
        self._window.reader.set_pending({one.uid for one in values if isinstance(one, Annotation)})

    def retry(self) -> None:
        """Try to save now."""
        if self._window.project.retry():
            self._window.strip.end_toast()
        self.look()

    def retry_quietly(self) -> None:
        """Try to save if something waits for it."""
        if self._window.project.pending is not None:
            self.retry()

    def discard(self) -> None:
        """Forget the change that could not be saved."""
        pending = self._window.project.pending
        self._window.project.discard()
        if pending is not None:
            self._window.say(self.tr("Discarded: {0}").format(pending.title))
        self.look()

    def may_leave(self) -> bool:
        """Tell whether the project may be closed; asks when something would be lost with it."""
        self._window.panel.commit()
        project = self._window.project
        if project.pending is None or project.retry():
            return True
        from PySide6.QtWidgets import QMessageBox

        question = QMessageBox(self._window)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWindowTitle(self.tr("Not saved"))
        question.setText(self.tr("“{0}” is not saved: {1}").format(project.pending.title, project.pending_reason))
        question.setInformativeText(self.tr("Everything before it is safe. Close without it?"))
        leave = question.addButton(self.tr("Close without it"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        question.exec()
        if question.clickedButton() is leave:
            project.discard()
            return True
        return False
