"""The border between the project's listeners and Qt: one signal that carries each change set."""

from PySide6.QtCore import QObject, Signal

from annotator.model.changes import ChangeSet
from annotator.project import Project


class ProjectSignals(QObject):
    """Turns what a project tells its listeners into the signal `changed`."""

    changed = Signal(object)
    """A `ChangeSet` was committed, undone or redone."""
    replaced = Signal()
    """Another program wrote to the file: views read it again."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._stop = project.listen(self._tell)

    def refresh(self) -> None:
        """Ask whether another program wrote to the file, and say so if it did."""
        if self._project.refresh():
            self.replaced.emit()

    def stop(self) -> None:
        """Stop listening; nothing is told afterwards."""
        self._stop()

    def _tell(self, change_set: ChangeSet) -> None:
        self.changed.emit(change_set)
