"""Open and create project files."""

import logging
from collections.abc import Iterable
from pathlib import Path

from annotator import __version__, settings
from annotator.errors import AnnotatorError, ProjectError, SaveError
from annotator.model.label import Label
from annotator.model.people import Annotator
from annotator.project.label_sets import shipped
from annotator.settings import Person
from annotator.store import backup, connection, labels, making, meta, migrations, people, trouble
from annotator.store.connection import Database

_log = logging.getLogger(__name__)


def for_reading(path: Path, *, is_untouched: bool = False) -> Database:
    """Open a project for queries only, `is_untouched` without a byte of it changing; raises ProjectError."""
    _refuse_missing(path)
    with trouble.opening(path):
        db = connection.open_reader(path, is_untouched=is_untouched)
        try:
            connection.verify(db, path.name)
        except BaseException:
            db.close()
            raise
    return db


def for_writing(path: Path, *, busy_seconds: float) -> tuple[Database, str]:
    """Open a project; return its connection and why it is read-only (empty when it can be written)."""
    _refuse_missing(path)
    obstacle = _obstacle(path)
    with trouble.opening(path):
        db = connection.open_reader(path)
        try:
            obstacle = connection.verify(db, path.name) or obstacle
        except BaseException:
            db.close()
            raise
        if obstacle:
            return db, obstacle
        db.close()
        return _opened_for_writing(path, busy_seconds), ""


def _opened_for_writing(path: Path, busy_seconds: float) -> Database:
    db = connection.open_writer(path, busy_seconds=busy_seconds)
    try:
        if db.execute("PRAGMA user_version").fetchone()[0] < migrations.current_version():
            make_backup(db)
            migrations.migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise ProjectError(
            f"There is no project at {path}. If it was moved or its drive is not connected, open it where it is now."
        )


def _obstacle(path: Path) -> str:
    if connection.can_be_written(path):
        return ""
    return "its folder can't be written" if _is_writable_alone(path) else "the file is marked read-only"


def _is_writable_alone(path: Path) -> bool:
    return not connection.is_marked_read_only(path) and not connection.is_open_folder(path.parent)


def identity(path: Path) -> tuple[int, int]:
    """Return what tells the file at a path from any other that may stand there later; zeros when there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def refuse_if_gone(path: Path, opened: tuple[int, int]) -> None:
    """Raise SaveError when the file that was opened is no longer at its path.

    SQLite would go on to write into a file without a name, and with the last connection all would be gone.
    """
    if identity(path) != opened:
        raise SaveError(
            f"Not saved: “{path.name}” was moved or deleted. Put it back where it was, or save a backup copy:"
            " it holds everything saved before."
        )


def create(path: Path, person: Person, title: str) -> None:
    """Make an empty project with the shipped labels; raises ProjectError if the file exists or can't be made."""
    with made_whole(path, person, title=title or path.name.split(".")[0], shipped_labels=shipped("news")):
        pass


def made_whole(path: Path, person: Person, *, title: str, shipped_labels: Iterable[Label]) -> "making.Making":
    """Return the context in which a new project is filled: it appears under its name when the context ends well."""
    refuse_taken(path)

    def fill(db: Database) -> None:
        from uuid import uuid4

        meta.put(db, "project_id", str(uuid4()))
        meta.put(db, "title", title)
        meta.put(db, "created_version", __version__)
        introduce(db, person)
        for label in shipped_labels:
            labels.write(db, label)

    return making.Making(path, fill)


def refuse_taken(path: Path) -> None:
    """Raise ProjectError unless a new file can be made under that name."""
    if path.exists():
        raise ProjectError(f"“{path.name}” exists already. Open it, or choose another name.")
    if not path.parent.is_dir():
        raise ProjectError(f"There is no folder {path.parent}. Make it first, or choose another place.")


def introduce(db: Database, person: Person) -> None:
    """Make sure that the person is among the annotators."""
    known = people.annotators(db).get(person.uid)
    if known is None or known.name != person.name:
        people.write_annotator(db, Annotator(person.uid, person.name))


def make_backup(db: Database) -> Path:
    """Add a backup to the person's folder for this project; raises SaveError when none could be made."""
    path = db.path
    with trouble.copying(path):
        project_id = meta.get(db, "project_id") or path.stem
        return backup.make(db, settings.backups_folder() / project_id, path.name.split(".")[0])


def make_backup_if_possible(db: Database) -> None:
    """Add a backup; where none can be made, say so in the log and let the work go on: the project itself is safe."""
    try:
        make_backup(db)
    except AnnotatorError as error:
        _log.warning("%s Everything is saved in the project itself.", error)
