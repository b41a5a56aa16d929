"""Connections to a project file: one function sets what every connection must have."""

import os
import sqlite3
import stat
from pathlib import Path
from urllib.parse import quote

from annotator.errors import NewerProjectError, ProjectError
from annotator.store import migrations, schema
from annotator.store.database import Database
from annotator.store.trouble import code_of

__all__ = [
    "Database",
    "can_be_written",
    "is_marked_read_only",
    "is_open_folder",
    "is_project",
    "open_reader",
    "open_writer",
    "strangers",
    "verify",
]

_MAX_TEXT = 100_000_000


def _prepared(connection: sqlite3.Connection, path: Path, *, busy_seconds: float) -> Database:
    """Set the pragmas of every connection and hand it to sqlite-utils."""
    if hasattr(connection, "setlimit"):
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_TEXT)
    for pragma in (
        f"busy_timeout = {int(busy_seconds * 1000)}",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA foreign_keys").fetchone()[0] != 1:
        raise ProjectError("This SQLite was built without foreign keys, which projects need.")
    return Database(connection, path)


def _uri(path: Path, query: str) -> str:
    return f"file:{quote(str(path.resolve()))}?{query}"


def _connect(path: Path, query: str) -> sqlite3.Connection:
    return sqlite3.connect(_uri(path, query), uri=True, isolation_level=None, check_same_thread=True)


def open_writer(path: Path, *, busy_seconds: float = 5.0, create: bool = False) -> Database:
    """Open for writing (WAL, every commit on disk before it returns); raises sqlite3.Error as SQLite gives it."""
    connection = _connect(path, "mode=rwc" if create else "mode=rw")
    try:
        db = _prepared(connection, path, busy_seconds=busy_seconds)
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        connection.execute("PRAGMA synchronous = " + ("FULL" if mode == "wal" else "EXTRA"))
        connection.execute("PRAGMA secure_delete = ON")
    except BaseException:
        connection.close()
        raise
    return db


def open_reader(path: Path, *, busy_seconds: float = 5.0, is_untouched: bool = False) -> Database:
    """Open for queries only. The last connection to close leaves the file whole and alone, also if it is this one.

    With `is_untouched` a log that lies beside the file stays as it is, whoever left it.
    """
    if not can_be_written(path) or (is_untouched and Path(f"{path}-wal").exists()):
        return _open_as_it_lies(path, busy_seconds)
    connection = _connect(path, "mode=rw")
    try:
        db = _prepared(connection, path, busy_seconds=busy_seconds)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return db


def _open_as_it_lies(path: Path, busy_seconds: float) -> Database:
    """Read a file that must not be written: without any lock unless a log beside it holds more of the project."""
    has_log = Path(f"{path}-wal").exists()
    for query in ("mode=ro", "mode=ro&immutable=1") if has_log else ("mode=ro&immutable=1",):
        connection = _connect(path, query)
        try:
            db = _prepared(connection, path, busy_seconds=busy_seconds)
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            connection.close()
            if query != "mode=ro" or not _is_unopened(error):
                raise
            continue
        return db
    raise ProjectError(f"“{path.name}” can't be read.")


def _is_unopened(error: Exception) -> bool:
    return isinstance(error, sqlite3.Error) and code_of(error) == sqlite3.SQLITE_CANTOPEN


def can_be_written(path: Path) -> bool:
    """Tell whether the file and its folder let themselves be written by this account."""
    return not is_marked_read_only(path) and os.access(path, os.W_OK) and is_open_folder(path.parent)


def is_open_folder(folder: Path) -> bool:
    """Tell whether files can be made in the folder."""
    return os.access(folder, os.W_OK) and bool(folder.stat().st_mode & 0o222)


def is_marked_read_only(path: Path) -> bool:
    """Tell whether no one may write the file."""
    return not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def is_project(path: Path) -> bool:
    """Tell by its header whether the file is a project; False for anything else, also for a missing file."""
    if not path.is_file():
        return False
    try:
        connection = _connect(path, "mode=ro&immutable=1")
        try:
            return bool(connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID)
        finally:
            connection.close()
    except sqlite3.Error:
        return False


def verify(db: Database, name: str) -> str:
    """Check header, version and schema; return why it must stay read-only, or an empty string.

    Raises ProjectError for a file that is not ours and NewerProjectError for one that is too new.
    """
    if db.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise ProjectError(f"“{name}” is not an Annotator project. Nothing was changed in it.")
    found = db.execute("PRAGMA user_version").fetchone()[0]
    if found >> 16 > migrations.MAJOR:
        raise NewerProjectError(
            f"“{name}” was written by a newer version of Annotator. Nothing was changed in it;"
            " open it with that version, or update this one."
        )
    stranger = strangers(db)
    if stranger:
        return f"it holds a {stranger[0]} that is not Annotator's own ({stranger[1]})"
    if found > migrations.current_version():
        return "it was written by a newer version of Annotator"
    return ""


def strangers(db: Database) -> tuple[str, str] | None:
    """Return (kind, name) of the first trigger, view, virtual table or generated column that is not ours."""
    ours = schema.TRIGGERS | schema.VIRTUAL_TABLES
    rows = db.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE type <> 'index'").fetchall()
    for kind, name, sql in rows:
        is_virtual = sql[:20].upper().startswith("CREATE VIRTUAL")
        if kind in ("trigger", "view") or is_virtual:
            if ours.get(name) != sql:
                return ("virtual table" if is_virtual else kind), name
        elif "GENERATED ALWAYS" in sql.upper():
            return "generated column", name
    return None
