"""What is done to the chosen rows: each act on however many is one step of the history."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError
from annotator.model.annotation import TRANSITIONS, Annotation
from annotator.project import Project, annotating, naming
from annotator.ui.panel.wording import word


class ReviewActs(QObject):
    """Decides, labels, links, notes and deletes; says what could not be done."""

    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None

    def show(self, project: Project) -> None:
        """Act on this project from now on."""
        self._project = project

    def decide(self, uids: Sequence[str], status: str, reason: str = "") -> None:
        """Give the annotations a status; those that can't have it are left as they are, and that is said."""
        chosen = [one for one in self._found(uids) if one.status != status]
        able = [one for one in chosen if status in TRANSITIONS[one.status]]
        if able:
            self._run(lambda project: annotating.set_status(project, able, status, reason=reason))
        left = len(chosen) - len(able)
        if left:
            present = ", ".join(sorted({word(one.status) for one in chosen if one not in able}))
            told = self.tr("{0} left as they were ({1}): put them back to review first.")
            self.refused.emit(told.format(left, present))

    def relabel(self, uids: Sequence[str], label: str) -> None:
        """Give the mentions among the annotations a label."""
        found = self._found(uids)
        mentions = [one for one in found if one.kind == "entity"]
        if mentions:
            self._run(lambda project: annotating.relabel(project, mentions, label))
        elif found:
            self.refused.emit(self.tr("A claim keeps its label; only mentions can be given another one."))

    def link(self, uids: Sequence[str], entity: str | None) -> None:
        """Link the mentions to an entity, or to none."""
        self._run(lambda project: annotating.link(project, self._found(uids), entity))

    def link_new(self, uids: Sequence[str], name: str) -> None:
        """Make an entity and link the mentions to it."""
        self._run(lambda project: naming.link_new(project, self._found(uids), name))

    def note(self, uids: Sequence[str], note: str) -> None:
        """Write the same note on all."""
        self._run(lambda project: naming.note_all(project, self._found(uids), note))

    def delete(self, uids: Sequence[str]) -> None:
        """Delete the annotations."""
        found = self._found(uids)
        if found:
            self._run(lambda project: annotating.delete(project, found))

    def _found(self, uids: Sequence[str]) -> list[Annotation]:
        if self._project is None:
            return []
        found = map(self._project.annotation, uids)
        return [one for one in found if one is not None]

    def _run(self, verb: Callable[[Project], object]) -> None:
        if self._project is None:
            return
        try:
            verb(self._project)
        except AnnotatorError as error:
            self.refused.emit(str(error))
