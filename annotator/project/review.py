"""The rows of the review table: ids in order, read in pages."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.model.filter import Filter
from annotator.project.queries import ReviewRow
from annotator.store import review
from annotator.store.database import Database


@dataclass(frozen=True, slots=True, eq=False)
class ReviewIds:
    """What a filter means, in an order fixed when it was asked: made by any reader, shown through any other."""

    _numbers: "array[int]"

    def __len__(self) -> int:
        return len(self._numbers)

    def without(self, places: Iterable[int]) -> "ReviewIds":
        """Return the ids that are left when those at some places are taken out."""
        left = self._numbers[:]
        for place in sorted(places, reverse=True):
            del left[place]
        return ReviewIds(left)

    def begins_with(self, other: "ReviewIds") -> bool:
        """Tell whether the first ids are the other's, one by one."""
        return self._numbers[: len(other)] == other._numbers


def ids_of(
    db: Database, wanted: Filter, *, order: str = "place", descending: bool = False, most: int | None = None
) -> ReviewIds:
    """Ask for the ids a filter means, or for the first of them."""
    return ReviewIds(review.ids(db, wanted, order, descending=descending, most=most))


def uids_meant(db: Database, wanted: Filter, uids: Iterable[str]) -> set[str]:
    """Return those of some annotations that a filter means, its words aside."""
    named = tuple(uid for uid in uids if not wanted.annotations or uid in wanted.annotations)
    found = review.ids(db, replace(wanted, annotations=named, text="")) if named else ()
    return set(review.uids(db, found).values())


class ReviewRows:
    """What some ids stand for; rows are read when they are shown."""

    def __init__(self, db: Database, ids: ReviewIds) -> None:
        self._db = db
        self._numbers = ids._numbers
        self.ids = ids

    def __len__(self) -> int:
        return len(self._numbers)

    def page(self, start: int, stop: int) -> list[ReviewRow]:
        """Return the rows from start up to stop; one that has gone since is shown with what is left of it."""
        numbers = self._numbers[start:stop]
        found = review.page(self._db, numbers)
        return [ReviewRow(*found[one][1:]) if one in found else _gone() for one in numbers]

    def position(self, uid: str) -> int | None:
        """Return the place of an annotation in the order, or None."""
        return self.positions([uid]).get(uid)

    def positions(self, uids: Iterable[str]) -> dict[str, int]:
        """Return the places of those annotations that are in the order, by uid."""
        wanted = review.numbers_of(self._db, uids)
        if len(wanted) == 1:
            ((number, uid),) = wanted.items()
            return {uid: self._numbers.index(number)} if number in self._numbers else {}
        if not wanted:
            return {}
        return {wanted[number]: place for place, number in enumerate(self._numbers) if number in wanted}

    def uids(self, positions: Iterable[int]) -> list[str]:
        """Return the uids at these places."""
        numbers = [self._numbers[one] for one in positions]
        found: dict[int, str] = {}
        for at in range(0, len(numbers), 500):
            found |= review.uids(self._db, numbers[at : at + 500])
        return [found[one] for one in numbers if one in found]


def _gone() -> ReviewRow:
    return ReviewRow("", "entity", "", "", "", "", "", "", "", "", "rejected", "", "", "", 0, 0, 0)
