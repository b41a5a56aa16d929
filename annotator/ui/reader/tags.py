"""The annotations of the article that is shown, by place and by uid."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence

from annotator.model.annotation import Annotation, Piece
from annotator.model.index import SpanIndex


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
        self._ordered: list[tuple[int, int, str]] | None = None

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
        if self._ordered is not None:
            insort(self._ordered, _place(annotation))

    def drop(self, uid: str) -> None:
        """Take an annotation out, if it is there."""
        annotation = self._by_uid.pop(uid, None)
        if annotation is None:
            return
        self._index.discard(uid)
        if self._ordered is not None:
            self._ordered.pop(bisect_left(self._ordered, _place(annotation)))

    def at(self, offset: int) -> list[Annotation]:
        """Return what covers the character at the offset, smallest first."""
        return [self._by_uid[uid] for uid in self._index.at(offset)]

    def touching(self, offset: int) -> list[Annotation]:
        """Return what a caret at the offset is on: what covers the next character, else what ends here."""
        return self.at(offset) or (self.at(offset - 1) if offset else [])

    def between(self, start: int, end: int) -> list[Annotation]:
        """Return what shares a character with the range, in text order, longest first."""
        return [self._by_uid[uid] for uid in self._index.overlapping(start, end)]

    def after(self, place: tuple[int, int, str]) -> Annotation | None:
        """Return the first annotation whose place comes after this one."""
        ordered = self._sorted()
        index = bisect_right(ordered, place)
        return self._by_uid[ordered[index][2]] if index < len(ordered) else None

    def before(self, place: tuple[int, int, str]) -> Annotation | None:
        """Return the last annotation whose place comes before this one."""
        ordered = self._sorted()
        index = bisect_left(ordered, place)
        return self._by_uid[ordered[index - 1][2]] if index else None

    def _sorted(self) -> list[tuple[int, int, str]]:
        if self._ordered is None:
            self._ordered = sorted(map(_place, self._by_uid.values()))
        return self._ordered


def _place(annotation: Annotation) -> tuple[int, int, str]:
    return annotation.start, -annotation.end, annotation.uid


def place_of(annotation: Annotation) -> tuple[int, int, str]:
    """Return what annotations are put in order by: start, longest first, uid."""
    return _place(annotation)
