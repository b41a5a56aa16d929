"""The decisions of a sweep that are left, in text order, and the one that is shown."""

from collections.abc import Callable, Collection, Sequence

from annotator.assist.candidates import Candidate
from annotator.assist.decisions import Decision
from annotator.model.span import Span


class Queue:
    """Decisions in the order of their first places, with an index at the one shown."""

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        self.decisions = list(decisions)
        self.index = 0

    def __len__(self) -> int:
        return len(self.decisions)

    @property
    def current(self) -> Decision | None:
        """The decision shown, None when nothing is left."""
        return self.decisions[self.index] if self.decisions else None

    def step(self, by: int) -> None:
        """Go on or back; after the last comes the first."""
        self.index = (self.index + by) % len(self.decisions) if self.decisions else 0

    def seek(self, offset: int) -> None:
        """Go to the decision with a place at the offset, else to the first after it, else to the first."""
        at = (i for i, one in enumerate(self.decisions) if any(_is_at(place.span, offset) for place in one.candidates))
        after = (i for i, one in enumerate(self.decisions) if one.head.span.start >= offset)
        self.index = next(at, next(after, 0))

    def remove(self, decision: Decision, rest: Sequence[Candidate] = ()) -> None:
        """Take a decision off; the rest of its places is decided on its own. What is shown stays, or the next comes."""
        index = self.decisions.index(decision)
        del self.decisions[index]
        if index < self.index:
            self.index -= 1
        if rest:
            self.insert(Decision(rest[0], tuple(rest[1:])))
        if self.index >= len(self.decisions):
            self.index = 0

    def insert(self, decision: Decision) -> None:
        """Put a decision in its place in the text."""
        start = decision.head.span.start
        found = (i for i, one in enumerate(self.decisions) if one.head.span.start > start)
        at = next(found, len(self.decisions))
        self.decisions.insert(at, decision)
        if at < self.index:
            self.index += 1

    def add(self, candidate: Candidate) -> None:
        """Put a place into the decision of its group, or make it one of its own."""
        there = next((one for one in self.decisions if one.head.group == candidate.group), None)
        if there is None:
            self.insert(Decision(candidate))
            return
        places = sorted((*there.candidates, candidate), key=lambda one: one.span)
        self.decisions[self.decisions.index(there)] = Decision(places[0], tuple(places[1:]))

    def show_instead(self, decision: Decision) -> None:
        """Put another decision where the shown one is, and take its places out of all others."""
        self.decisions[self.index] = decision
        spans = [one.span for one in decision.candidates]
        for one in [one for one in self.decisions if one is not decision]:
            rest = [place for place in one.candidates if not any(place.span.overlaps(span) for span in spans)]
            if len(rest) < len(one.candidates):
                self.remove(one, rest)

    def drop(self, is_unwanted: Callable[[Decision], bool]) -> None:
        """Take off every decision of a kind."""
        for one in [one for one in self.decisions if is_unwanted(one)]:
            self.remove(one)

    def change(self, changed: Callable[[Candidate], Candidate]) -> None:
        """Replace every place that is left."""
        self.decisions = [
            Decision(changed(one.head), tuple(changed(two) for two in one.others)) for one in self.decisions
        ]

    def spans(self) -> Collection[Span]:
        """Return the places that are left."""
        return [place.span for one in self.decisions for place in one.candidates]


def _is_at(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end
