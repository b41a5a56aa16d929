"""The open project: one door for changes, undo and redo, listeners."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from annotator.errors import ReadOnlyProjectError, SaveError
from annotator.model.changes import ChangeSet
from annotator.model.times import now
from annotator.project import history, opening
from annotator.project.reader import ProjectReader
from annotator.settings import Person as Person
from annotator.store import meta, transaction, trouble
from annotator.store.writing import Writer

Listener = Callable[[ChangeSet], None]


class Project(ProjectReader):
    """A project open for writing, or for reading with the reason why. One for each process; views follow `listen`."""

    def __init__(self, path: Path, person: Person, *, busy_seconds: float = 5.0) -> None:
        self.path = path
        self.person = person
        self._db, self.read_only_reason = opening.for_writing(path, busy_seconds=busy_seconds)
        self._versions = ()
        self._writer = Writer(self._db)
        self._listeners: list[Listener] = []
        self.pending: ChangeSet | None = None
        """The set that could not be saved; further changes are refused until it is saved or discarded."""
        self.pending_reason = ""
        self._is_changed = False
        if not self.is_read_only:
            self._save_person()
        self._identity = opening.identity(path)
        self._data_version = self._seen_version()

    @classmethod
    def create(cls, path: Path, person: Person, title: str = "") -> "Project":
        """Make an empty project and open it; raises ProjectError if the file exists or can't be made."""
        opening.create(path, person, title)
        return cls(path, person)

    @classmethod
    def open(cls, path: Path, person: Person, *, busy_seconds: float = 5.0) -> "Project":
        """Open a project, read-only where it can't be written; raises ProjectError or NewerProjectError."""
        return cls(path, person, busy_seconds=busy_seconds)

    @property
    def is_read_only(self) -> bool:
        """Whether changes are refused."""
        return bool(self.read_only_reason)

    def _save_person(self) -> None:
        with trouble.opening(self.path):
            opening.introduce(self._db, self.person)

    def commit(self, change_set: ChangeSet) -> None:
        """Write one user action: rows, history and index in one transaction, then tell the listeners.

        Raises ReadOnlyProjectError, or SaveError with the set kept in `pending`.
        """
        if change_set.changes:
            self._refuse_while_closed()
            self._write([change_set])

    def _refuse_while_closed(self) -> None:
        if self.is_read_only:
            raise ReadOnlyProjectError(f"This project is open for reading only: {self.read_only_reason}.")
        if self.pending is not None:
            raise SaveError(f"“{self.pending.title}” is not saved yet: {self.pending_reason} Save or discard it first.")

    def _write(self, sets: list[ChangeSet], *, waited: bool = False) -> None:
        try:
            opening.refuse_if_gone(self.path, self._identity)
            transaction.write(
                self._db,
                self._writer,
                sets,
                actor=self.person.uid,
                at=now(),
                seen=None if waited else self._data_version,
            )
        except SaveError as error:
            if sets[0].kind == "do":
                self.pending, self.pending_reason = sets[0], str(error).removeprefix("Not saved: ")
            raise
        self._is_changed = True
        for one in sets:
            self._tell(one)

    def retry(self) -> bool:
        """Try to save what is pending; True when nothing is pending any more."""
        if self.pending is None:
            return True
        waiting, self.pending = self.pending, None
        try:
            self._write([waiting], waited=True)
        except SaveError:
            return False
        self.pending_reason = ""
        return True

    def discard(self) -> None:
        """Forget what could not be saved."""
        self.pending, self.pending_reason = None, ""

    def undo(self) -> ChangeSet:
        """Take back this person's newest step; return what was written. Raises UndoError where it can't."""
        self._refuse_while_closed()
        sets = history.undo_sets(self._db, self.person.uid)
        self._write(sets)
        return joined(sets)

    def redo(self) -> ChangeSet:
        """Do the step undone last again; return what was written. Raises UndoError where it can't."""
        self._refuse_while_closed()
        sets = history.redo_sets(self._db, self.person.uid)
        self._write(sets)
        return joined(sets)

    @property
    def undo_title(self) -> str:
        """The title of what undo would take back, empty for nothing."""
        return "" if self.is_read_only else history.undo_title(self._db, self.person.uid)

    @property
    def redo_title(self) -> str:
        """The title of what redo would do again, empty for nothing."""
        return "" if self.is_read_only else history.redo_title(self._db, self.person.uid)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call the listener with every change set after it is saved; returns the function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _tell(self, change_set: ChangeSet) -> None:
        """Tell every listener; one that fails stops neither the others nor the write, and is reported as a bug."""
        failures: list[Exception] = []
        for listener in tuple(self._listeners):
            try:
                listener(change_set)
            except Exception as error:  # noqa: BLE001 - reported below
                failures.append(error)
        for failure in failures:
            sys.excepthook(type(failure), failure, failure.__traceback__)

    def _seen_version(self) -> int:
        return transaction.seen_version(self._db)

    def refresh(self) -> bool:
        """Tell whether another program has written since the last look; views must then read anew."""
        seen = self._seen_version()
        if seen == self._data_version:
            return False
        self._data_version = seen
        return True

    def set_title(self, title: str) -> None:
        """Rename the project (a property of the file, not a step of the history)."""
        self._refuse_while_closed()
        meta.put(self._db, "title", title)

    def close(self, *, with_backup: bool = True) -> None:
        """Close the file, after a backup if anything was changed; that none can be made is told in the log only."""
        try:
            if self._is_changed and with_backup:
                opening.make_backup_if_possible(self._db)
        finally:
            self._is_changed = False
            self._db.close()


def joined(sets: Iterable[ChangeSet]) -> ChangeSet:
    """Return the sets of one step as one, for what is shown of them."""
    found = list(sets)
    changes = tuple(change for one in found for change in one.changes)
    first = found[0]
    return ChangeSet(first.title, changes, kind=first.kind, of_id=first.of_id, run_id=first.run_id)
