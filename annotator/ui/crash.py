"""Catch what nobody foresaw, keep a report without any article's text, and show it to copy."""

import faulthandler
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, QTimer, qVersion
from PySide6.QtWidgets import QApplication

from annotator import __version__
from annotator.settings import data_folder

HARMLESS = (AttributeError, ImportError, NameError, NotImplementedError, RecursionError, TypeError, ZeroDivisionError)
"""Errors whose message names code only, never text of an article."""
_MOST_SHOWN = 1
_open_files: list[IO[str]] = []


def reports_folder() -> Path:
    """Return the folder that crash reports are kept in."""
    return data_folder() / "crashes"


def install() -> str:
    """Watch for crashes from now on; return the report that a crash of the last run left, or nothing."""
    folder = reports_folder()
    folder.mkdir(parents=True, exist_ok=True)
    fault = folder / "fault.log"
    left = fault.read_text(encoding="utf-8", errors="replace") if fault.exists() else ""
    if left.strip():
        fault.replace(folder / "fault.last.log")
    stream = fault.open("w", encoding="utf-8")
    _open_files.append(stream)
    faulthandler.enable(stream)
    sys.excepthook = report
    return left


def uninstall() -> None:
    """Stop watching and close the fault file."""
    sys.excepthook = sys.__excepthook__
    faulthandler.disable()
    while _open_files:
        _open_files.pop().close()


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Keep a report of an error nobody caught and show it, once at a time."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    text = describe(kind, error, trace)
    _keep(text)
    sys.__excepthook__(kind, error, trace)
    if QApplication.instance() is not None:
        QTimer.singleShot(0, lambda: _show(text))


def describe(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return the report: versions, the error's kind and the places in the code, but no values."""
    import platform

    message = f": {error}" if issubclass(kind, HARMLESS) else ""
    lines = [
        f"Annotator {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        f"{kind.__name__}{message}",
        *(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)),
    ]
    return "\n".join(lines) + "\n"


def _show(text: str) -> None:
    """Show a report unless enough are shown already."""
    from annotator.ui.dialogs.crash import CrashDialog

    if len(CrashDialog.shown) < _MOST_SHOWN:
        CrashDialog(text).open()


def _keep(text: str) -> None:
    """Append the report to the file; a full disk must not hide the error itself."""
    try:
        with (reports_folder() / "errors.log").open("a", encoding="utf-8") as stream:
            stream.write(text + "\n")
    except OSError as error:
        sys.stderr.write(f"The report could not be kept: {error.strerror}\n")


DRIFT_LIMIT = 50
"""From this drift over 100 calls on, the binding loses references."""


def drift_of_none(probe: QObject | None = None) -> int:
    """Return by how much 100 calls that return nothing lower the count of references to None."""
    target = probe or QObject()
    before = sys.getrefcount(None)
    for _ in range(100):
        target.setObjectName("probe")
    return before - sys.getrefcount(None)
