"""Rows of the panel's lists, as values, and the list model over them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity of the article: `count` mentions stand, `waiting` more are not decided yet."""

    key: str
    name: str
    detail: str
    hue: str
    count: int
    waiting: int = 0

    def spoken(self) -> str:
        """Return the row as one line of text."""
        return f"{self.name}, {self.detail}, {self.count + self.waiting}"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a card: who, the cue, what, and what is particular about it."""

    key: str
    claimant: str
    hue: str
    cue: str
    content: str
    edge: str
    badge: str = ""
    status: str = ""
    chips: tuple[str, ...] = ()

    def spoken(self) -> str:
        """Return the row as one line of text."""
        parts = (f"{self.claimant} {self.cue}".strip(), self.content, self.badge, *self.chips)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note with the text it is about; the article's own has its title."""

    key: str
    quote: str
    note: str
    hue: str = ""

    def spoken(self) -> str:
        """Return the row as one line of text."""
        return f"{self.quote}: {self.note}"


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading between rows."""

    key: str
    title: str
    remark: str = ""

    def spoken(self) -> str:
        """Return the row as one line of text."""
        return self.title


@dataclass(frozen=True, slots=True)
class HintRow:
    """A sentence that says what to do where there is nothing yet."""

    key: str
    text: str

    def spoken(self) -> str:
        """Return the row as one line of text."""
        return self.text


Row = EntityRow | ClaimRow | NoteRow | HeadingRow | HintRow
_QUIET = (HeadingRow, HintRow)


class RowsModel(QAbstractListModel):
    """A list of rows; giving it the next state tells the view only of what differs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's line of text."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        return self._rows[index.row()].spoken()

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let every row be chosen but headings and hints."""
        if not index.isValid() or isinstance(self._rows[index.row()], _QUIET):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def row(self, number: int) -> Row:
        """Return the row at a place."""
        return self._rows[number]

    def rows(self) -> list[Row]:
        """Return all rows."""
        return list(self._rows)

    def place_of(self, key: str) -> QModelIndex:
        """Return the index of the row with that key, or an invalid one."""
        place = next((number for number, row in enumerate(self._rows) if row.key == key), -1)
        return self.index(place) if place >= 0 else QModelIndex()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows: those that stay are changed in place, the stretch that differs is replaced."""
        head = _shared(self._rows, rows)
        tail = min(_shared(self._rows[::-1], rows[::-1]), len(self._rows) - head, len(rows) - head)
        old_end, new_end = len(self._rows) - tail, len(rows) - tail
        if old_end > head:
            self.beginRemoveRows(QModelIndex(), head, old_end - 1)
            del self._rows[head:old_end]
            self.endRemoveRows()
        if new_end > head:
            self.beginInsertRows(QModelIndex(), head, new_end - 1)
            self._rows[head:head] = rows[head:new_end]
            self.endInsertRows()
        for number, row in enumerate(rows):
            if self._rows[number] is not row and self._rows[number] != row:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number), self.index(number))


def _shared(old: Sequence[Row], new: Sequence[Row]) -> int:
    """Return how many rows at the beginning stand for the same thing."""
    pairs = zip(old, new, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one.key != other.key), min(len(old), len(new)))
