"""Decisions: candidates that one key settles together, in the order of their first places."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.assist.candidates import Candidate
from annotator.model.span import Span


@dataclass(frozen=True, slots=True)
class Decision:
    """The first place of a group of candidates, which is shown, and the other places that accepting spreads to."""

    head: Candidate
    others: tuple[Candidate, ...] = ()

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Every place, the head first."""
        return (self.head, *self.others)

    @property
    def label(self) -> str:
        """The key of the proposed label."""
        return self.head.label

    @property
    def forms(self) -> list[str]:
        """The different forms, the head's first."""
        return list(dict.fromkeys(one.form for one in self.candidates))

    def with_label_of_head(self) -> tuple["Decision", tuple[Candidate, ...]]:
        """Return the decision on the places with the head's label alone, and the places left over."""
        same = tuple(one for one in self.others if one.label == self.head.label)
        return Decision(self.head, same), tuple(one for one in self.others if one.label != self.head.label)


def decisions(candidates: Iterable[Candidate]) -> list[Decision]:
    """Return one decision for each group, ordered by first place; an ambiguous place is a decision of its own."""
    groups: dict[str, list[Candidate]] = {}
    for one in sorted(candidates, key=lambda candidate: candidate.span):
        groups.setdefault(one.group, []).append(one)
    return [Decision(places[0], tuple(places[1:])) for places in groups.values()]


def at(decided: Iterable[Decision], span: Span) -> Decision | None:
    """Return the decision that has a place overlapping the span, or None."""
    return next((one for one in decided if any(place.span.overlaps(span) for place in one.candidates)), None)
