"""The Review place: facets, the table of all annotations, the current one in detail, and what is done to many."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.model.changes import ChangeSet
from annotator.model.entity import Entity
from annotator.model.records import Filter
from annotator.project import Project
from annotator.ui.review import detail, facets
from annotator.ui.review.acting import ReviewActs
from annotator.ui.review.action_bar import ActionBar
from annotator.ui.review.detail import DetailPane
from annotator.ui.review.facets import FacetsPane
from annotator.ui.review.filter_bar import FilterBar
from annotator.ui.review.following import Effect, effect_of
from annotator.ui.review.table import ReviewTable
from annotator.ui.review.table_actions import TableActions
from annotator.ui.translation import N_, translated
from annotator.ui.widgets import EmptyHint

_MOST_NAMED = 10_000
_WIDE = 1280
"""From this width on facets and detail have all the room they need."""
_BY_LABEL = Filter(labels=("any",))
"""Stands for the questions that the detail keeps: which annotations of an article have a label."""


class ReviewView(QWidget):
    """Shows the annotations a filter means, and follows the project's change sets while it is seen."""

    open_in_text = Signal(str)
    """The uid of the annotation that is to be shown in its article."""
    export_requested = Signal(Filter)
    refused = Signal(str)
    """Why something was not done, in words."""
    selection_changed = Signal(int)
    """How many rows are selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._filter = Filter()
        self._reason = "other"
        self._is_stale = False
        self._acts = ReviewActs(self)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._build()
        self._connect()
        self._actions = TableActions(self.table, lambda name: getattr(self, name), self.relabel)

    def _build(self) -> None:
        self.facets = FacetsPane(self)
        self.filter_bar = FilterBar(self)
        self.table = ReviewTable(self)
        self.empty = EmptyHint("", self)
        self.bar = ActionBar(self._known_entities, self)
        self.detail = DetailPane(self)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.filter_bar)
        middle.addWidget(_rule(self, is_upright=False))
        middle.addWidget(self.table, 1)
        middle.addWidget(self.empty, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 14)
        foot.addWidget(self.bar)
        middle.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.facets)
        row.addWidget(_rule(self, is_upright=True))
        centre = QWidget(self)
        centre.setProperty("place", "page")
        centre.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        centre.setLayout(middle)
        row.addWidget(centre, 1)
        row.addWidget(_rule(self, is_upright=True))
        row.addWidget(self.detail)
        self.setProperty("place", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusProxy(self.table)
        self.bar.hide()
        self.empty.hide()

    def _connect(self) -> None:
        self.facets.filter_wanted.connect(self.focus_on)
        self.filter_bar.filter_wanted.connect(self.focus_on)
        self.table.current_changed.connect(self._show_detail)
        self.table.opened.connect(self.open_in_text)
        self.table.rows.checks_changed.connect(self._show_checks)
        self.table.rows.asked.connect(self._show_count)
        self.table.rows.answered.connect(self._show_count)
        self.table.rows.failed.connect(self.refused)
        self.detail.open_wanted.connect(self.open)
        self.detail.left.connect(self.table.setFocus)
        self.bar.left.connect(self.table.setFocus)
        self.bar.act_wanted.connect(lambda act: getattr(self, act)())
        self.bar.label_chosen.connect(self.relabel)
        self.bar.reason_chosen.connect(self._reject_for)
        self.bar.note_written.connect(lambda note: self._acts.note(self.table.chosen(), note))
        self.bar.entity.link_wanted.connect(lambda uid: self._acts.link(self.table.chosen(), uid))
        self.bar.entity.make_wanted.connect(lambda name: self._acts.link_new(self.table.chosen(), name))
        self.bar.export_wanted.connect(self.export)
        self._acts.refused.connect(self.refused)
        self.detail.refused.connect(self.refused)
        self._counting.timeout.connect(self._count)

    def show(self, project: Project | None = None) -> None:
        """Show the annotations of a project; without one, show the widget."""
        if project is None:
            super().show()
            return
        if project is self._project:
            self.reload()
            return
        self._project = project
        self._acts.show(project)
        self.detail.forget()
        self._filter = Filter()
        self.table.rows.forget_checks()
        self._show_labels(project)
        self._actions.set_editable(not project.is_read_only)
        self.focus_on(Filter(), is_first=True)

    def clear(self) -> None:
        """Let the project go, before it is closed; nothing is asked of it afterwards."""
        self._project = None
        self._is_stale = False
        self._counting.stop()
        self.facets.stop()
        self.detail.commit()
        self.table.rows.clear()

    def apply(self, change_set: ChangeSet) -> None:
        """Follow a change set; while the view isn't seen it only remembers that there was one."""
        if self._project is None:
            return
        if not self.isVisible():
            self._is_stale = True
            return
        self._follow(change_set)

    def set_article(self, uid: str) -> None:
        """Say which article is open in the text."""
        self.filter_bar.set_article(uid)

    def filter(self) -> Filter:
        """Return what the table is narrowed to."""
        return self._filter

    def commands(self) -> list[QAction]:
        """Return the actions of the table, for menus and the command search."""
        return self._actions.commands()

    def focus_on(self, wanted: Filter, *, is_first: bool = False) -> None:
        """Narrow the table to a filter; selected rows are let go, as they may be out of sight."""
        if self._project is None or (wanted == self._filter and not is_first):
            return
        self._filter = wanted
        self.table.rows.forget_checks()
        header = self.table.horizontalHeader()
        column = header.sortIndicatorSection()
        order = self.table.rows.order_of(column)
        descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.table.rows.show(self._project, wanted, order, descending=descending)
        self.table.go_to(max(self.table.currentIndex().row(), 0))
        self.filter_bar.set_filter(wanted)
        self._count()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the view was not seen."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give facets and detail their share of a narrow window, and no more than they need of a wide one."""
        super().resizeEvent(event)
        _share_out(event.size().width(), self.facets, self.detail)

    def reload(self) -> None:
        """Read everything anew, as after another program has written."""
        self._is_stale = False
        if self._project is None:
            return
        self._show_labels(self._project)
        self.detail.forget()
        self.table.rows.ask()
        self._count()
        self._show_detail(self.table.current_uid())

    def next(self) -> None:
        """Go to the row below."""
        self.table.step(1)

    def previous(self) -> None:
        """Go to the row above."""
        self.table.step(-1)

    def check(self) -> None:
        """Select the current row, or no longer."""
        self.table.toggle(self.table.currentIndex().row())

    def check_next(self) -> None:
        """Select the current row and go below."""
        if self.table.currentIndex().isValid():
            self.table.rows.set_checked([self.table.currentIndex().row()], checked=True)
        self.table.step(1)

    def check_all(self) -> None:
        """Select every row of the table."""
        self.table.rows.set_checked(range(self.table.rows.rowCount()), checked=True)

    def check_none(self) -> None:
        """Let the selected rows go."""
        self.table.rows.forget_checks()

    def open(self) -> None:
        """Ask for the current annotation to be shown in its article."""
        if self.table.current_uid():
            self.open_in_text.emit(self.table.current_uid())

    def accept(self) -> None:
        """Accept the chosen rows."""
        self._acts.decide(self.table.chosen(), "accepted")

    def reject(self) -> None:
        """Reject the chosen rows for the reason given last."""
        self._acts.decide(self.table.chosen(), "rejected", self._reason)

    def reject_because(self) -> None:
        """Ask for the reason, then reject the chosen rows."""
        self.bar.ask_reason()

    def dispute(self) -> None:
        """Mark the chosen rows as disputed."""
        self._acts.decide(self.table.chosen(), "disputed")

    def reopen(self) -> None:
        """Put the chosen rows back to review."""
        self._acts.decide(self.table.chosen(), "draft")

    def relabel(self, label_uid: str) -> None:
        """Give the chosen rows a label."""
        self._acts.relabel(self.table.chosen(), label_uid)

    def link(self) -> None:
        """Let an entity for the chosen rows be typed."""
        if self.table.chosen():
            self.bar.enter_entity()

    def note(self) -> None:
        """Write a note: on the current row in its pane, on selected rows in the bar."""
        if self.table.rows.checked():
            self.bar.enter_note()
        else:
            self.detail.write_note()

    def delete(self) -> None:
        """Delete the chosen rows."""
        self._acts.delete(self.table.chosen())

    def export(self) -> None:
        """Ask for the selected rows to be exported, or all that the filter means."""
        chosen = self.table.rows.checked()
        rows = self.table.rows
        is_all = not chosen or len(chosen) >= (_MOST_NAMED if rows.is_asking() else min(rows.rowCount(), _MOST_NAMED))
        self.export_requested.emit(self._filter if is_all else Filter(annotations=tuple(chosen)))

    def _show_labels(self, project: Project) -> None:
        labels = project.labels()
        self.filter_bar.set_labels(labels)
        self.bar.set_labels(labels)
        self._actions.show_labels(labels)

    def _follow(self, change_set: ChangeSet) -> None:
        gone = [change.uid for change in change_set.of_kind("annotation") if change.after is None]
        self.table.rows.forget_checks(gone)
        effect = effect_of(change_set, self._filter, self.table.rows.order())
        if effect is Effect.LABELS and self._project is not None:
            self._show_labels(self._project)
        if effect is Effect.ROWS:
            self.table.rows.refresh(change.uid for change in change_set.of_kind("annotation"))
        elif effect is not Effect.NONE:
            self.table.rows.ask()
            if self.table.rows.is_asking():
                self.table.rows.leave_out(change.uid for change in change_set.of_kind("annotation"))
        if effect_of(change_set, _BY_LABEL, "place") is not Effect.ROWS:
            self.detail.forget()
        if effect is not Effect.NONE:
            self._counting.start(0)
            self._show_detail(self.table.current_uid())

    def _reject_for(self, reason: str) -> None:
        self._reason = reason
        self.reject()

    def _show_detail(self, uid: str) -> None:
        if self._project is not None:
            self.detail.show_annotation(self._project, uid)

    def _show_checks(self) -> None:
        count = len(self.table.rows.checked())
        self.bar.set_count(count)
        self.selection_changed.emit(count)

    def _show_count(self) -> None:
        rows = self.table.rows
        if rows.is_asking():
            self.filter_bar.set_asking(rows.total())
            return
        self.filter_bar.set_count(rows.rowCount(), rows.total(), rows.seconds)
        is_empty = rows.rowCount() == 0
        self.table.setVisible(not is_empty)
        self.empty.setVisible(is_empty)
        self.empty.setText(_said_of_none(self._project, rows.total()))

    def _count(self) -> None:
        if self._project is not None:
            self.facets.show_facets(self._project, self._filter, self.table.rows.total())

    def _known_entities(self) -> list[Entity]:
        return self._project.entities() if self._project is not None else []


def _share_out(width: int, facets_pane: QWidget, detail_pane: QWidget) -> None:
    """Give the panes their share of a width, and no more than they need."""
    for pane, most, least in ((facets_pane, facets.WIDTH, 170), (detail_pane, detail.WIDTH, 230)):
        pane.setFixedWidth(min(max(round(most * width / _WIDE), least), most))


def _said_of_none(project: Project | None, total: int) -> str:
    """Return why the table is empty and what to do about it."""
    if total:
        text = N_("ReviewView", "Nothing matches these filters. Take one away to see more.")
    elif project is None or project.articles():
        text = N_("ReviewView", "Nothing is tagged yet. Open an article, select a name and press the key of a label.")
    else:
        text = N_("ReviewView", "No articles yet. Drop files here, press Ctrl+O, or paste a text with Ctrl+V.")
    return translated("ReviewView", text)


def _rule(parent: QWidget, *, is_upright: bool) -> QFrame:
    """Return a hair line between two parts."""
    rule = QFrame(parent)
    rule.setProperty("place", "rule")
    if is_upright:
        rule.setFixedWidth(1)
    else:
        rule.setFixedHeight(1)
    return rule
