"""Make a project file whole or not at all: it gets its name when it is filled, closed and on disk."""

import os
from collections.abc import Callable
from contextlib import suppress
from glob import escape
from pathlib import Path
from time import time
from types import TracebackType

from annotator.errors import ProjectError
from annotator.store import backup, connection, migrations, trouble
from annotator.store.database import Database

_BESIDE = ("", "-wal", "-shm", "-journal")
_NEW = ".new"
_STALE_SECONDS = 3600


class Making:
    """The context in which a new project is open for filling; it appears under its name when that ends well.

    Killed or failed before, it leaves nothing under that name, and a hidden file that the next one takes away.
    """

    def __init__(self, path: Path, fill: Callable[[Database], None]) -> None:
        self._path = path
        self._fill = fill
        self._temporary = path.with_name(f".{path.name[:200]}.{os.getpid()}{_NEW}")

    def __enter__(self) -> Database:
        """Open the file, with the schema and what `fill` wrote; raises ProjectError when it can't be made."""
        try:
            with trouble.opening(self._path, "made"):
                self._remove_stale()
                self._db = connection.open_writer(self._temporary, create=True)
                migrations.migrate(self._db)
                with self._db.transaction():
                    self._fill(self._db)
        except BaseException:
            self._abandon()
            raise
        return self._db

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file and give it its name, or take it away after an error."""
        if error is not None:
            self._abandon()
            return
        try:
            with trouble.opening(self._path, "made"):
                self._finish()
        except BaseException:
            self._abandon()
            raise

    def _finish(self) -> None:
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._db.close()
        with self._temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        _give_name(self._temporary, self._path)
        backup.sync_folder(self._path.parent)

    def _abandon(self) -> None:
        if hasattr(self, "_db"):
            self._db.close()
        _remove(self._temporary)

    def _remove_stale(self) -> None:
        """Take away what a process left that was killed while it made the same file."""
        for one in self._path.parent.glob(f".{escape(self._path.name[:200])}.*{_NEW}"):
            if one == self._temporary or time() - one.stat().st_mtime > _STALE_SECONDS:
                _remove(one)


def _remove(file: Path) -> None:
    for suffix in _BESIDE:
        with suppress(OSError):
            Path(f"{file}{suffix}").unlink(missing_ok=True)


def _give_name(made: Path, path: Path) -> None:
    """Name the file unless the name was taken meanwhile; raises ProjectError then."""
    try:
        path.hardlink_to(made)
    except FileExistsError as error:
        raise ProjectError(f"“{path.name}” has just been made by another program. Open it.") from error
    except OSError:
        made.rename(path)  # a file system without hard links
    made.unlink(missing_ok=True)
