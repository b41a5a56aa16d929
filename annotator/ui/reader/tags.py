"""The annotations of the article that is shown, by place and by uid."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

from annotator.model.annotation import Annotation, Piece
from annotator.model.index import SpanIndex

KEPT_LISTS = 600
NEAREST = 1024
"""How many characters are looked at first for the annotation beside another; twice as many with each step."""

Where = tuple[int, int, str]
"""Start, minus end, uid: sorts in text order, longest first."""


def main_pieces(annotation: Annotation) -> Sequence[Piece]:
    """Return the pieces that are the annotation's text, without making new values."""
    if annotation.kind == "entity":
        return annotation.pieces
    return tuple(piece for piece in annotation.pieces if piece.role == "content")


class Tags:
    """Annotations of one text. Questions of place are about their main text: mention or content."""

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._by_uid = {one.uid: one for one in annotations}
        self._index = SpanIndex((uid, main_pieces(one)) for uid, one in self._by_uid.items())
        self._near: dict[tuple[int, int], list[Where]] = {}

    def __len__(self) -> int:
        return len(self._by_uid)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._by_uid.values())

    def get(self, uid: str | None) -> Annotation | None:
        """Return the annotation with that uid, or None."""
        return self._by_uid.get(uid) if uid else None

    def put(self, annotation: Annotation) -> None:
        """Add an annotation, or replace the one with its uid."""
        self.drop(annotation.uid)
        self._by_uid[annotation.uid] = annotation
        self._index.add(annotation.uid, main_pieces(annotation))
        place = place_of(annotation)
        for near in self._lists_with(place):
            insort(near, place)

    def drop(self, uid: str) -> None:
        """Take an annotation out, if it is there."""
        annotation = self._by_uid.pop(uid, None)
        if annotation is None:
            return
        self._index.discard(uid)
        place = place_of(annotation)
        for near in self._lists_with(place):
            index = bisect_left(near, place)
            if index < len(near) and near[index] == place:
                near.pop(index)

    def at(self, offset: int) -> list[Annotation]:
        """Return what covers the character at the offset, smallest first."""
        return [self._by_uid[uid] for uid in self._index.at(offset)]

    def touching(self, offset: int) -> list[Annotation]:
        """Return what a caret at the offset is on: what covers the next character, else what ends here."""
        return self.at(offset) or (self.at(offset - 1) if offset else [])

    def between(self, start: int, end: int) -> list[Where]:
        """Return where annotations are that share a character with the range, in text order, longest first.

        The list is kept and follows later changes; it is not the caller's to change.
        """
        near = self._near.get((start, end))
        if near is None:
            if len(self._near) >= KEPT_LISTS:
                self._near.clear()
            near = self._near[start, end] = sorted(self._index.places(start, end))
        return near

    def of(self, places: list[Where]) -> list[Annotation]:
        """Return the annotations at places that `between` gave, in the same order."""
        by_uid = self._by_uid
        return [by_uid[uid] for _, _, uid in places]

    def starts_by_label(self) -> dict[str, list[int]]:
        """Return the starts of all annotations, by label."""
        starts: dict[str, list[int]] = {}
        for one in self._by_uid.values():
            starts.setdefault(one.label, []).append(main_pieces(one)[0].start)
        return starts

    def after(self, place: Where, length: int) -> Annotation | None:
        """Return the first annotation whose place comes after this one, in a text of that length."""
        start, width = max(0, place[0]), NEAREST
        while start <= length:
            later = (one for one in self._index.places(start, start + width) if one > place and one[0] >= start)
            if found := min(later, default=None):
                return self._by_uid[found[2]]
            start, width = start + width, 2 * width
        return None

    def before(self, place: Where) -> Annotation | None:
        """Return the last annotation whose place comes before this one."""
        end, width = place[0] + 1, NEAREST
        while end > 0:
            start = max(0, end - width)
            earlier = (one for one in self._index.places(start, end) if one < place and one[0] >= start)
            if found := max(earlier, default=None):
                return self._by_uid[found[2]]
            end, width = start, 2 * width
        return None

    def _lists_with(self, place: Where) -> list[list[Where]]:
        """Return the kept lists that an annotation at a place belongs to."""
        start, end, _ = place
        return [kept for (low, high), kept in self._near.items() if start < high and low < -end]


def place_of(annotation: Annotation) -> Where:
    """Return what annotations are put in order by: start, minus end, uid."""
    pieces = main_pieces(annotation)
    return pieces[0].start, -pieces[-1].end, annotation.uid
