"""What SQLite complains of, told apart: the world's faults in sentences for the user, our own as they are."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.errors import AnnotatorError, ProjectError, SaveError
from annotator.store.holder import holder

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
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
    sqlite3.SQLITE_INTERRUPT: "the question was taken back",
    sqlite3.SQLITE_TOOBIG: "the text is larger than a project can hold (100 MB)",
}
_LEFT = {"opened": "Nothing was changed in it.", "made": "Nothing is left of it."}
_ADVICE = " `annotator check` tells what is wrong, and its --repair saves what can be read."
_IS_OURS = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_TOOBIG)
"""Faults of the world only where something is saved; elsewhere the program has no business to meet them."""


class StoreError(AnnotatorError, sqlite3.OperationalError):
    """A damaged page, a failing disk or another program stands in the way; SQLite's own error for those who look."""


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's primary code, -1 for an error that Python's module raised itself."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and "decode to UTF-8" in str(error):
        return sqlite3.SQLITE_CORRUPT
    return -1 if code is None else code & 0xFF


def reason(error: sqlite3.Error, path: Path | None = None) -> str:
    """Return the words for a fault of the world, empty for one of ours; a path lets them name who holds the file."""
    code = code_of(error)
    if code == -1 and isinstance(error, sqlite3.DataError):
        return _KNOWN[sqlite3.SQLITE_TOOBIG]
    words = _KNOWN.get(code, "")
    other = holder(path) if code in _BUSY and path is not None else ""
    return f"{words} ({other})" if other else words


def known(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> sqlite3.Error:
    """Return a StoreError in place of a fault of the world, any other error as it is."""
    if isinstance(error, UnicodeDecodeError):
        error = sqlite3.DatabaseError("SQLite's words about the file can't be decoded to UTF-8")
    code = code_of(error)
    if isinstance(error, StoreError) or code not in _KNOWN or code in _IS_OURS:
        return error
    if code in _DAMAGED or isinstance(error, sqlite3.IntegrityError):
        advice = _ADVICE
    elif code == sqlite3.SQLITE_IOERR:
        return _with_code(StoreError(f"“{path.name}” can't be read or written: its disk is full or fails."), error)
    else:
        advice = ""
    return _with_code(StoreError(f"“{path.name}” can't be used: {reason(error, path)}.{advice}"), error)


def _with_code(made: StoreError, error: sqlite3.Error) -> StoreError:
    made.sqlite_errorcode = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return made


def save_error(error: sqlite3.Error, path: Path | None = None) -> SaveError | None:
    """Return the sentence for a write that failed through no fault of ours, else None."""
    words = reason(error, path)
    return SaveError(f"Not saved: {words}. Everything saved before is safe.") if words else None


@contextmanager
def opening(path: Path, verb: str = "opened") -> Iterator[None]:
    """Turn what prevents a project from being opened (or made) into a ProjectError that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        words = reason(error, path)
        if not words:
            raise
        raise _project_error(path, verb, words, is_damaged=code_of(error) == sqlite3.SQLITE_CORRUPT) from error
    except UnicodeDecodeError as error:
        raise _project_error(path, verb, _KNOWN[sqlite3.SQLITE_CORRUPT], is_damaged=True) from error
    except OSError as error:
        raise ProjectError(f"“{path.name}” can't be {verb}: {error.strerror or error}. {_LEFT[verb]}") from error


def _project_error(path: Path, verb: str, words: str, *, is_damaged: bool) -> ProjectError:
    return ProjectError(f"“{path.name}” can't be {verb}: {words}. {_LEFT[verb]}{_ADVICE if is_damaged else ''}")


@contextmanager
def copying(path: Path) -> Iterator[None]:
    """Turn what prevents a copy of the project into a SaveError that says so."""
    try:
        yield
    except sqlite3.Error as error:
        raise SaveError(f"No copy of “{path.name}” was made: {reason(error) or error}.") from error
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        raise SaveError(f"No copy of “{path.name}” was made: {error.strerror or error}{place}.") from error


def is_violation(error: sqlite3.Error) -> bool:
    """Tell whether a rule of the schema refused a row."""
    return isinstance(error, sqlite3.IntegrityError)
