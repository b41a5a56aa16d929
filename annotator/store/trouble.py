"""What SQLite complains of, told apart: the world's faults in sentences for the user, our own as they are."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from annotator.errors import AnnotatorError, ProjectError, SaveError

_KNOWN = {
    sqlite3.SQLITE_BUSY: "another program is writing to the project just now",
    sqlite3.SQLITE_LOCKED: "another program is writing to the project just now",
    sqlite3.SQLITE_FULL: "the disk that holds the project is full",
    sqlite3.SQLITE_IOERR: "the disk that holds the project is full or can't be written",
    sqlite3.SQLITE_READONLY: "the project file can't be written",
    sqlite3.SQLITE_PERM: "the project file can't be written",
    sqlite3.SQLITE_CANTOPEN: "the project file can't be opened",
    sqlite3.SQLITE_CORRUPT: "the project file is damaged",
    sqlite3.SQLITE_NOTADB: "the file is not an Annotator project",
    sqlite3.SQLITE_TOOBIG: "the text is larger than a project can hold (100 MB)",
}


def reason(error: sqlite3.Error) -> str:
    """Return the words for a fault of the world, empty for one of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and isinstance(error, sqlite3.DataError):
        return _KNOWN[sqlite3.SQLITE_TOOBIG]
    return _KNOWN.get(code & 0xFF, "") if code is not None else ""


def save_error(error: sqlite3.Error) -> SaveError | None:
    """Return the sentence for a write that failed through no fault of ours, else None."""
    words = reason(error)
    return SaveError(f"Not saved: {words}. Everything saved before is safe.") if words else None


@contextmanager
def opening(name: str) -> Iterator[None]:
    """Turn SQLite's complaints while a project is opened into a ProjectError that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        words = reason(error)
        if not words:
            raise
        raise ProjectError(f"“{name}” can't be opened: {words}. Nothing was changed in it.") from error


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn a damaged page met while reading into an AnnotatorError that says how to get the rest out."""
    try:
        yield
    except sqlite3.Error as error:
        words = reason(error)
        if not words:
            raise
        raise AnnotatorError(f"“{name}” can't be read: {words}. `annotator check` tells what is wrong.") from error


def is_violation(error: sqlite3.Error) -> bool:
    """Tell whether a rule of the schema refused a row."""
    return isinstance(error, sqlite3.IntegrityError)
