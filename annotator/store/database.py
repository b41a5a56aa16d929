"""One connection: what every statement goes through."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite_utils


class Database:
    """A connection in autocommit mode. The schema's work goes through sqlite-utils, imported when it is asked for.

    That import costs as much as opening the window, and a project whose schema is current needs none of it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def execute(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> sqlite3.Cursor:
        """Run one statement; raises sqlite3.Error as SQLite gives it."""
        return self.connection.execute(sql, parameters)

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

    def utils(self) -> "sqlite_utils.Database":
        """Return the same connection as sqlite-utils knows it."""
        from sqlite_utils import Database as UtilsDatabase

        return UtilsDatabase(self.connection, execute_plugins=False, recursive_triggers=False)

    def close(self) -> None:
        """Close the connection; what is not committed is rolled back."""
        self.connection.close()
