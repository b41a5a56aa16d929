"""Catch what nobody foresaw, keep a report without any article's text, and show it to copy."""

import faulthandler
import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Qt, QTimer, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from annotator import __version__
from annotator.settings import data_folder
from annotator.ui.widgets import PlainLabel

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
    message = f": {error}" if issubclass(kind, HARMLESS) else ""
    lines = [
        f"Annotator {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        f"{kind.__name__}{message}",
        *(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)),
    ]
    return "\n".join(lines) + "\n"


def _show(text: str) -> None:
    """Show a report unless enough are shown already."""
    if len(CrashDialog.shown) < _MOST_SHOWN:
        CrashDialog(text).open()


def _keep(text: str) -> None:
    """Append the report to the file; a full disk must not hide the error itself."""
    try:
        with (reports_folder() / "errors.log").open("a", encoding="utf-8") as stream:
            stream.write(text + "\n")
    except OSError as error:
        sys.stderr.write(f"The report could not be kept: {error.strerror}\n")


class CrashDialog(QDialog):
    """Says that something went wrong, that saved work is safe, and gives the report to copy."""

    shown: list["CrashDialog"] = []

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown.append(self)
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.resize(640, 380)
        self._build()
        self.finished.connect(self._forget)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        message = PlainLabel(
            self.tr(
                "An error in the program interrupted what you just did. Everything shown as saved is safe. "
                "The report below holds no text of your articles; please send it with a word on what you did."
            )
        )
        message.setWordWrap(True)
        column.addWidget(message)
        shown = QPlainTextEdit(self._text)
        shown.setReadOnly(True)
        shown.setAccessibleName(self.tr("Report"))
        column.addWidget(shown, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = QPushButton(self.tr("Copy report"))
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def _forget(self) -> None:
        self.shown.remove(self)


DRIFT_LIMIT = 50
"""From this drift over 100 calls on, the binding loses references."""


def drift_of_none(probe: QObject | None = None) -> int:
    """Return by how much 100 calls that return nothing lower the count of references to None."""
    target = probe or QObject()
    before = sys.getrefcount(None)
    for _ in range(100):
        target.setObjectName("probe")
    return before - sys.getrefcount(None)
