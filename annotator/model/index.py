"""A changing collection of keyed ranges that answers what lies at an offset or within a span."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Generic, Protocol, TypeVar

Key = TypeVar("Key", bound=Hashable)

_BUCKET = 1024
_WIDE = 16


class Ranged(Protocol):
    """Anything with a start and an end in code points: a span, a piece of an annotation."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point after the last one."""


class SpanIndex(Generic[Key]):
    """Ranges by key, several to a key allowed, kept in buckets of the text so that a question looks at few of them."""

    def __init__(self, entries: Iterable[tuple[Key, Sequence[Ranged]]] = ()) -> None:
        self._spans: dict[Key, Sequence[Ranged]] = {}
        self._buckets: dict[int, dict[Key, None]] = {}
        self._wide: dict[Key, None] = {}
        self._fill(entries)

    def _fill(self, entries: Iterable[tuple[Key, Sequence[Ranged]]]) -> None:
        """Add many keys, those with one short range by the shortest way."""
        kept, buckets = self._spans, self._buckets
        for key, spans in entries:
            first = spans[0].start // _BUCKET if len(spans) == 1 else -1
            if first < 0 or key in kept or (spans[0].end - 1) // _BUCKET != first:
                self.add(key, spans)
                continue
            kept[key] = spans
            bucket = buckets.get(first)
            if bucket is None:
                bucket = buckets[first] = {}
            bucket[key] = None

    def __len__(self) -> int:
        return len(self._spans)

    def __contains__(self, key: object) -> bool:
        return key in self._spans

    def __iter__(self) -> Iterator[Key]:
        return iter(self._spans)

    def spans(self, key: Key) -> Sequence[Ranged]:
        """Return the ranges of a key; raises KeyError when it is not in the index."""
        return self._spans[key]

    def add(self, key: Key, spans: Sequence[Ranged]) -> None:
        """Put a key in place, in lieu of the ranges it had."""
        if key in self._spans:
            self.discard(key)
        self._spans[key] = spans
        for bucket in self._buckets_of(spans):
            bucket[key] = None

    def discard(self, key: Key) -> None:
        """Take a key out, if it is there."""
        for bucket in self._buckets_of(self._spans.pop(key, ())):
            bucket.pop(key, None)

    def at(self, offset: int) -> list[Key]:
        """Return the keys with a range over the offset, smallest range first."""
        sizes = self._sizes_at(offset)
        return sorted(sizes, key=lambda key: (sizes[key], self._spans[key][0].start, self._spans[key][0].end))

    def overlapping(self, start: int, end: int) -> list[Key]:
        """Return the keys with a range that shares a code point with start..end, in text order, longest first."""
        return [key for _, _, key in self.places(start, end)]

    def places(self, start: int, end: int) -> list[tuple[int, int, Key]]:
        """Return what `overlapping` does as (start, minus end, key), with the ends of a key's whole extent."""
        found = []
        for key in self._near(start, end):
            ranges = self._spans[key]
            if any([one.start < end and start < one.end for one in ranges]):  # noqa: C419 - a list is faster here
                found.append((ranges[0].start, -ranges[-1].end, key))
        found.sort(key=itemgetter(0, 1))
        return found

    def within(self, start: int, end: int) -> list[Key]:
        """Return the keys whose ranges all lie inside start..end, in text order, longest first."""
        keys = (key for low, _, key in self.places(start, end) if start <= low)
        return [key for key in keys if all(start <= one.start and one.end <= end for one in self._spans[key])]

    def _sizes_at(self, offset: int) -> dict[Key, int]:
        sizes: dict[Key, int] = {}
        for key in self._near(offset, offset + 1):
            for one in self._spans[key]:
                if one.start <= offset < one.end:
                    size = one.end - one.start
                    sizes[key] = min(sizes.get(key, size), size)
        return sizes

    def _near(self, start: int, end: int) -> dict[Key, None]:
        first, last = start // _BUCKET, max(start, end - 1) // _BUCKET
        if last - first > len(self._buckets):
            return dict.fromkeys(self._spans)
        near = dict(self._wide)
        for number in range(first, last + 1):
            near.update(self._buckets.get(number, {}))
        return near

    def _buckets_of(self, spans: Sequence[Ranged]) -> list[dict[Key, None]]:
        found: list[dict[Key, None]] = []
        for span in spans:
            first, last = span.start // _BUCKET, (span.end - 1) // _BUCKET
            if last - first > _WIDE:
                found.append(self._wide)
                continue
            for number in range(first, last + 1):
                bucket = self._buckets.get(number)
                if bucket is None:
                    bucket = self._buckets[number] = {}
                found.append(bucket)
        return found
