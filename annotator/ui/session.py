"""The project that the window shows: taken, followed, and let go of."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer

from annotator.errors import AnnotatorError
from annotator.model.changes import ChangeSet
from annotator.project import Project
from annotator.ui.bridge import ProjectSignals

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_LOOK_MS = 1000
"""How often the window looks whether another program wrote to the project."""


class Session(QObject):
    """Keeps the window and its project together."""

    project: Project
    signals: ProjectSignals

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def begin(self, project: Project) -> None:
        """Show the first project, with no article yet, and begin to look for changes by other programs."""
        self._restore()
        self._take(project)
        self._timer.start(_LOOK_MS)

    def change_to(self, project: Project) -> None:
        """Show another project in place of the one that is open, which is closed."""
        if not self._window.saving.may_leave():
            project.close()
            return
        self._let_go()
        self._take(project)
        self.open_last()

    def end(self) -> None:
        """Keep the state of the window and close the project."""
        self._timer.stop()
        self._keep_state()
        self._let_go()

    def look(self) -> None:
        """Save what is pending, and notice what other programs wrote; nothing once the project was let go."""
        if not self._timer.isActive():
            return
        self._window.saving.retry_quietly()
        self.signals.refresh()

    def catch_up(self) -> None:
        """Bring up to date what depends on the history and on what is saved."""
        for name, title in (("undo", self.project.undo_title), ("redo", self.project.redo_title)):
            self._window.commands.set_title(name, title)
        self._window.saving.look()
        self._window.show_place_in_text()

    def _take(self, project: Project) -> None:
        window = self._window
        self.project = project
        self.signals = ProjectSignals(project, self)
        self.signals.changed.connect(self._apply)
        self.signals.replaced.connect(self._reload)
        window.commands.show_labels(project.labels())
        window.commands.set_editable(not project.is_read_only)
        window.stage.show_project(project)
        window.header.show_title(project.title, self.tr("local project"), path=str(project.path))
        window.setWindowTitle(self.tr("{0} - Annotator").format(project.title))
        reason = self.tr("Open for reading only: {0}. Nothing can be changed.").format(project.read_only_reason)
        window.banner.say(reason if project.is_read_only else "")
        window.show_place("read")
        self.catch_up()

    def _let_go(self) -> None:
        """Keep what is written, then close the project."""
        self._window.sweeping.stop()
        self._window.reading.close_article()
        self.signals.stop()
        self.signals.deleteLater()
        self.project.close()

    def open_last(self) -> None:
        """Open the article of the last time, else the first; the panes have their widths by now."""
        listed = [article.uid for article in self.project.articles()]
        last = self._window.state.text(f"article {self.project.project_id}")
        if listed:
            self._window.open_article(last if last in listed else listed[0])
        self._window.reading.take_focus()

    def _apply(self, change_set: ChangeSet) -> None:
        if change_set.of_kind("label"):
            self._window.commands.show_labels(self.project.labels())
        self._window.stage.apply(change_set)
        self.catch_up()

    def _reload(self) -> None:
        self._window.commands.show_labels(self.project.labels())
        self._window.stage.reload()
        self.catch_up()

    def _restore(self) -> None:
        state = self._window.state
        if geometry := state.raw("geometry"):
            self._window.restoreGeometry(QByteArray(geometry))

    def restore_panes(self) -> None:
        """Give the panes their widths again, once the window has its own."""
        if sizes := self._window.state.numbers("panes"):
            self._window.reading.setSizes(sizes)

    def _keep_state(self) -> None:
        state = self._window.state
        state.put_raw("geometry", bytes(self._window.saveGeometry().data()))
        state.put("panes", self._window.reading.sizes())
        state.put("project", str(self.project.path))
        self._window.reading.keep_place()
        try:
            state.save()
        except AnnotatorError as error:
            sys.stderr.write(f"{error}\n")
