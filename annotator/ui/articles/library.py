"""The list of articles at the left: what there is, how far each is, and what to see of it."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet
from annotator.model.filter import Filter
from annotator.project import Counts, Project
from annotator.ui.articles.delegate import ArticleDelegate
from annotator.ui.articles.filters import FilterRow
from annotator.ui.articles.model import FILTERS, ArticleModel, Row
from annotator.ui.widgets import EmptyHint, SectionHeading

QWIDGETSIZE_MAX = (1 << 24) - 1
_MOST_FITTED = 40
_MANY = 300
"""From this many articles on all rows get one height, as measuring each would be felt."""


class Library(QFrame):
    """Lists the articles of a project and follows its change sets."""

    article_chosen = Signal(str)
    renamed = Signal(str, str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "pane")
        self._project: Project | None = None
        self.model = ArticleModel(self)
        self._is_following = False
        self._current = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self._heading = SectionHeading(self.tr("Articles"))
        self._heading.setContentsMargins(16, 0, 16, 0)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter articles"))
        self.field.setAccessibleName(self.tr("Filter articles by title, outlet or author"))
        self.field.setClearButtonEnabled(True)
        self.list = _list(self.tr("Articles"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ArticleDelegate(self.list))
        self._empty = EmptyHint()
        self._filters = {name: FilterRow(text) for name, text in zip(FILTERS, self._filter_texts(), strict=True)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 12)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addSpacing(6)
        column.addWidget(self.list, 1000)
        column.addWidget(self._empty)
        column.addWidget(self._bottom())
        column.addStretch(1)
        self._empty.hide()

    def _bottom(self) -> QWidget:
        """Return the filters below the list."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(8, 14, 8, 0)
        column.setSpacing(0)
        heading = SectionHeading(self.tr("Filters"))
        heading.setContentsMargins(8, 0, 8, 0)
        column.addWidget(heading)
        column.addSpacing(6)
        for row in self._filters.values():
            column.addWidget(row)
        column.addSpacing(8)
        column.addWidget(self.field)
        return box

    def _filter_texts(self) -> tuple[str, ...]:
        return self.tr("To review"), self.tr("Unfinished"), self.tr("With disputed claims")

    def _connect(self) -> None:
        self.field.textChanged.connect(self._narrow_to_text)
        self.list.viewport().installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._follow_keys)
        self.list.customContextMenuRequested.connect(self._ask_menu)
        self.model.renamed.connect(self.renamed)
        self.model.counts_changed.connect(self._show_counts)
        for name, row in self._filters.items():
            row.toggled.connect(lambda on, name=name: self._narrow_to(name if on else ""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure the rows anew when the list has another width, as their lines break elsewhere."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def show_project(self, project: Project) -> None:
        """List the articles of a project."""
        self._project = project
        self.model.set_editable(not project.is_read_only)
        self.reload()

    def reload(self) -> None:
        """Read the articles anew, keeping the current one."""
        assert self._project is not None
        uid = self.current()
        rows = self._rows()
        self.list.setUniformItemSizes(len(rows) > _MANY)
        self.model.show(rows)
        self.set_current(uid)

    def apply(self, change_set: ChangeSet) -> None:
        """Follow a change set: read the articles it names, or all when some came or went."""
        articles = change_set.of_kind("article")
        if any(change.before is None or change.after is None for change in articles):
            self.reload()
            return
        changes = [(change.uid, change) for change in articles]
        changes += [
            (change.value.article, change) for change in change_set.changes if isinstance(change.value, Annotation)
        ]
        if changes:
            self.model.apply(changes)
            self.set_current(self.current())

    def current(self) -> str:
        """Return the uid of the article marked as open, or nothing."""
        return self._current

    def set_current(self, uid: str) -> None:
        """Mark an article as the one that is open, without choosing it."""
        self._current = uid
        row = self.model.row_of(uid)
        self._is_following = True
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        else:
            self.list.setCurrentIndex(QModelIndex())
            self.list.clearSelection()
        self._is_following = False

    def neighbour(self, step: int) -> str:
        """Return the uid of the article some rows below the open one, or nothing."""
        return self.model.uid_at(max(self.model.row_of(self.current()), -1 if step > 0 else 0) + step)

    def rename_current(self) -> None:
        """Let the title of the current article be typed anew in its place."""
        index = self.list.currentIndex()
        if index.isValid():
            self.list.setFocus()
            self.list.edit(index)

    def _rows(self) -> list[Row]:
        assert self._project is not None
        counts = self._project.article_counts()
        disputed = self._project.facet(Filter(kinds=("claim",), statuses=("disputed",)), "article")
        return [Row(one, counts.get(one.uid, Counts()), disputed.get(one.uid, 0)) for one in self._project.articles()]

    def _narrow_to_text(self, text: str) -> None:
        self.model.set_text(text)
        self.set_current(self.current())

    def _narrow_to(self, name: str) -> None:
        for other, row in self._filters.items():
            row.set_on(other == name)
        self.model.set_filter(name)
        self.set_current(self.current())

    def _choose(self, index: QModelIndex) -> None:
        uid = self.model.uid_at(index.row())
        if uid:
            self._current = uid
            self.article_chosen.emit(uid)

    def _follow_keys(self, index: QModelIndex) -> None:
        if not self._is_following and index.isValid() and self.list.hasFocus():
            self._choose(index)

    def _ask_menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        if index.isValid():
            self.menu_asked.emit(self.model.uid_at(index.row()), self.list.viewport().mapToGlobal(place))

    def _show_counts(self) -> None:
        total, shown, done = self.model.total(), self.model.rowCount(), self.model.done()
        if self.model.is_narrowed:
            self._heading.set_remark(self.tr("{0} of {1}").format(shown, total))
        else:
            self._heading.set_remark(self.tr("{0} of {1} done").format(done, total) if total else "")
        for name, row in self._filters.items():
            row.set_count(self.model.passing(name))
        self._empty.setText(self._said_of_none(total))
        self._empty.setVisible(shown == 0)
        self.list.setVisible(shown > 0)
        self._fit()

    def _said_of_none(self, total: int) -> str:
        """Return why the list is empty and what to do about it."""
        if total:
            return self.tr("No article is like this.")
        if self._project is None or self._project.is_read_only:
            return self.tr("No articles yet.")
        return self.tr("No articles yet. Drop files here, press Ctrl+O, or paste a text with Ctrl+V.")

    def _fit(self) -> None:
        """Let the list be no higher than its rows, so that the filters follow them."""
        count = self.model.rowCount()
        rows = sum(self.list.sizeHintForRow(number) for number in range(min(count, _MOST_FITTED)))
        height = rows + 2 if count <= _MOST_FITTED else QWIDGETSIZE_MAX
        if height != self.list.maximumHeight():
            self.list.setMaximumHeight(height)


def _list(name: str) -> QListView:
    view = QListView()
    view.setAccessibleName(name)
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    return view
