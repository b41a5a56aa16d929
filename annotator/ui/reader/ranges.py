"""Ranges marked by name, such as search hits and candidates, and what each name looks like."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.span import Span


@dataclass(frozen=True, slots=True)
class Look:
    """How the ranges of a name are drawn; each field is a colour role, `hue-` for a label's, or empty."""

    ground: str = ""
    dots: str = ""
    bar: str = ""
    outline: str = ""
    dashed: str = ""
    mapped: str = ""
    """The colour in which the map beside the text shows them, if it does."""


LOOKS = {
    "search": Look(ground="search_hit", mapped="search_current"),
    "search_current": Look(ground="search_current"),
    "candidates": Look(dots="text_faint"),
    "candidate": Look(outline="accent"),
    "spread": Look(dashed="accent"),
    "content": Look(ground="accent_soft", bar="accent"),
    "source": Look(ground="hue-1", bar="hue-1"),
    "cue": Look(ground="hue-2", bar="hue-2"),
}
OTHER = Look(ground="accent_soft")


class NamedRanges:
    """Sorted ranges by name; those of one name do not overlap."""

    def __init__(self) -> None:
        self._ranges: dict[str, list[Span]] = {}
        self._ends: dict[str, list[int]] = {}

    def set(self, name: str, ranges: Iterable[Span]) -> None:
        """Replace the ranges of a name; none takes the name away."""
        ordered = sorted(ranges)
        self._ranges.pop(name, None)
        self._ends.pop(name, None)
        if ordered:
            self._ranges[name] = ordered
            self._ends[name] = [one.end for one in ordered]

    def of(self, name: str) -> list[Span]:
        """Return the ranges of a name in text order."""
        return self._ranges.get(name, [])

    def clear(self) -> None:
        """Forget all names."""
        self._ranges.clear()
        self._ends.clear()

    def between(self, start: int, end: int) -> list[tuple[Look, list[Span]]]:
        """Return what lies between two offsets, with its look, in the order of `LOOKS`."""
        found = []
        for name in sorted(self._ranges, key=_rank):
            near = self._near(name, start, end)
            if near:
                found.append((LOOKS.get(name, OTHER), near))
        return found

    def _near(self, name: str, start: int, end: int) -> list[Span]:
        ranges = self._ranges[name]
        index = bisect_left(self._ends[name], start + 1)
        near = []
        while index < len(ranges) and ranges[index].start < end:
            near.append(ranges[index])
            index += 1
        return near


def _rank(name: str) -> int:
    return list(LOOKS).index(name) if name in LOOKS else len(LOOKS)
