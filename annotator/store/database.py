"""One connection: what every statement goes through."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.store.trouble import known

if TYPE_CHECKING:
    import sqlite_utils


_FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What Python's module raises: the second where SQLite's own words quote bytes of a damaged file."""
_NEVER = object()
"""What no row is equal to: rows are given until the statement has no more."""


_STEPS = 50_000
"""Steps of SQLite's machine between two questions whether to go on: some milliseconds."""


class Database:
    """A connection in autocommit mode. The schema's work goes through sqlite-utils, imported when it is asked for.

    That import costs as much as opening the window, and a project whose schema is current needs none of it.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    def execute(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> sqlite3.Cursor:
        """Run one statement; raises sqlite3.Error, as StoreError where the disk or another program is at fault."""
        cursor = self.connection.cursor(_Cursor)
        cursor.path = self.path
        try:
            return cursor.execute(sql, parameters)
        except _FAILURES as error:
            cursor.close()  # whoever keeps the error keeps the cursor, and with it the file open
            raise known(error, self.path) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the write lock from the first statement to COMMIT; anything raised rolls back."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See one state of the file until the end, whatever others write; inside a transaction it is that one's."""
        if self.connection.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            self.execute("SELECT count(*) FROM sqlite_master").fetchone()
            yield
        finally:
            if self.connection.in_transaction:
                self.execute("ROLLBACK")

    def stop_when(self, is_wanted: Callable[[], bool]) -> None:
        """Ask now and then while a statement runs whether it is to break off, which raises a StoreError."""
        self.connection.set_progress_handler(is_wanted, _STEPS)

    def utils(self) -> "sqlite_utils.Database":
        """Return the same connection as sqlite-utils knows it."""
        from sqlite_utils import Database as UtilsDatabase

        return UtilsDatabase(self.connection, execute_plugins=False, recursive_triggers=False)

    def close(self) -> None:
        """Close the connection; what is not committed is rolled back."""
        self.connection.close()


class _Cursor(sqlite3.Cursor):
    """Rows of one statement; a damaged page met on the way is told like one met by the statement itself."""

    path: Path

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        try:
            yield from iter(super().__next__, _NEVER)
        except _FAILURES as error:
            raise self._told(error) from error

    def fetchone(self) -> Any:
        """Return the next row, or None after the last."""
        try:
            return super().fetchone()
        except _FAILURES as error:
            raise self._told(error) from error

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        """Return the next rows, an empty list after the last."""
        try:
            return super().fetchmany(size)
        except _FAILURES as error:
            raise known(error, self.path) from error

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        try:
            return super().fetchall()
        except _FAILURES as error:
            raise self._told(error) from error

    def _told(self, error: sqlite3.Error | UnicodeDecodeError) -> sqlite3.Error:
        self.close()
        return known(error, self.path)
