"""Write a file whole or not at all: a temporary name beside it, then a rename."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO, TypeVar

from annotator.errors import ExportError, UsageError

T = TypeVar("T")


def write_whole(target: Path, write: Callable[[BinaryIO], T], *, force: bool = False) -> T:
    """Let `write` fill a file that appears under its name only when complete and on disk.

    Raises UsageError when the target is there and `force` is off, ExportError when it can't be written. Whatever
    fails, what stood there before is untouched and no temporary file is left.
    """
    target = Path(os.path.realpath(target))
    _check(target, force)
    try:
        if target.exists() and not target.is_file():
            return _write_through(target, write)
        return _write_beside(target, write, force)
    except OSError as error:
        raise ExportError(
            f"{target} could not be written: {error.strerror or error}. What was there before is untouched."
        ) from error


def _check(target: Path, force: bool) -> None:
    if target.is_dir():
        raise UsageError(f"{target} is a folder. Name a file in it.")
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}. Make it first, or choose another.")
    if target.is_file() and not force:
        raise UsageError(f"{target} is there already. Choose another name, or replace it with --force.")


def _write_through(target: Path, write: Callable[[BinaryIO], T]) -> T:
    """Write into a pipe or device, which no rename could replace."""
    with target.open("wb") as stream:
        return write(stream)


def _write_beside(target: Path, write: Callable[[BinaryIO], T], force: bool) -> T:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = mkstemp(dir=target.parent, prefix=f".{target.name[:80]}-", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            result = write(stream)
            stream.flush()
            os.fsync(handle)
        temporary.chmod(mode)
        _put_in_place(temporary, target, force)
    finally:
        temporary.unlink(missing_ok=True)
    return result


def _put_in_place(temporary: Path, target: Path, force: bool) -> None:
    """Rename; without `force` a file that has come up meanwhile is not replaced."""
    if not force and target.exists():
        raise UsageError(f"{target} has just been made by another program. Choose another name.")
    temporary.replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; only POSIX systems can open a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    """Return the mask for new files, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
