"""Read a damaged project file row by row, skipping what can't be read; the file itself is never written."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from annotator.errors import ProjectError
from annotator.store import connection, migrations

Row = dict[str, Any]
FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What Python's module raises: the second where SQLite's own words quote bytes of a damaged file."""
_KEYS = {
    "spans": "annotation_id",
    "entity_aliases": "entity_id",
    "claim_types": "claim_id",
    "changes": "set_id",
    "entity_relations": "from_entity_id",
}
"""What rows of tables without a row number are ordered by; all others go by their row number."""
_MAIN_TABLES = ("labels", "articles", "article_versions", "annotations", "spans", "changes")
_NUMBERS = ("seq", "position", "start_offset", "end_offset", "version_no")
_ONE_BY_ONE = 2000
"""How many numbers are tried after a page that can't be read before the steps become wider."""
_FARTHEST = 1 << 48
_PAGE = 4096
_INTERIOR = 5
"""The first byte of a page of a table that leads to others."""


class Damaged:
    """A damaged project, open for reading what is left of it; `unread` names the tables with rows that were skipped."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder: TemporaryDirectory[str] | None = None
        self.unread: set[str] = set()

    def __enter__(self) -> Self:
        """Open the file, or where its schema is gone a copy with a new one; raises ProjectError for neither."""
        self._connection = _opened(self._path)
        readable = _readable_tables(self._connection)
        if readable == len(_MAIN_TABLES):
            return self
        self._folder = TemporaryDirectory(prefix="annotator-")
        other = _opened(_with_new_header(self._path, Path(self._folder.name)))
        if _readable_tables(other) > readable:
            self._connection, other = other, self._connection
        other.close()
        if not _readable_tables(self._connection):
            self.__exit__(None, None, None)
            raise ProjectError(f"Nothing of a project can be read in “{self._path.name}”. It was left as it is.")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        if self._folder is not None:
            self._folder.cleanup()

    def property(self, key: str) -> str:
        """Return a property of the project, empty where it can't be read."""
        with suppress(*FAILURES):
            row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
            return clean(row[0]) if row else ""
        return ""

    def count(self, table: str) -> int:
        """Return how many rows of a table can be counted."""
        return sum(1 for _ in self.rows(table))

    def rows(self, table: str) -> Iterator[Row]:
        """Give every row of a table that can be read, by column, in order of its number."""
        key = _KEYS.get(table, "rowid")
        at = 0
        while at >= 0:
            try:
                for number, row in self._from(table, key, at):
                    if isinstance(number, int):
                        at = max(at, number + 1)
                        yield row
                    else:
                        self.unread.add(table)
                return
            except FAILURES:
                self.unread.add(table)
                at = self._next_readable(table, key, at)

    def _from(self, table: str, key: str, at: int) -> Iterator[tuple[int, Row]]:
        plain = " NOT INDEXED" if key == "rowid" else ""
        cursor = self._connection.execute(f"SELECT {key}, * FROM {table}{plain} WHERE {key} >= ? ORDER BY {key}", (at,))
        names = [one[0] for one in cursor.description][1:]
        for values in cursor:
            yield values[0], {name: _cell(name, value) for name, value in zip(names, values[1:], strict=True)}

    def _next_readable(self, table: str, key: str, failed: int) -> int:
        """Return the least number after one that failed from which rows can be read; -1 when there is none."""
        for at in range(failed + 1, failed + _ONE_BY_ONE):
            if self._is_readable(table, key, at):
                return at
        failed, step = failed + _ONE_BY_ONE - 1, 1
        while failed + step < _FARTHEST and not self._is_readable(table, key, failed + step):
            failed, step = failed + step, step * 2
        if failed + step >= _FARTHEST:
            return -1
        return self._least_readable(table, key, failed, failed + step)

    def _least_readable(self, table: str, key: str, failed: int, readable: int) -> int:
        while readable - failed > 1:
            middle = (failed + readable) // 2
            if self._is_readable(table, key, middle):
                readable = middle
            else:
                failed = middle
        return readable

    def _is_readable(self, table: str, key: str, at: int) -> bool:
        """Tell whether the first row from a number on can be read, or there is none."""
        try:
            next(self._from(table, key, at), None)
        except FAILURES:
            return False
        return True


def _cell(name: str, value: Any) -> Any:
    """Return what a column may hold: a number that is none would not be found, compared or sorted."""
    if isinstance(value, int):
        return value
    return None if name == "id" or name.endswith("_id") else -1 if name in _NUMBERS else value


def clean(value: Any) -> str:
    """Return a cell as text that can be stored: nothing for no text, marks for characters that are none."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    text = value if isinstance(value, str) else ""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _opened(path: Path) -> sqlite3.Connection:
    """Open for reading alone, also a file that is shorter than its header says."""
    query = "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"
    opened = sqlite3.connect(f"file:{quote(str(path.resolve()))}?{query}", uri=True, isolation_level=None)
    opened.text_factory = lambda content: content.decode("utf-8", "replace")
    for pragma in ("writable_schema = ON", "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        with suppress(*FAILURES):
            opened.execute(f"PRAGMA {pragma}")
    return opened


def _readable_tables(opened: sqlite3.Connection) -> int:
    """Return how many of the main tables give a first row, or say that they have none."""
    count = 0
    for table in _MAIN_TABLES:
        with suppress(*FAILURES):
            opened.execute(f"SELECT * FROM {table} LIMIT 1").fetchall()
            count += 1
    return count


def _with_new_header(path: Path, folder: Path) -> Path:
    """Copy the file and give the copy the schema's pages of a new project, whose tables begin at the same places."""
    copy, fresh = folder / "copy.db", folder / "fresh.db"
    shutil.copyfile(path, copy)
    if Path(f"{path}-wal").exists():
        shutil.copyfile(f"{path}-wal", f"{copy}-wal")
    db = connection.open_writer(fresh, create=True)
    migrations.migrate(db)
    db.execute("PRAGMA journal_mode = DELETE").fetchone()
    db.close()
    content = fresh.read_bytes()
    numbers = _schema_pages(content)
    last = max(copy.stat().st_size // _PAGE, *numbers)
    with copy.open("r+b") as stream:
        stream.truncate(last * _PAGE)
        for number in numbers:
            page = bytearray(content[(number - 1) * _PAGE : number * _PAGE])
            if number == 1:
                page[28:32] = last.to_bytes(4, "big")
                page[32:40] = bytes(8)  # no free pages
            stream.seek((number - 1) * _PAGE)
            stream.write(page)
    return copy


def _schema_pages(content: bytes) -> list[int]:
    """Return the numbers of the pages that hold the schema: the first and those it leads to."""
    if content[100] != _INTERIOR:
        return [1]
    count = int.from_bytes(content[103:105], "big")
    cells = (int.from_bytes(content[at : at + 2], "big") for at in range(112, 112 + 2 * count, 2))
    return [1, *(int.from_bytes(content[at : at + 4], "big") for at in (108, *cells))]
