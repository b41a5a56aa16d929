"""Room for tags: which of many places overlap nothing that is tagged, and nothing before them."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.model.span import Span
from annotator.project.project import Project

if TYPE_CHECKING:
    from annotator.project.spreading import Place

FEW = 8
"""Places of a text up to which what is tagged is looked up place by place."""


def free_places(project: Project, places: "Sequence[Place]") -> "list[Place]":
    """Return the places that overlap nothing tagged and no place before them."""
    by_version: dict[tuple[str, int], list[Place]] = {}
    for place in places:
        by_version.setdefault((place.version.article, place.version.number), []).append(place)
    taken = {key: _Taken(_tagged_spans(project, some)) for key, some in by_version.items()}
    return [place for place in places if taken[place.version.article, place.version.number].take(place.span)]


def _tagged_spans(project: Project, places: "Sequence[Place]") -> list[Span]:
    """Return the places of mentions in the text, near the given places alone where these are few."""
    version = places[0].version
    if len(places) > FEW:
        return project.mention_places(version)
    return sorted({span for place in places for span in project.mention_places(version, place.span)})


class _Taken:
    """Places of one text that are tagged."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in spans:
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def take(self, span: Span) -> bool:
        """Take a place, unless part of it is taken; tell whether it was free."""
        at = bisect_right(self._starts, span.start)
        if at and self._ends[at - 1] > span.start:
            return False
        if at < len(self._starts) and self._starts[at] < span.end:
            return False
        self._starts.insert(at, span.start)
        self._ends.insert(at, span.end)
        return True
