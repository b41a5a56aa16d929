"""Who holds the lock of a project, as the system tells it: nothing is written that could be left behind."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

_LOCKS = Path("/proc/locks")
_WAL_WRITER = 120
"""The byte of the `-shm` file that a writer locks."""
_RESERVED = 0x40000001
"""The byte of the project file that a writer locks where there is no `-wal`."""


def holder(path: Path) -> str:
    """Return who writes to the project, such as `annotator, process 71 on desk, running since 10:32`, if it is known.

    The system's own list is read, never the file: opening and closing it would take away this process's locks.
    """
    number = 0
    with suppress(OSError, ValueError, IndexError):
        number = _locking(f"{path}-shm", _WAL_WRITER) or _locking(str(path), _RESERVED)
    return _described(number) if number > 0 and number != os.getpid() else ""


def _locking(file: str, byte: int) -> int:
    """Return the number of the process that holds a write lock on that byte of the file, 0 for none."""
    if not os.path.exists(file):  # noqa: PTH110 - a name, not a path of its own
        return 0
    found = os.stat(file)  # noqa: PTH116
    wanted = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
    for line in _LOCKS.read_text("ascii").splitlines():
        fields = [one for one in line.split() if one != "->"]
        is_write = fields[1] == "POSIX" and fields[3] == "WRITE" and fields[5] == wanted
        last = fields[7]
        if is_write and int(fields[6]) <= byte and (last == "EOF" or byte <= int(last)):
            return int(fields[4])
    return 0


def _described(number: int) -> str:
    """Return the words for a process: its name, its number, this computer, since when it runs."""
    import socket

    with suppress(OSError, ValueError, IndexError, StopIteration):
        name, _, rest = Path(f"/proc/{number}/stat").read_text("utf-8", "replace").partition("(")[2].rpartition(")")
        ticks = int(rest.split()[19])
        lines = Path("/proc/stat").read_text("ascii").splitlines()
        begun = next(int(line.split()[1]) for line in lines if line.startswith("btime"))
        since = datetime.fromtimestamp(begun + ticks / os.sysconf("SC_CLK_TCK")).strftime("%H:%M")
        return f"{name}, process {number} on {socket.gethostname()}, running since {since}"
    return ""
