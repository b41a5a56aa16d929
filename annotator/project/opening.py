"""Open and create project files."""

import os
from pathlib import Path
from uuid import uuid4

from annotator import __version__, settings
from annotator.errors import ProjectError
from annotator.model.people import Annotator
from annotator.project.label_sets import shipped
from annotator.settings import Person
from annotator.store import backup, connection, labels, meta, migrations, people, trouble
from annotator.store.connection import Database


def for_reading(path: Path) -> Database:
    """Open a project for queries only; raises ProjectError or NewerProjectError."""
    _refuse_missing(path)
    with trouble.opening(path.name):
        db = connection.open_reader(path)
        try:
            connection.verify(db, path.name)
        except ProjectError:
            db.close()
            raise
    return db


def for_writing(path: Path, *, busy_seconds: float) -> tuple[Database, str]:
    """Open a project; return its connection and why it is read-only (empty when it can be written)."""
    _refuse_missing(path)
    obstacle = _obstacle(path)
    with trouble.opening(path.name):
        db = connection.open_reader(path)
        try:
            obstacle = connection.verify(db, path.name) or obstacle
        except ProjectError:
            db.close()
            raise
        if obstacle:
            return db, obstacle
        db.close()
        db = connection.open_writer(path, busy_seconds=busy_seconds)
        if db.execute("PRAGMA user_version").fetchone()[0] < migrations.current_version():
            make_backup(db, path)
            migrations.migrate(db)
    return db, ""


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise ProjectError(
            f"There is no project at {path}. If it was moved or its drive is not connected, open it where it is now."
        )


def _obstacle(path: Path) -> str:
    if connection.is_marked_read_only(path) or not os.access(path, os.W_OK):
        return "the file is marked read-only"
    if not os.access(path.parent, os.W_OK) or not path.parent.stat().st_mode & 0o222:
        return "its folder can't be written"
    return ""


def create(path: Path, person: Person, title: str) -> None:
    """Make an empty project with the shipped labels; raises ProjectError if the file exists or can't be made."""
    if path.exists():
        raise ProjectError(f"“{path.name}” exists already. Open it, or choose another name.")
    if not path.parent.is_dir():
        raise ProjectError(f"There is no folder {path.parent}. Make it first, or choose another place.")
    with trouble.opening(path.name):
        db = connection.open_writer(path, create=True)
        try:
            migrations.migrate(db)
            _fill(db, person, title or path.name.split(".")[0])
        finally:
            db.close()


def _fill(db: Database, person: Person, title: str) -> None:
    with db.transaction():
        meta.put(db, "project_id", str(uuid4()))
        meta.put(db, "title", title)
        meta.put(db, "created_version", __version__)
        introduce(db, person)
        for label in shipped("news"):
            labels.write(db, label)


def introduce(db: Database, person: Person) -> None:
    """Make sure that the person is among the annotators."""
    known = people.annotators(db).get(person.uid)
    if known is None or known.name != person.name:
        people.write_annotator(db, Annotator(person.uid, person.name))


def make_backup(db: Database, path: Path) -> Path:
    """Add a backup to the person's folder for this project."""
    project_id = meta.get(db, "project_id") or path.stem
    with trouble.reading(path.name):
        return backup.make(db, settings.backups_folder() / project_id, path.name.split(".")[0])
