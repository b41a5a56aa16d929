"""The rows of the review table: ids in order, read in pages."""

from annotator.model.records import Filter
from annotator.project.queries import ReviewRow
from annotator.store import review
from annotator.store.connection import Database


class ReviewRows:
    """What a filter means, in an order fixed when it was asked; rows are read when they are shown."""

    def __init__(self, db: Database, wanted: Filter, *, order: str, descending: bool) -> None:
        self._db = db
        self._numbers = review.ids(db, wanted, order, descending=descending)
        self.total = review.total(db)
        """All live annotations of the project, filtered or not."""

    def __len__(self) -> int:
        return len(self._numbers)

    def page(self, start: int, stop: int) -> list[ReviewRow]:
        """Return the rows from start up to stop; one that has gone since is shown with what is left of it."""
        numbers = self._numbers[start:stop]
        found = review.page(self._db, numbers)
        return [ReviewRow(*found[one][1:]) if one in found else _gone() for one in numbers]

    def position(self, uid: str) -> int | None:
        """Return the place of an annotation in the order, or None."""
        number = review.number_of(self._db, uid)
        if number is None:
            return None
        try:
            return self._numbers.index(number)
        except ValueError:
            return None

    def uids(self, positions: list[int]) -> list[str]:
        """Return the uids at these places."""
        numbers = [self._numbers[one] for one in positions]
        found: dict[int, str] = {}
        for at in range(0, len(numbers), 500):
            found |= review.uids(self._db, numbers[at : at + 500])
        return [found[one] for one in numbers if one in found]


def _gone() -> ReviewRow:
    return ReviewRow("", "entity", "", "", "", "", "", "", "", "", "rejected", "", "", "", 0, 0, 0)
