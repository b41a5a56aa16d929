"""Backups: copies that are checked before an older one may go."""

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from time import time

from annotator.store.database import Database

_KEPT = ((5, None), (12, "%Y-%m-%d"), (10, "%G-%V"), (9, "%Y-%m"))
"""How many are kept of each: the newest, then one a day, a week, a month."""
_DAY = 24 * 3600


def copy(db: Database, target: Path) -> None:
    """Copy the project to a new file, checked and on disk before it gets its name; raises sqlite3.Error, OSError."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    temporary.unlink(missing_ok=True)
    try:
        _copy_checked(db, temporary)
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)


def _copy_checked(db: Database, temporary: Path) -> None:
    copied = sqlite3.connect(temporary, isolation_level=None)
    try:
        db.connection.backup(copied)
        copied.execute("PRAGMA journal_mode = DELETE")
        verdict = copied.execute("PRAGMA quick_check").fetchone()[0]
    finally:
        copied.close()
    if verdict != "ok":
        raise sqlite3.DatabaseError("the project file is damaged; `annotator check` tells what is wrong")


def sync_folder(folder: Path) -> None:
    """Put a rename in the folder on disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make(db: Database, folder: Path, stem: str) -> Path:
    """Add a dated backup to the folder and let go of those past the plan; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    _remove_unfinished(folder)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = folder / f"{stem}-{stamp}.db"
    copy(db, target)
    for old in superfluous(sorted(folder.glob(f"{escape(stem)}-*.db"))):
        old.unlink()
    return target


def _remove_unfinished(folder: Path) -> None:
    """Take away what is left of copies whose process was killed more than a day ago."""
    for one in folder.glob(".*.part*"):
        if time() - one.stat().st_mtime > _DAY:
            one.unlink(missing_ok=True)


def superfluous(files: list[Path]) -> list[Path]:
    """Return which of the dated files, sorted by name, the plan lets go; the newest never is one of them."""
    newest_first = files[::-1]
    kept: set[Path] = set()
    for count, form in _KEPT:
        kept |= set(_newest_of_each(newest_first, count, _period(form)))
    return [one for one in files if one not in kept]


def _period(form: str | None) -> Callable[[Path], str]:
    def of(file: Path) -> str:
        if form is None:
            return file.name
        day = "".join(file.stem.rsplit("-", 3)[-3:-2])
        return datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).strftime(form)

    return of


def _newest_of_each(newest_first: list[Path], count: int, period: Callable[[Path], str]) -> list[Path]:
    seen: dict[str, Path] = {}
    for one in newest_first:
        seen.setdefault(period(one), one)
    return list(seen.values())[:count]
