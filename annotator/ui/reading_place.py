"""The place Read: articles at the left, the text in the middle, the panel at the right."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet
from annotator.model.label import LabelSet
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.actions import Actions
from annotator.ui.articles.library import Library
from annotator.ui.empty_page import EmptyPage
from annotator.ui.hinting import hints
from annotator.ui.panel.view import PanelView
from annotator.ui.reader.style import ReadingStyle
from annotator.ui.reader.view import ReaderView
from annotator.ui.reader.voice import sentence_of, voice
from annotator.ui.strips import PasteStrip
from annotator.ui.widgets import Hint, HintStrip
from annotator.ui.window_state import WindowState

if TYPE_CHECKING:
    from annotator.ui.reader.find_bar import FindBar
    from annotator.ui.reader.plain import PlainReader

LIBRARY_WIDTH = 263
PANEL_WIDTH = 347
LIBRARY_LEAST = 180
PANEL_LEAST = 260
TEXT_LEAST = 420
_COLUMN_WIDTH = 828
IDLE_MS = 700
"""How long after an article is opened what may be needed soon is made."""


class ReadingPlace(QSplitter):
    """Shows one article of a project with all that belongs to it."""

    moved = Signal()
    """Another article, place or tag is at hand."""
    tag_requested = Signal(list, str)
    """Spans that were found and are to be tagged, and the uid of the label."""

    def __init__(self, actions: Actions, settings: Settings, state: WindowState) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._project: Project | None = None
        self._labels = LabelSet()
        self._state = state
        self._actions = actions
        self._plain: PlainReader | None = None
        self._is_crowded = False
        self.hint_sources: list[Callable[[], list[Hint] | None]] = []
        """Asked in turn what the keys do; the first that knows is believed."""
        self.is_plain = False
        """Whether the text is shown as a plain field."""
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._build(actions, settings)
        self._connect()

    def _build(self, actions: Actions, settings: Settings) -> None:
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.library = Library()
        self.reader = ReaderView()
        self.reader.set_style(ReadingStyle.of(settings))
        self.panel = PanelView()
        self.strip = HintStrip()
        self.paste_strip = PasteStrip()
        self.empty = EmptyPage(actions)
        self.library.setMinimumWidth(LIBRARY_LEAST)
        self.panel.setMinimumWidth(PANEL_LEAST)
        for widget, width in (
            (self.library, LIBRARY_WIDTH),
            (self._column(), _COLUMN_WIDTH),
            (self.panel, PANEL_WIDTH),
        ):
            self.addWidget(widget)
            widget.resize(width, widget.height())
        for place, stretch in enumerate((0, 1, 0)):
            self.setStretchFactor(place, stretch)
        self.setSizes([LIBRARY_WIDTH, _COLUMN_WIDTH, PANEL_WIDTH])

    def _column(self) -> QWidget:
        column = QFrame()
        column.setProperty("place", "page")
        column.setMinimumWidth(TEXT_LEAST)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.reader)
        rows = self._rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.paste_strip)
        rows.addWidget(self._pages, 1)
        rows.addWidget(self.strip)
        return column

    def _connect(self) -> None:
        reader = self.reader
        self._idle.timeout.connect(self.panel.prepare)
        reader.current_changed.connect(self._follow_current)
        reader.selection_changed.connect(self.show_hints)
        reader.caret_moved.connect(self.moved)
        self.panel.annotation_chosen.connect(self.show_annotation)
        for back in (self.panel.returned, self.paste_strip.closed):
            back.connect(self.take_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the list of articles where all three parts have no room, and show it again where they have."""
        has_room = event.size().width() >= LIBRARY_LEAST + TEXT_LEAST + PANEL_LEAST + 2 * self.handleWidth()
        if has_room and self._is_crowded and not self.panel.isHidden():
            self._is_crowded = False
            self.library.show()
        elif not has_room and not self.library.isHidden() and not self.panel.isHidden():
            self._is_crowded = True
            self.library.hide()
            self.refresh()
        super().resizeEvent(event)

    def set_plain(self, is_plain: bool) -> None:
        """Show the text as a plain field with the same keys, or as a page again."""
        if is_plain and self._plain is None:
            self._plain = self._made_plain()
        self.is_plain = is_plain
        self.reader.setFocusProxy(self._plain if is_plain else None)  # type: ignore[arg-type]
        self._show_text()
        self.take_focus()

    def follow_style(self) -> None:
        """Set the plain field in the type that the page has."""
        if self._plain is not None:
            self._plain.reload()

    def _made_plain(self) -> "PlainReader":
        from annotator.ui.reader.plain import PlainReader

        made = PlainReader(self.reader)
        self._pages.addWidget(made)
        self._actions.place("reader", made)
        return made

    def _show_text(self) -> None:
        """Show the page, or the field that stands for it."""
        if self.reader.article is None:
            return
        if self._plain is not None and self.is_plain:
            self._plain.reload()
            self._pages.setCurrentWidget(self._plain)
        else:
            self._pages.setCurrentWidget(self.reader)

    @cached_property
    def find_strip(self) -> "FindBar":
        """The row that finds words, made when it is first asked for."""
        from annotator.ui.reader.find_bar import FindBar

        bar = FindBar(self.reader)
        bar.tag_requested.connect(self.tag_requested)
        bar.closed.connect(self.take_focus)
        bar.is_read_only = self._project is not None and self._project.is_read_only
        bar.show_labels(self._labels)
        self._rows.insertWidget(self._rows.indexOf(self._pages), bar)
        return bar

    def _made_find_strip(self) -> "FindBar | None":
        return self.__dict__.get("find_strip")

    def take_focus(self) -> None:
        """Give the keys to the text, or to the list while no article is open."""
        (self.reader if self.reader.article is not None else self.library.list).setFocus()

    def show_project(self, project: Project) -> None:
        """Take a project, with no article open yet."""
        self.close_article()
        self._project = project
        self._labels = project.labels()
        self._tell_find_strip()
        self.library.show_project(project)
        self.panel.show_project(project)
        self._show_empty()

    def open_article(self, uid: str) -> None:
        """Show an article at the place where it was left; an empty uid shows none."""
        assert self._project is not None
        if self.reader.article is not None and self.reader.article.uid == uid:
            self._show_text()
            return
        self.close_article()
        if uid:
            self._open(self._project, uid)
            self.reader.set_place(self._state.reading_place(uid))
        self.library.set_current(uid)
        self._show_empty()
        if (bar := self._made_find_strip()) is not None:
            bar.search_again()
        self.show_hints()
        self.moved.emit()

    def _open(self, project: Project, uid: str) -> None:
        article = project.article(uid)
        annotations = project.annotations(uid)
        version = project.version(uid)
        self.reader.open(article, version, annotations=annotations, labels=self._labels, parts=version.structure)
        self.reader.set_claim_numbers(claim_numbers(annotations))
        self.panel.show(project, uid, annotations)
        self._show_text()
        self._idle.start()

    def _tell_find_strip(self) -> None:
        bar = self._made_find_strip()
        if bar is not None and self._project is not None:
            bar.is_read_only = self._project.is_read_only
            bar.show_labels(self._labels)

    def close_article(self) -> None:
        """Show no article; what is being written in the panel is kept."""
        self.panel.commit()
        self.keep_place()
        self.reader.clear()
        self.panel.clear()

    def keep_place(self) -> None:
        """Remember the place at which the open article is read."""
        if self.reader.article is not None:
            self._state.put_reading_place(self.reader.article.uid, self.reader.place())

    def apply(self, change_set: ChangeSet) -> None:
        """Follow a change set."""
        self.library.apply(change_set)
        self.reader.apply(change_set)
        voice().say(self.reader, sentence_of(change_set))
        if self._plain is not None and self.is_plain:
            self._plain.tint()
        self.panel.apply(change_set)
        if change_set.of_kind("label") and self._project is not None:
            self._labels = self._project.labels()
            self._tell_find_strip()
        open_article = self.reader.article
        if open_article is None:
            self._show_empty()
            return
        gone = [change.uid for change in change_set.of_kind("article") if change.after is None]
        if open_article.uid in gone:
            self.open_article("")
            return
        if any(getattr(change.value, "kind", "") == "claim" for change in change_set.of_kind("annotation")):
            self.reader.set_claim_numbers(claim_numbers(self.reader.annotations()))
        self.show_hints()

    def reload(self) -> None:
        """Show what another program wrote; caret, selection and what is being written stay."""
        assert self._project is not None
        self._labels = self._project.labels()
        self._tell_find_strip()
        article = self.reader.article
        listed = {one.uid: one for one in self._project.articles()}
        if article is None or article.uid not in listed:
            self.close_article()
        elif article.version != listed[article.uid].version:
            self._open(self._project, article.uid)
        else:
            self.apply(self.panel.behind())
        self.library.reload()
        self._show_empty()
        self.moved.emit()

    def show_annotation(self, uid: str) -> None:
        """Make an annotation of the open article current and bring it into view."""
        self.reader.reveal(uid)

    def current_annotation(self) -> Annotation | None:
        """Return the current annotation of the open article."""
        return self.reader.annotation(self.reader.current())

    def show_hints(self) -> None:
        """Say what the keys do right now."""
        project, reader = self._project, self.reader
        if project is None or reader.article is None:
            self.strip.hints.show_hints([])
            return
        told = (source() for source in self.hint_sources)
        found = next((one for one in told if one is not None), None) or hints(
            self._labels,
            has_selection=reader.selection() is not None,
            current=self.current_annotation(),
            is_read_only=project.is_read_only,
        )
        self.strip.hints.show_hints(found)

    def _follow_current(self, uid: str | None) -> None:
        self.panel.set_current(uid)
        self.show_hints()
        self.moved.emit()

    def _show_empty(self) -> None:
        assert self._project is not None
        if self.reader.article is not None:
            return
        self._pages.setCurrentWidget(self.empty)
        if self._project.articles():
            self.empty.say_choose()
        else:
            self.empty.say_empty(is_read_only=self._project.is_read_only)


def claim_numbers(annotations: list[Annotation]) -> dict[str, int]:
    """Return the numbers of claims in text order, by the annotation's uid."""
    claims = sorted((one for one in annotations if one.kind == "claim"), key=lambda one: (one.start, -one.end, one.uid))
    return {one.uid: number for number, one in enumerate(claims, start=1)}
