"""A changing collection of keyed spans that answers what lies at an offset or within a span."""

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from annotator.model.span import Span

Key = TypeVar("Key", bound=Hashable)

_BUCKET = 1024
_WIDE = 16


class SpanIndex(Generic[Key]):
    """Spans by key, several to a key allowed, kept in buckets of the text so that a question looks at few of them."""

    def __init__(self, entries: Iterable[tuple[Key, Iterable[Span]]] = ()) -> None:
        self._spans: dict[Key, tuple[Span, ...]] = {}
        self._buckets: dict[int, dict[Key, None]] = {}
        self._wide: dict[Key, None] = {}
        for key, spans in entries:
            self.add(key, spans)

    def __len__(self) -> int:
        return len(self._spans)

    def __contains__(self, key: object) -> bool:
        return key in self._spans

    def __iter__(self) -> Iterator[Key]:
        return iter(self._spans)

    def spans(self, key: Key) -> tuple[Span, ...]:
        """Return the spans of a key; raises KeyError when it is not in the index."""
        return self._spans[key]

    def add(self, key: Key, spans: Iterable[Span]) -> None:
        """Put a key in place, in lieu of the spans it had."""
        self.discard(key)
        kept = tuple(spans)
        self._spans[key] = kept
        for bucket in self._buckets_of(kept):
            bucket[key] = None

    def discard(self, key: Key) -> None:
        """Take a key out, if it is there."""
        for bucket in self._buckets_of(self._spans.pop(key, ())):
            bucket.pop(key, None)

    def at(self, offset: int) -> list[Key]:
        """Return the keys with a span over the offset, smallest span first."""
        sizes = self._sizes_at(offset)
        return sorted(sizes, key=lambda key: (sizes[key], self._spans[key][0]))

    def overlapping(self, span: Span) -> list[Key]:
        """Return the keys with a span that shares a code point with this one, in text order, longest first."""
        near = self._near(span.start, span.end)
        return self._in_order(key for key in near if any(one.overlaps(span) for one in self._spans[key]))

    def within(self, span: Span) -> list[Key]:
        """Return the keys whose spans all lie inside this one, in text order, longest first."""
        near = self._near(span.start, span.end)
        return self._in_order(key for key in near if all(span.contains(one) for one in self._spans[key]))

    def _sizes_at(self, offset: int) -> dict[Key, int]:
        sizes: dict[Key, int] = {}
        for key in self._near(offset, offset + 1):
            over = [len(one) for one in self._spans[key] if one.start <= offset < one.end]
            if over:
                sizes[key] = min(over)
        return sizes

    def _in_order(self, keys: Iterable[Key]) -> list[Key]:
        return sorted(keys, key=lambda key: (self._spans[key][0].start, -self._spans[key][-1].end))

    def _near(self, start: int, end: int) -> dict[Key, None]:
        first, last = start // _BUCKET, (end - 1) // _BUCKET
        if last - first > len(self._buckets):
            return dict.fromkeys(self._spans)
        near = dict(self._wide)
        for number in range(first, last + 1):
            near.update(self._buckets.get(number, {}))
        return near

    def _buckets_of(self, spans: tuple[Span, ...]) -> list[dict[Key, None]]:
        found: list[dict[Key, None]] = []
        for span in spans:
            first, last = span.start // _BUCKET, (span.end - 1) // _BUCKET
            if last - first > _WIDE:
                found.append(self._wide)
            else:
                found.extend(self._buckets.setdefault(number, {}) for number in range(first, last + 1))
        return found
