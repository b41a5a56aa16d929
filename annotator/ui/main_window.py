"""The window: places its parts, tells them of each other, and follows the project."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.model.filter import Filter
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui import dropping, tasks, theme
from annotator.ui.actions import Actions
from annotator.ui.header import HeaderBar
from annotator.ui.key_positions import KeyPositions
from annotator.ui.menus import Menus
from annotator.ui.panel.tied import Tie
from annotator.ui.reading_place import ReadingPlace
from annotator.ui.saving import Saving
from annotator.ui.session import Session
from annotator.ui.stage import Stage
from annotator.ui.status_line import StatusLine
from annotator.ui.status_text import StatusText
from annotator.ui.strips import Banner
from annotator.ui.verbs import Verbs
from annotator.ui.widgets import HintStrip
from annotator.ui.window_state import WindowState

if TYPE_CHECKING:
    from annotator.ui.finding import Found
    from annotator.ui.help_window import HelpWindow
    from annotator.ui.insights import InsightsPage
    from annotator.ui.reader.find_bar import FindBar
    from annotator.ui.review.view import ReviewView

REST_MS = 1500
"""How long after an article is opened the composer's words are read, before it is first asked for."""


class MainWindow(QMainWindow, Verbs):
    """Shows one project at a time."""

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.state = WindowState()
        self._help: HelpWindow | None = None
        self.commands = Actions(self, self.verbs_named)
        self._build()
        self._connect()
        self.session.begin(project)

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1440, 900)
        self.setMinimumSize(820, 480)
        self.header = HeaderBar(self.commands)
        self.banner = Banner()
        self.reading = ReadingPlace(self.commands, self.settings, self.state)
        self.library, self.reader, self.panel = self.reading.library, self.reading.reader, self.reading.panel
        self.strip, self.paste_strip = self.reading.strip, self.reading.paste_strip
        self.stage = Stage(self.reading)
        self.foot = HintStrip()
        self.foot.hide()
        self.status = StatusLine()
        self._status_text = StatusText(self)
        self.saving = Saving(self)
        self.session = Session(self)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.banner, self.stage, self.foot, self.status):
            column.addWidget(part, 1 if part is self.stage else 0)
        self.setCentralWidget(whole)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._build_menus()

    def _build_menus(self) -> None:
        self._menus = Menus(self.commands, self)
        self.commands.place("window", self)
        self.commands.place("reader", self.reader)
        self.commands.place("library", self.library)
        if sys.platform == "darwin":
            for menu in self._menus.all():
                self.menuBar().addMenu(menu)
        self.header.set_menu(self._menus.whole())
        self.commands["leave"].setEnabled(False)
        self._key_positions = KeyPositions(self.reader, self.reader.actions)

    def _connect(self) -> None:
        self.commands.refused.connect(self.refuse)
        self.commands.performed.connect(self.session.catch_up)
        self.commands.label_chosen.connect(self.give_label)
        self.commands.only_label_chosen.connect(lambda uid: self.perform(lambda: self.tagging.label(uid, only=True)))
        self.header.place_chosen.connect(self.show_place)
        self.header.search.chosen.connect(lambda found: self.perform(lambda: self.places.go_to(found)))
        self.header.search.left.connect(lambda: self.places.leave_search())
        self.header.search.set_finder(self._find)
        self._connect_reading()
        self.stage.open_in_text.connect(self.open_annotation)
        self.stage.export_requested.connect(lambda wanted: self.perform(lambda: self.files.export_of(wanted)))
        self.stage.filter_chosen.connect(lambda wanted: self.places.review_of(wanted))
        self.stage.refused.connect(self.refuse_in_words)
        self.status.cancel_asked.connect(lambda: self.files.cancel())
        theme.notifier().changed.connect(self.header.dress)
        self.viewing.show_checks()

    def _connect_reading(self) -> None:
        reading = self.reading
        reading.library.article_chosen.connect(self.open_article)
        reading.library.renamed.connect(
            lambda uid, title: self.perform(lambda: self.library_verbs.rename_to(uid, title))
        )
        reading.library.menu_asked.connect(self._show_article_menu)
        reading.panel.label_chosen.connect(self.give_label)
        reading.panel.claim_requested.connect(self.commands["claim"].trigger)
        reading.panel.refused.connect(self.refuse_in_words)
        reading.paste_strip.pasted.connect(lambda title, text: self.perform(lambda: self.files.add_pasted(title, text)))
        reading.moved.connect(self._status_text.show_soon)
        Tie(reading.reader, reading.panel)
        self._rest.timeout.connect(lambda: self.claiming.prepare())
        reading.tag_requested.connect(lambda spans, label: self.perform(lambda: self.tagging.tag_found(spans, label)))
        reading.reader.activated.connect(lambda uid: self.perform(lambda: self.palette_verbs.open_for(uid)))
        reading.reader.zoom_requested.connect(
            lambda steps: self.viewing.zoom_in() if steps > 0 else self.viewing.zoom_out()
        )
        reading.reader.ends_moved.connect(
            lambda uid, role, spans: self.perform(lambda: self.tagging.move_ends(uid, role, spans))
        )

    @property
    def project(self) -> Project:
        """The project that is open."""
        return self.session.project

    @property
    def find_strip(self) -> "FindBar":
        """The row that finds words in the article, made when it is first asked for."""
        return self.reading.find_strip

    @property
    def review(self) -> "ReviewView":
        """The place Review, made when it is first asked for."""
        return self.stage.review

    @property
    def insights(self) -> "InsightsPage":
        """The place Insights, made when it is first asked for."""
        return self.stage.insights

    def open_article(self, uid: str) -> None:
        """Show an article in Read; an empty uid shows none."""
        self.show_place("read")
        self.reading.open_article(uid)
        if uid:
            self._rest.start()
        self.state.put(f"article {self.project.project_id}", uid)
        self.stage.set_article(uid)

    def open_annotation(self, uid: str) -> None:
        """Show an annotation in its article."""
        annotation = self.project.annotation(uid)
        if annotation is not None:
            self.open_article(annotation.article)
            self.show_current(uid)
            self.reader.setFocus()

    def show_current(self, uid: str) -> None:
        """Make an annotation of the open article current and bring it into view."""
        self.reading.show_annotation(uid)

    def show_place(self, name: str) -> None:
        """Show Read, Review or Insights."""
        if name == self.stage.place():
            self.header.show_place(name)
            return
        self.panel.commit()
        self.stage.show_place(name)
        self.header.show_place(name)
        self.foot.hide()
        if name == "read":
            self.reading.take_focus()
        else:
            self.places.leave_search()
        self._status_text.show()

    def place(self) -> str:
        """Return the name of the place that is shown."""
        return self.stage.place()

    def give_label(self, uid: str) -> None:
        """Tag with a label what is at hand."""
        self.perform(lambda: self.tagging.label(uid))

    def perform(self, verb: Callable[[], object]) -> None:
        """Do a verb, telling what it refuses."""
        self.commands.perform(verb)

    def say(self, text: str, *, tone: str = "text", button: str = "", verb: Callable[[], object] | None = None) -> None:
        """Say in one line what happened, where it can be seen."""
        strip = self.strip if self.place() == "read" else self.foot
        strip.say(text, tone=tone, button=button, verb=verb)

    def say_with_undo(self, text: str) -> None:
        """Say what was done, with a button that takes it back."""
        self.say(text, button=self.tr("Undo"), verb=self.commands["undo"].trigger)

    def refuse(self, error: AnnotatorError) -> None:
        """Say why something was not done."""
        self.refuse_in_words(str(error))

    def refuse_in_words(self, reason: str) -> None:
        """Say why something was not done."""
        self.say(reason, tone="error")
        self.saving.look()

    def show_place_in_text(self) -> None:
        """Say anew where one is in the text and how large it is."""
        self._status_text.show()

    def show_help(self) -> None:
        """Open the help, or raise it."""
        from annotator.ui.help_window import HelpWindow

        if self._help is None:
            self._help = HelpWindow()
        self._help.show_page("keys")
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()

    def show_export(self, wanted: Filter | None) -> None:
        """Open the export dialog for what a filter means, or for the whole project."""
        from annotator.ui.dialogs.export import ExportDialog

        self.panel.commit()
        article = self.reader.article
        dialog = ExportDialog(self.project, article=article.uid if article else "", wanted=wanted, parent=self)
        dialog.exported.connect(self._say_exported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _say_exported(self, count: int, path: str) -> None:
        written = (
            self.tr("1 annotation was written to {1}") if count == 1 else self.tr("{0} annotations were written to {1}")
        )
        self.say(written.format(count, path))

    def raise_window(self) -> None:
        """Bring the window to the front."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def changeEvent(self, event: QEvent) -> None:
        """Look for other programs' changes when the window gets the focus."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.session.look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if dropping.paths_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped, or open it if it is a project."""
        paths = dropping.paths_of(event.mimeData())
        event.acceptProposedAction()
        if len(paths) == 1:
            self.perform(lambda: self.files.open_path(paths[0]))
        elif paths:
            self.perform(lambda: self.files.import_paths(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything, then close the project."""
        if not self.saving.may_leave():
            event.ignore()
            return
        tasks.stop_all()
        self.header.search.end()
        self.session.end()
        if self._help is not None:
            self._help.close()
        super().closeEvent(event)

    def _find(self, text: str) -> list["Found"]:
        from annotator.ui import finding

        actions = self.commands.all() + (self.review.commands() if self.place() == "review" else [])
        return finding.find(self.project, actions, text)

    def _show_article_menu(self, uid: str, place: QPoint) -> None:
        self.library.set_current(uid)
        self.open_article(uid)
        self._menus.article.popup(place)
