"""Start the window: the application, one instance for each person, the project to begin with."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from annotator import settings
from annotator.errors import AnnotatorError, ProjectError
from annotator.project import Project, is_project
from annotator.settings import Person, Settings
from annotator.ui import crash, display, icons, theme
from annotator.ui.main_window import MainWindow
from annotator.ui.reader import accessible

BUSY_SECONDS = 0.05
"""How long a gesture waits for another program's write before it is shown as not saved."""


def run(argv: Sequence[str]) -> int:
    """Open the window for the words of the command line and stay until it is closed; return the exit code."""
    if problem := obstacle():
        sys.stderr.write(f"{problem}\n")
        return 1
    app = application()
    named = str(Path(argv[0]).absolute()) if argv else ""
    from annotator.ui.single import Doorbell, hand_over

    if hand_over(named):
        return 0
    left = crash.install()
    try:
        window = open_named(Path(named) if named else None)
    except AnnotatorError as error:
        _tell(str(error))
        return 1
    bell = Doorbell(app)
    bell.rung.connect(lambda path: _answer(window, path))
    bell.wait()
    gc.freeze()
    gc.enable()
    if left:
        window.say(window.tr("The program ended unexpectedly last time. Everything shown as saved is here."))
    code = app.exec()
    bell.stop()
    crash.uninstall()
    return code


def obstacle() -> str:
    """Return why the window can't be opened here, in a sentence that names the way out; nothing when it can."""
    if not display.is_there():
        return (
            "Annotator: there is no display to open the window on. "
            "The command line needs none: `annotator --help` tells its commands."
        )
    if crash.drift_of_none() >= crash.DRIFT_LIMIT:
        return (
            "Annotator: this version of PySide6 loses references on this Python and would crash within minutes. "
            'Install another with: pip install "PySide6-Essentials<6.12"'
        )
    return ""


def application() -> QApplication:
    """Return the one application object, made and dressed if there was none."""
    app = cast(QApplication | None, QApplication.instance())
    if app is None:
        QGuiApplication.setApplicationName("Annotator")
        QGuiApplication.setDesktopFileName("annotator")
        app = QApplication(sys.argv[:1])
        app.setWindowIcon(icons.application_icon())
        theme.follow_system(app)
        accessible.install()
    return app


def open_window(path: Path) -> MainWindow:
    """Open a project and return its window, shown; a path without a file is made a project if its folder exists."""
    app = application()
    chosen, person = settings.load(), settings.person()
    project = _project(path, person)
    theme.apply(app, chosen.theme)
    window = MainWindow(project, chosen)
    window.show()
    window.session.restore_panes()
    window.session.open_last()
    _tell_notices(window, chosen)
    return window


def open_named(path: Path | None) -> MainWindow:
    """Open the window for what was typed: nothing, a project, or an article to import into the last project."""
    if path is None:
        return _open_last()
    if is_project(path) or not path.exists():
        return open_window(path)
    window = _open_last()
    window.perform(lambda: window.files.open_path(path))
    return window


def _open_last() -> MainWindow:
    """Open the project of the last time, else the sample; a remembered path is never created."""
    last = settings.state().get("project", "")
    if isinstance(last, str) and last:
        if Path(last).is_file():
            return open_window(Path(last))
        window = _open_sample()
        window.refuse_in_words(window.tr("The last project is no longer at {0}. This is the sample.").format(last))
        return window
    return _open_sample()


def _open_sample() -> MainWindow:
    """Open the sample project, made if there is none."""
    path = settings.default_project()
    if not path.exists():
        from annotator.transfer.samples import make_sample

        make_sample(path, settings.person())
    return open_window(path)


def _project(path: Path, person: Person) -> Project:
    """Open a project, or make an empty one at a path typed now whose folder exists."""
    if path.exists():
        return Project.open(path, person, busy_seconds=BUSY_SECONDS)
    if not path.parent.is_dir():
        raise ProjectError(f"There is no folder {path.parent}. Make it first, or name a project in one that exists.")
    if path.suffix != ".db":
        raise ProjectError(f"There is no file {path}. A new project needs a name that ends in .db.")
    Project.create(path, person, path.name.split(".")[0]).close()
    return Project.open(path, person, busy_seconds=BUSY_SECONDS)


def _answer(window: MainWindow, path: str) -> None:
    """Raise the window for a later start of the program, and open the file it names."""
    window.raise_window()
    if path:
        window.perform(lambda: window.files.open_path(Path(path)))


def _tell_notices(window: MainWindow, chosen: Settings) -> None:
    if chosen.notices:
        QTimer.singleShot(0, lambda: window.refuse_in_words(" ".join(chosen.notices)))


def _tell(text: str) -> None:
    """Say before there is a window why there is none, on the terminal too."""
    from PySide6.QtWidgets import QMessageBox

    sys.stderr.write(f"{text}\n")
    box = QMessageBox()
    box.setTextFormat(box.textFormat().PlainText)
    box.setWindowTitle("Annotator")
    box.setText(text)
    box.exec()
