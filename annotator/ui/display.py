"""Tell whether there is a display to open a window on, as Qt ends the process when there is none."""

import os
import re
import sys
from pathlib import Path

_OWN_DISPLAY = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
"""Platforms of Qt that need no display server."""
_LOCAL = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_PATIENCE = 2.0


def is_there() -> bool:
    """Tell whether a window can be opened; only Linux and its kin can be without a display."""
    if sys.platform in ("darwin", "win32"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in _OWN_DISPLAY:
        return True
    return _wayland_answers() or _x_answers(os.environ.get("DISPLAY", ""))


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and _answers(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/run")) / name))


def _x_answers(display: str) -> bool:
    """Tell whether the X server answers; one on another computer is believed to."""
    local = _LOCAL.fullmatch(display)
    if local is None:
        return bool(display)
    path = f"/tmp/.X11-unix/X{local[1]}"
    return _answers(path) or _answers(f"\0{path}")


def _answers(address: str) -> bool:
    """Tell whether someone listens at the address of a local socket."""
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(_PATIENCE)
        return probe.connect_ex(address) == 0
