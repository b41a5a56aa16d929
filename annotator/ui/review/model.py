"""The review table's model: ids in order from the project, rows read in pages when they are seen."""

from collections import OrderedDict
from collections.abc import Iterable
from time import perf_counter

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from annotator.model.label import LabelSet
from annotator.model.records import Filter
from annotator.project import ProjectReader
from annotator.project.queries import ReviewRow
from annotator.project.review import ReviewIds, ReviewRows
from annotator.ui import tasks
from annotator.ui.panel.wording import word
from annotator.ui.review import asking
from annotator.ui.review.asking import Answer, Question
from annotator.ui.widgets.capitals import capitals_font

AnyIndex = QModelIndex | QPersistentModelIndex
PAGE = 256
PAGES_KEPT = 64
CHECK, LABEL, CONTEXT, ENTITY, ARTICLE, STATUS, WHEN = range(7)
ORDERS = {LABEL: "label", CONTEXT: "text", ENTITY: "entity", ARTICLE: "article", STATUS: "status", WHEN: "updated"}
"""What a click on a column's header sorts by; the place in the text is the order at the start."""


_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_CHECKED_FLAGS = _FLAGS | Qt.ItemFlag.ItemIsUserCheckable


class ReviewModel(QAbstractTableModel):
    """A table of annotations of any number; the rows on the screen and a few pages around are in memory."""

    checks_changed = Signal()
    asked = Signal()
    """A question is on its way; what is shown is its beginning, or the answer to the one before."""
    answered = Signal()
    failed = Signal(str)
    """Why there is no answer, in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: ProjectReader | None = None
        self._rows: ReviewRows | None = None
        self._pages: OrderedDict[int, list[ReviewRow]] = OrderedDict()
        self._checked: dict[str, None] = {}
        self._labels = LabelSet()
        self._question = Question()
        self._task: tasks.Task | None = None
        self._total = 0
        self._is_beginning = False
        self._started = 0.0
        self.seconds = 0.0
        """How long the last question took."""

    def show(self, project: ProjectReader, wanted: Filter, order: str = "place", *, descending: bool = False) -> None:
        """Ask the project and show what it answers, from the top: the first rows before the others are read."""
        self._project, self._question = project, Question(wanted, order, descending)
        self._ask(is_new=True)

    def clear(self) -> None:
        """Show nothing."""
        self.stop()
        self.beginResetModel()
        self._project = self._rows = None
        self._pages.clear()
        self._checked.clear()
        self.endResetModel()
        self.answered.emit()

    def ask(self) -> None:
        """Ask again; places may change, checks stay with their annotations."""
        self._ask(is_new=False)

    def stop(self) -> None:
        """Want no answer that is still being looked for."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def is_asking(self) -> bool:
        """Tell whether an answer is still being looked for."""
        return self._task is not None

    def _ask(self, *, is_new: bool) -> None:
        project = self._project
        if project is None:
            return
        self.stop()
        self._started = perf_counter()
        first = self._question.ids(project, asking.SCREEN) if is_new and self._question.has_quick_start else None
        total = project.review_total() if is_new or self._rows is None or self._total <= asking.AT_ONCE else self._total
        if first is not None and len(first) < asking.SCREEN:
            self._take(Answer(first, total))
        elif total <= asking.AT_ONCE:
            self._take(Answer(self._question.ids(project), total))
        else:
            self._total = total
            self._task = tasks.run(self._question.work(project.path), self._take, self._fail)
            self._show_meanwhile(first)

    def _show_meanwhile(self, first: ReviewIds | None) -> None:
        """Show the beginning of the answer, or what is there, read anew."""
        if first is not None:
            self._reset(first)
            self._is_beginning = True
        else:
            self._labels = self._project.labels() if self._project is not None else self._labels
            self._pages.clear()
            self._tell_all_changed()
        self.asked.emit()

    @Slot(object)
    def _take(self, answer: object) -> None:
        assert isinstance(answer, Answer)
        ids, self._total = answer.ids, answer.total
        self._task = None
        self.seconds = perf_counter() - self._started
        if self._is_beginning and self._rows is not None and ids.begins_with(self._rows.ids):
            self._go_on(ids)
        else:
            self._reset(ids)
        self.answered.emit()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._task = None
        self.failed.emit(str(error))
        self.answered.emit()

    def _reset(self, ids: ReviewIds) -> None:
        assert self._project is not None
        self.beginResetModel()
        self._rows = self._project.rows_of(ids)
        self._is_beginning = False
        self._labels = self._project.labels()
        self._pages.clear()
        self.endResetModel()

    def _go_on(self, ids: ReviewIds) -> None:
        """Show the rows after those that are there, which stay."""
        assert self._project is not None and self._rows is not None
        before = len(self._rows)
        self._is_beginning = False
        if len(ids) > before:
            self.beginInsertRows(QModelIndex(), before, len(ids) - 1)
            self._rows = self._project.rows_of(ids)
            self._pages.pop(before // PAGE, None)
            self.endInsertRows()

    def leave_out(self, uids: Iterable[str]) -> None:
        """Take out at once, of these annotations, those that are no longer meant; the rest of the answer stays."""
        changed = set(uids)
        if self._project is None or self._rows is None:
            return
        kept = self._project.meant(self._question.wanted, changed)
        gone = [place for uid, place in self._rows.positions(changed).items() if uid not in kept]
        for place in sorted(gone, reverse=True):
            self.beginRemoveRows(QModelIndex(), place, place)
            self._rows = self._project.rows_of(self._rows.ids.without([place]))
            self._pages.clear()
            self.endRemoveRows()

    def refresh(self, uids: Iterable[str]) -> None:
        """Read again the rows of these annotations, which are where they were."""
        if self._rows is None:
            return
        for place in self._rows.positions(uids).values():
            page = self._pages.get(place // PAGE)
            if page is not None:
                page[place % PAGE] = self._rows.page(place, place + 1)[0]
            self.dataChanged.emit(self.index(place, 0), self.index(place, WHEN))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many annotations the filter means."""
        return 0 if parent.isValid() or self._rows is None else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else WHEN + 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text; delegates draw from `row`."""
        if role != Qt.ItemDataRole.DisplayRole:
            return self._check_state(index) if role == Qt.ItemDataRole.CheckStateRole else None
        if not index.isValid():
            return None
        row = self.row(index.row())
        return (
            "",
            self.label_name(row.label),
            f"{row.before}{row.quote}{row.after}",
            f"{row.entity} · {row.cue}" if row.entity and row.cue else row.entity or row.cue,
            row.article_title,
            word(row.status),
            row.updated_at[:16].replace("T", " "),
        )[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.FontRole,
        ):
            return None
        if role == Qt.ItemDataRole.FontRole:
            return capitals_font()
        return (
            "",
            self.tr("Label"),
            self.tr("In context"),
            self.tr("Entity / claimant"),
            self.tr("Article"),
            self.tr("Status"),
            self.tr("When"),
        )[section]

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let every cell be chosen and the first be checked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _CHECKED_FLAGS if index.column() == CHECK else _FLAGS

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Check or uncheck a row."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or index.column() != CHECK:
            return False
        self.set_checked([index.row()], checked=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column, or by place in the texts for one without an order."""
        is_descending = order is Qt.SortOrder.DescendingOrder
        self._question = Question(self._question.wanted, self.order_of(column), is_descending)
        self._ask(is_new=False)

    def order(self) -> str:
        """Return what the rows are ordered by."""
        return self._question.order

    @staticmethod
    def order_of(column: int) -> str:
        """Return what a click on a column's header orders by; the place in the texts for one without an order."""
        return ORDERS.get(column, "place")

    def row(self, place: int) -> ReviewRow:
        """Return the row at a place, reading its page if it is not in memory."""
        number = place // PAGE
        if number not in self._pages:
            assert self._rows is not None
            self._pages[number] = self._rows.page(number * PAGE, min((number + 1) * PAGE, len(self._rows)))
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number][place % PAGE]

    def position(self, uid: str) -> int | None:
        """Return the place of an annotation, or None where the filter leaves it out."""
        return self._rows.position(uid) if self._rows is not None and uid else None

    def total(self) -> int:
        """Return the number of annotations in the project."""
        return self._total if self._rows is not None else 0

    def label_name(self, uid: str) -> str:
        """Return the name of a label."""
        label = self._labels.get(uid)
        return label.name if label else ""

    def label_hue(self, uid: str) -> str:
        """Return the colour role of a label."""
        label = self._labels.get(uid)
        return label.color if label else ""

    def checked(self) -> list[str]:
        """Return the checked annotations, in the order they were checked."""
        return list(self._checked)

    def is_checked(self, uid: str) -> bool:
        """Tell whether an annotation is checked."""
        return uid in self._checked

    def set_checked(self, places: Iterable[int], *, checked: bool) -> None:
        """Check or uncheck the rows at these places."""
        listed = list(places)
        uids = self._uids(listed)
        if checked:
            self._checked.update(dict.fromkeys(uids))
        else:
            for uid in uids:
                self._checked.pop(uid, None)
        if listed:
            self.dataChanged.emit(self.index(min(listed), 0), self.index(max(listed), WHEN))
        self.checks_changed.emit()

    def forget_checks(self, uids: Iterable[str] | None = None) -> None:
        """Uncheck these annotations, or all."""
        gone = list(self._checked) if uids is None else [uid for uid in uids if uid in self._checked]
        if not gone:
            return
        for uid in gone:
            del self._checked[uid]
        self._tell_all_changed()
        self.checks_changed.emit()

    def _tell_all_changed(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, WHEN))

    def _uids(self, places: list[int]) -> list[str]:
        if len(places) == 1:
            return [self.row(places[0]).uid]
        return self._rows.uids(places) if self._rows is not None else []

    def _check_state(self, index: AnyIndex) -> Qt.CheckState | None:
        if not index.isValid() or index.column() != CHECK:
            return None
        return Qt.CheckState.Checked if self.row(index.row()).uid in self._checked else Qt.CheckState.Unchecked
