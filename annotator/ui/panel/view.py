"""The panel beside the text: what can be tagged, what is tagged, and the fields of what is selected."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QTabBar, QVBoxLayout, QWidget

from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet
from annotator.project import Project
from annotator.ui import theme
from annotator.ui.panel.attempt import Attempts
from annotator.ui.panel.contents import ArticleContents
from annotator.ui.panel.listing import ARTICLE_NOTE, UNLINKED, Listing, without_article
from annotator.ui.panel.painting import RowDelegate
from annotator.ui.panel.palette import LabelPalette
from annotator.ui.panel.rows import ClaimRow, EntityRow, NoteRow, Row, RowsModel

if TYPE_CHECKING:
    from annotator.ui.panel.inspector import Inspector, InspectorArea

WIDTH = 348
_GAP = 8
_LEAST_LIST = 28
_ENTITIES, _CLAIMS, _NOTES = range(3)


class PanelView(QWidget):
    """Palette, lists and inspector of one article; follows the project's change sets."""

    label_chosen = Signal(str)
    annotation_chosen = Signal(str)
    claim_requested = Signal()
    refused = Signal(str)
    """Why a change asked for here was not made, in words."""
    returned = Signal()
    """A field is done with: the text may have the focus back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._contents: ArticleContents | None = None
        self._listing: Listing | None = None
        self._inspector: Inspector | None = None
        self._area: InspectorArea | None = None
        self._current: str | None = None
        self._attempts = Attempts(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setProperty("place", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.palette_view = LabelPalette(self)
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(self.tr("What the panel lists"))
        for _ in (_ENTITIES, _CLAIMS, _NOTES):
            self.tabs.addTab("")
        rule = QFrame(self)
        rule.setProperty("place", "rule")
        rule.setFixedHeight(1)
        self.list = self._made_list()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(0)
        column.addWidget(self.palette_view)
        column.addSpacing(10)
        for part in (self.tabs, rule):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self.list, 1)
        self._foot = QWidget(self)
        self._foot_column = QVBoxLayout(self._foot)
        self._foot_column.setContentsMargins(0, _GAP, 0, 0)
        self._foot.hide()
        column.addWidget(self._foot)
        self._name_tabs()

    def _made_list(self) -> QListView:
        made = QListView(self)
        self.rows = RowsModel(made)
        made.setModel(self.rows)
        self._delegate = RowDelegate(made)
        made.setItemDelegate(self._delegate)
        made.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setMouseTracking(True)
        made.setMinimumHeight(_LEAST_LIST)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAccessibleName(self.tr("Entities, claims and notes of the article"))
        return made

    def _connect(self) -> None:
        self.palette_view.label_chosen.connect(self.label_chosen)
        self.palette_view.claim_requested.connect(self.claim_requested)
        self.tabs.currentChanged.connect(self._refresh_rows)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._activate)
        self._attempts.refused.connect(self.refused)
        theme.notifier().changed.connect(self._dress)

    def show(
        self,
        project: Project | None = None,
        article_uid: str = "",
        annotations: Sequence[Annotation] | None = None,
    ) -> None:
        """Show an article of the project, with its annotations if they are read; without one, show the widget."""
        if project is None:
            super().show()
            return
        self._leave_article()
        if project is not self._project:
            self._take_project(project)
        self._contents = ArticleContents(project, article_uid, annotations)
        self._listing = Listing(self._contents, self)
        self.palette_view.show_labels(self._contents.labels)
        self._refresh_rows()
        self.list.scrollToTop()

    def show_project(self, project: Project) -> None:
        """Show the labels of a project of which no article is open yet."""
        self.clear()
        if project is not self._project:
            self._take_project(project)
        self.palette_view.show_labels(project.labels())

    def prepare(self) -> None:
        """Make the fields of the inspector before they are first needed, while nothing else is to be done."""
        self.inspector()

    def clear(self) -> None:
        """Show no article."""
        self._leave_article()
        self._contents = self._listing = None
        self._refresh_rows()

    def apply(self, change_set: ChangeSet) -> None:
        """Follow a change set, touching only what it names."""
        contents = self._contents
        if contents is None and self._project is not None and change_set.of_kind("label"):
            self.palette_view.show_labels(self._project.labels())
        if contents is None or self._project is None or not contents.concerns(change_set):
            return
        before = contents.article
        touched = contents.apply(change_set)
        if contents.article.version != before.version:
            self.show(self._project, before.uid)
            return
        if change_set.of_kind("label"):
            self.palette_view.show_labels(contents.labels)
        if self._listing is not None:
            self._listing.refresh(touched)
        self._refresh_rows()
        if self._current in touched.annotations or touched.kinds - {"annotation"}:
            self._show_current()

    def behind(self) -> ChangeSet:
        """Return what another program has changed of what is shown."""
        return self._contents.behind() if self._contents is not None else ChangeSet("", ())

    def set_current(self, uid: str | None) -> None:
        """Show the annotation that is current in the text, or none."""
        if uid != self._current:
            self._current = uid
            self._show_current()
            self._scroll_to_current()

    def current(self) -> str | None:
        """Return the uid of the annotation that is shown in the inspector."""
        return self._current

    def inspector(self) -> "Inspector | None":
        """Return the inspector, made when it is first asked for; None before a project is shown."""
        if self._inspector is None and self._project is not None:
            self._make_inspector(self._project)
        return self._inspector

    def show_above_lists(self, widget: QWidget) -> None:
        """Give a widget its place between the labels and the lists."""
        self._column.insertWidget(1, widget)

    def write_note(self) -> None:
        """Put the caret into the note of the current annotation."""
        if self._inspector is not None and self._inspector.annotation() is not None:
            self._inspector.write_note()

    def commit(self) -> None:
        """Keep what is being written in the inspector."""
        if self._inspector is not None:
            self._inspector.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the inspector its share of the height."""
        super().resizeEvent(event)
        self._fit()

    def _take_project(self, project: Project) -> None:
        self._project = project
        if self._area is not None:
            self._area.deleteLater()
        self._inspector = self._area = None

    def _make_inspector(self, project: Project) -> None:
        """Make the fields of the current annotation: the first page needs none of them."""
        from annotator.ui.panel.inspector import Inspector, InspectorArea

        self._inspector = Inspector(project, self._attempts)
        self._inspector.left.connect(self.returned)
        self._area = InspectorArea(self._inspector, self._foot)
        self._foot_column.addWidget(self._area)

    def _leave_article(self) -> None:
        self._current = None
        if self._inspector is not None and self._area is not None:
            self._inspector.clear()
            self._foot.hide()
        if self._listing is not None:
            self._listing.deleteLater()

    def _refresh_rows(self) -> None:
        rows = self._rows_of_tab()
        self.list.setUniformItemSizes(all(isinstance(row, EntityRow) for row in rows))
        self.rows.set_rows(rows)
        self._name_tabs()
        self._mark_row()

    def _rows_of_tab(self) -> Sequence[Row]:
        listing, tab = self._listing, self.tabs.currentIndex()
        if listing is None:
            return without_article(tab)
        return (listing.entities_tab, listing.claims_tab, listing.notes_tab)[tab]()

    def _name_tabs(self) -> None:
        counts = self._listing.counts() if self._listing else (0, 0, 0)
        names = (self.tr("Entities"), self.tr("Claims"), self.tr("Notes"))
        for number, (name, count) in enumerate(zip(names, counts, strict=True)):
            self.tabs.setTabText(number, f"{name} {count}" if count else name)

    def _show_current(self) -> None:
        annotation = self._contents.annotation(self._current) if self._contents else None
        inspector = self._inspector if annotation is None else self.inspector()
        if inspector is None or self._contents is None:
            return
        if annotation is None:
            inspector.clear()
            self._foot.hide()
        else:
            inspector.show_annotation(annotation, self._contents)
            self._foot.show()
            self._fit()
            self._settle()
        self._mark_row()

    def _settle(self) -> None:
        """Give the list its new height before anything is scrolled into it."""
        layout = self.layout()
        if layout is not None:
            layout.activate()

    def _fit(self) -> None:
        if self._area is not None and not self._foot.isHidden():
            self._foot.setFixedHeight(self._area.needed(self.height() * 3 // 5) + _GAP)

    def _mark_row(self) -> None:
        annotation = self._contents.annotation(self._current) if self._contents else None
        selection = self.list.selectionModel()
        selection.clearSelection()
        if annotation is None:
            return
        places = [self.rows.place_of(key) for key in _keys_of(annotation)]
        for place in (one for one in places if one.isValid()):
            selection.select(place, QItemSelectionModel.SelectionFlag.Select)

    def _scroll_to_current(self) -> None:
        for place in self.list.selectionModel().selectedIndexes():
            self.list.scrollTo(place)

    def _activate(self, index: QModelIndex) -> None:
        if self.list.hasFocus():
            self._choose(index)

    def _choose(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self.rows.row(index.row())
        if isinstance(row, ClaimRow) or (isinstance(row, NoteRow) and row.key != ARTICLE_NOTE):
            self.annotation_chosen.emit(row.key)
        elif isinstance(row, EntityRow):
            self._choose_mention("" if row.key == UNLINKED else row.key)

    def _choose_mention(self, entity_uid: str) -> None:
        if self._contents is None:
            return
        said = [one for one in self._contents.claims() if entity_uid and self._is_by(one, entity_uid)]
        uids = [one.uid for one in self._contents.mentions(entity_uid) or said]
        if uids:
            at = uids.index(self._current) if self._current in uids else -1
            self.annotation_chosen.emit(uids[(at + 1) % len(uids)])

    def _is_by(self, annotation: Annotation, entity_uid: str) -> bool:
        claimant = self._contents.claimant_of(annotation) if self._contents else None
        return claimant is not None and claimant.uid == entity_uid

    def _dress(self) -> None:
        self._delegate.forget()
        self.list.doItemsLayout()
        self.update()


def _keys_of(annotation: Annotation) -> list[str]:
    """Return the keys of the rows that stand for an annotation."""
    if annotation.mention is None:
        return [annotation.uid]
    return [annotation.mention.entity or UNLINKED, annotation.uid]
