"""Projects and articles in, annotations out: what the File menu, pasting and dropping do."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from annotator import settings
from annotator.errors import AnnotatorError, UsageError
from annotator.model.filter import Filter
from annotator.project import Project, articles, is_project
from annotator.ui import import_words, tasks

if TYPE_CHECKING:
    from annotator.transfer.reports import ImportReport
    from annotator.ui.main_window import MainWindow

AT_ONCE = 20
"""Up to this many files are imported without a thread, so that they are there when the key is released."""
PROJECT_SUFFIX = ".annotator.db"
_MOST_AT_ONCE = 2_000_000


class Files(QObject):
    """Verbs that read and write files."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._task: tasks.Task | None = None

    def new_project(self) -> None:
        """Ask for a place and make an empty project there."""
        start = str(settings.documents_folder() / f"{self.tr('New project')}{PROJECT_SUFFIX}")
        settings.documents_folder().mkdir(parents=True, exist_ok=True)
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("New project"), start, self._kinds(), "", QFileDialog.Option.DontConfirmOverwrite
        )
        if name:
            self.make_project(Path(name))

    def make_project(self, path: Path) -> None:
        """Make an empty project and show it; an existing file is never replaced."""
        if not path.name.endswith(".db"):
            path = path.with_name(path.name + PROJECT_SUFFIX)
        made = Project.create(path, self._window.project.person, path.name.removesuffix(PROJECT_SUFFIX))
        self._window.session.change_to(made)

    def open_project(self) -> None:
        """Ask for a project and show it in this window."""
        start = str(self._window.project.path.parent)
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open project"), start, self._kinds())
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Show a project, or import an article or folder into the one that is open."""
        if not path.is_file() or not is_project(path):
            self.import_paths([path])
        elif path.resolve() != self._window.project.path.resolve():
            self._window.session.change_to(Project.open(path, self._window.project.person))

    def choose_imports(self) -> None:
        """Ask for files and import them."""
        self._refuse_read_only()
        start = self._window.state.text("import_folder") or str(settings.documents_folder().parent)
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Import articles"), start)
        if names:
            self._window.state.put("import_folder", str(Path(names[0]).parent))
            self.import_paths([Path(name) for name in names])

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders: few and small ones at once, more in a thread with its progress shown."""
        from annotator.transfer.importing import import_paths

        self._refuse_read_only()
        if _is_small(paths):
            self._tell_imported(import_paths(self._window.project, paths))
            return
        if self._task is not None:
            raise UsageError(self.tr("An import is under way. Wait for its end, or cancel it."))
        self._window.status.show_work(self.tr("Importing"))
        job = _ImportJob(self._window.project, paths)
        self._task = tasks.run(job, self._end_import, self._fail_import, progress=self._show_progress)

    def cancel(self) -> None:
        """Stop the work that is under way; what was imported so far stays."""
        if self._task is not None:
            self._task.cancel()
            self._end_task()
            self._window.strip.say(self.tr("Stopped. What was imported so far is kept."))

    def paste_article(self) -> None:
        """Ask above the text for the title of the text on the clipboard."""
        self._refuse_read_only()
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            raise UsageError(self.tr("There is no text on the clipboard."))
        title = text.strip().splitlines()[0].removeprefix("# ")[:120]
        self._window.show_place("read")
        self._window.paste_strip.ask(text, title)

    def add_pasted(self, title: str, text: str) -> None:
        """Make an article of a pasted text and open it."""
        from annotator.transfer.importing import draft_from_paste

        added = articles.add(self._window.project, [draft_from_paste(title, text)])
        for article in (*added.added, *added.existing):
            self._window.open_article(article.uid)
        if added.existing:
            self._window.strip.say(self.tr("This text is in the project already."))
        self._window.reader.setFocus()

    def export(self) -> None:
        """Open the export dialog."""
        self.export_of(None)

    def export_of(self, wanted: Filter | None) -> None:
        """Open the export dialog for what a filter means."""
        self._window.show_export(wanted)

    def print_article(self) -> None:
        """Ask for a printer and print the article on the screen."""
        from annotator.ui.printing import print_article

        self._window.tagging.version()
        print_article(self._window)

    def save_pdf(self) -> None:
        """Ask for a file and write the article on the screen to it as PDF."""
        from annotator.ui.printing import save_article

        self._window.tagging.version()
        save_article(self._window)

    def backup(self) -> None:
        """Copy the project into the folder of backups."""
        made = self._window.project.backup()
        self._window.strip.say(self.tr("A copy was saved as {0}").format(made))

    def quit(self) -> None:
        """Close the window, once the command that asks for it has ended."""
        QTimer.singleShot(0, self._window.close)

    def _kinds(self) -> str:
        return self.tr("Annotator projects (*.db);;All files (*)")

    def _refuse_read_only(self) -> None:
        if self._window.project.is_read_only:
            raise UsageError(self.tr("This project is open for reading only, so nothing can be added."))

    @Slot(object)
    def _end_import(self, report: "ImportReport") -> None:
        self._end_task()
        self._window.session.look()
        self._tell_imported(report)

    @Slot(object)
    def _fail_import(self, error: Exception) -> None:
        self._end_task()
        self._window.session.look()
        if isinstance(error, AnnotatorError):
            self._window.refuse(error)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self._window.status.show_work(self.tr("Importing {0} of {1}").format(done, total), done, total)

    def _end_task(self) -> None:
        self._task = None
        self._window.status.show_work("")

    def _tell_imported(self, report: "ImportReport") -> None:
        """Say what came of an import and open its first article if none is open."""
        tone = "error" if report.has_failed else "text"
        self._window.strip.say(import_words.sentence(report), tone=tone, details=import_words.problems(report))
        new = [*report.added, *report.existing]
        if new and (len(new) == 1 or self._window.reader.article is None):
            self._window.open_article(new[0].uid)


class _ImportJob:
    """An import on a connection of its own, for a thread."""

    def __init__(self, project: Project, paths: Sequence[Path]) -> None:
        self._path = project.path
        self._person = project.person
        self._paths = list(paths)

    def __call__(self, progress: tasks.Progress, cancelled: tasks.Cancelled) -> "ImportReport":
        from annotator.transfer.importing import import_paths

        project = Project.open(self._path, self._person, busy_seconds=30)
        try:
            return import_paths(
                project, self._paths, progress=lambda done, total, _name: progress(done, total), cancelled=cancelled
            )
        finally:
            project.close(with_backup=False)


def _is_small(paths: Sequence[Path]) -> bool:
    """Tell whether the files can be imported at once; a folder may hold any number."""
    if len(paths) > AT_ONCE or any(path.is_dir() for path in paths):
        return False
    return sum(path.stat().st_size for path in paths if path.is_file()) <= _MOST_AT_ONCE
