"""The list of articles as a Qt model over values, with what it can be narrowed to."""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.model.annotation import Annotation
from annotator.model.article import Article
from annotator.model.changes import Change
from annotator.model.fold import fold
from annotator.project import Counts
from annotator.ui.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex
FILTERS = ("review", "unfinished", "disputed")
DONE = ("annotated", "reviewed")


class Role(IntEnum):
    """What the delegate asks of a row beyond its title."""

    ARTICLE = Qt.ItemDataRole.UserRole + 1
    COUNTS = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Row:
    """One article with its counts."""

    article: Article
    counts: Counts
    disputed_claims: int = 0

    def after(self, change: Change) -> "Row":
        """Return the row as a change to the article or to one of its annotations leaves it."""
        if isinstance(change.after, Article):
            return replace(self, article=change.after)
        counts, claims = self.counts, self.disputed_claims
        for value, step in ((change.before, -1), (change.after, 1)):
            if isinstance(value, Annotation):
                counts = replace(counts, **{value.status: getattr(counts, value.status) + step})
                claims += step if value.kind == "claim" and value.status == "disputed" else 0
        return replace(self, counts=counts, disputed_claims=claims)

    @property
    def is_done(self) -> bool:
        """Whether someone has said that nothing is left to tag."""
        return self.article.status in DONE

    @property
    def share(self) -> float:
        """How much of the ring is drawn: full only for an article said to be done."""
        if self.is_done:
            return 1.0
        return min(self.counts.share, 0.95) if self.counts.total else 0.0

    def passes(self, name: str) -> bool:
        """Tell whether a filter of `FILTERS` keeps the row; an empty name keeps all."""
        if name == "review":
            return self.counts.undecided > 0
        if name == "unfinished":
            return not self.is_done and self.article.status != "skipped"
        return self.disputed_claims > 0 if name == "disputed" else True

    def matches(self, folded: str) -> bool:
        """Tell whether title, outlet or author hold a folded text."""
        article = self.article
        return not folded or any(folded in fold(text) for text in (article.title, article.outlet, article.author))


class ArticleModel(QAbstractListModel):
    """The articles that pass the filter and the text typed, in the order of import."""

    renamed = Signal(str, str)
    """Someone typed another title: the article's uid and the title."""
    counts_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Row] = []
        self._shown: list[Row] = []
        self._filter = ""
        self._text = ""
        self._is_editable = True

    def show(self, rows: list[Row]) -> None:
        """Take these rows in place of all others."""
        self.beginResetModel()
        self._all = rows
        self._shown = self._passing()
        self.endResetModel()
        self.counts_changed.emit()

    def apply(self, changes: list[tuple[str, Change]]) -> None:
        """Follow changes, each with the uid of the article it concerns; the other rows stay untouched."""
        rows = {row.article.uid: row for row in self._all}
        news: dict[str, Row] = {}
        for uid, change in changes:
            if uid in rows:
                news[uid] = news.get(uid, rows[uid]).after(change)
        self._all = [news.get(row.article.uid, row) for row in self._all]
        if [row.article.uid for row in self._passing()] == [row.article.uid for row in self._shown]:
            self._shown = self._passing()
            for number, row in enumerate(self._shown):
                if row.article.uid in news:
                    self.dataChanged.emit(self.index(number), self.index(number))
        else:
            self._narrow()
        self.counts_changed.emit()

    def set_filter(self, name: str) -> None:
        """Keep the rows that pass a filter of `FILTERS`; an empty name keeps all."""
        self._filter = name
        self._narrow()

    def set_text(self, text: str) -> None:
        """Keep the rows whose title, outlet or author hold the text, letter case and accents aside."""
        self._text = fold(text.strip())
        self._narrow()

    def set_editable(self, is_editable: bool) -> None:
        """Allow or refuse that titles are typed anew."""
        self._is_editable = is_editable

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter or a text hides articles."""
        return bool(self._filter or self._text)

    def filter_name(self) -> str:
        """Return the filter in use, empty for none."""
        return self._filter

    def total(self) -> int:
        """Return the number of all articles."""
        return len(self._all)

    def done(self) -> int:
        """Return how many of all articles are done."""
        return sum(row.is_done for row in self._all)

    def passing(self, name: str) -> int:
        """Return how many of all articles a filter would keep."""
        return sum(row.passes(name) for row in self._all)

    def row_of(self, uid: str) -> int:
        """Return the number of an article's row, -1 when it is not shown."""
        return next((number for number, row in enumerate(self._shown) if row.article.uid == uid), -1)

    def row(self, uid: str) -> Row | None:
        """Return an article's row, shown or not, or None."""
        return next((row for row in self._all if row.article.uid == uid), None)

    def uid_at(self, row: int) -> str:
        """Return the uid of a row's article, empty when there is no such row."""
        return self._shown[row].article.uid if 0 <= row < len(self._shown) else ""

    def next_unfinished(self, uid: str) -> str:
        """Return the unfinished article that follows this one, from the top again at the end, or nothing."""
        start = next((number for number, row in enumerate(self._all) if row.article.uid == uid), -1) + 1
        turned = self._all[start:] + self._all[:start]
        return next((row.article.uid for row in turned if row.passes("unfinished") and row.article.uid != uid), "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of articles shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role asks of a row."""
        if not 0 <= index.row() < len(self._shown):
            return None
        row = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.article.title
        if role == Role.ARTICLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("{0}, {1} per cent decided").format(row.article.title, round(100 * row.share))
        return plain_tip(row.article.title) if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask that an article be given the title typed; the list follows when that is saved."""
        title = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not title or title == self.data(index):
            return False
        self.renamed.emit(self.uid_at(index.row()), title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        editable = Qt.ItemFlag.ItemIsEditable if self._is_editable else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | editable

    def _passing(self) -> list[Row]:
        return [row for row in self._all if row.passes(self._filter) and row.matches(self._text)]

    def _narrow(self) -> None:
        self.beginResetModel()
        self._shown = self._passing()
        self.endResetModel()
        self.counts_changed.emit()
