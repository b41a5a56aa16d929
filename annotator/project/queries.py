"""What queries return that is not a value of the model."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of what a filter means, by status, label uid and article uid."""

    statuses: dict[str, int]
    labels: dict[str, int]
    articles: dict[str, int]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of the review table; people and entities by name, everything else by uid."""

    uid: str
    kind: str
    label: str
    before: str
    quote: str
    after: str
    entity: str
    """The entity's name, or the claimant's."""
    cue: str
    article: str
    article_title: str
    status: str
    updated_at: str
    updated_by: str
    note: str
    start: int
    end: int
    pieces: int
    """How many spans its text has."""


SWEEP_PREFIX = "sweep:"
"""How the origin of a mention begins that was tagged on a proposal: `sweep:RULE:LABEL`."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule's proposal of one label was given another, or the same. Labels are keys."""

    rule: str
    proposed: str
    given: str
    count: int
    corrected: tuple[str, ...] = ()
    """The forms that were given another label."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of an aggregate: when, by whom, in which step, and its JSON before and after."""

    at: str
    who: str
    title: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One place found by a search, with its context. `uid` is the article's or the annotation's."""

    article: str
    title: str
    kind: str
    uid: str
    start: int
    end: int
    before: str
    match: str
    after: str
