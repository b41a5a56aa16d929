"""The values of the composer: a claim as it stands while it is composed, with what else its slots could hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from annotator.assist.claims import Proposal
from annotator.model.annotation import ENDORSEMENTS, MODALITIES, POLARITIES, QUOTE_TYPES
from annotator.model.claim import CHECK_WORTHINESS
from annotator.model.span import Span

Spans = tuple[Span, ...]
Claimant = tuple[str | None, str]
"""The uid of an entity with its name, a name that has no entity yet, or neither."""
SLOTS = ("claimant", "cue", "content", "quote_type", "modality", "polarity", "endorsement", "check_worthiness")
ROLES = {"claimant": "source", "cue": "cue", "content": "content"}
"""The role whose edges move while a slot is at hand."""
CLOSED = {
    "quote_type": QUOTE_TYPES,
    "modality": MODALITIES,
    "polarity": POLARITIES,
    "endorsement": ENDORSEMENTS,
    "check_worthiness": CHECK_WORTHINESS[1:],
}
MOST = 9
_UNNAMED: Claimant = (None, "")


@dataclass(frozen=True, slots=True)
class Composed:
    """One claim being composed."""

    content: Spans
    cue: Spans = ()
    source: Spans = ()
    claimant: Claimant = _UNNAMED
    quote_type: str = "indirect"
    voice: str = "attributed"
    modality: str = "asserted"
    polarity: str = "positive"
    endorsement: str = "neutral"
    check_worthiness: str = ""
    parent: int | str | None = None
    """What it is nested in: another claim of the composer by number, or one that is there by its uid."""
    there: str = ""
    """The uid of the annotation that has this content already."""
    choices: Mapping[str, tuple[Any, ...]] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """What can be chosen by digit for claimant, cue and content, in an order that stays."""

    def spans(self, role: str) -> Spans:
        """Return the spans of a role."""
        found: Spans = getattr(self, role)
        return found

    @property
    def reach(self) -> Span:
        """The smallest span that covers every role."""
        spans = (*self.content, *self.cue, *self.source)
        return Span(min(one.start for one in spans), max(one.end for one in spans))

    def candidates(self, slot: str) -> tuple[Any, ...]:
        """Return what the digits choose among in a slot, in order."""
        return CLOSED[slot] if slot in CLOSED else self.choices.get(slot, ())

    def value(self, slot: str) -> Any:
        """Return what a slot holds."""
        return getattr(self, slot)

    def with_value(self, slot: str, value: Any) -> "Composed":
        """Return the claim with another value in a slot; one that is new to it joins what can be chosen."""
        changed = replace(self, **{slot: value})
        known = self.choices.get(slot, ())
        if slot in CLOSED or value in known:
            return changed
        return replace(changed, choices=MappingProxyType({**self.choices, slot: (*known[: MOST - 1], value)}))

    def with_spans(self, role: str, spans: Spans) -> "Composed":
        """Return the claim with other spans of a role; without a source and cue nobody is reported to say it."""
        given: dict[str, Any] = {role: tuple(sorted(spans))}
        changed = replace(self, **given)
        if changed.voice == "author" and (changed.source or changed.cue):
            return replace(changed, voice="attributed", quote_type="indirect")
        return changed


def composed(proposal: Proposal, *, there: str = "", parent: int | str | None = None) -> Composed:
    """Return a proposal as a claim to compose; its own values come first among the choices."""
    claimant: Claimant = (proposal.claimant_entity, proposal.claimant_name)
    others = proposal.alternatives
    claimants = [claimant, *others.get("claimant", ())]
    names = dict.fromkeys(one for one in claimants if one != _UNNAMED)
    first = [_UNNAMED] if claimant == _UNNAMED else []
    offered = [*first, *names]
    if not first:
        offered.insert(min(len(offered), MOST - 1), _UNNAMED)
    choices = {
        "claimant": tuple(offered[:MOST]),
        "cue": (proposal.cue, *others.get("cue", ()))[:MOST],
        "content": (proposal.content, *others.get("content", ()))[:MOST],
    }
    return Composed(
        proposal.content,
        cue=proposal.cue,
        source=proposal.source,
        claimant=claimant,
        quote_type=proposal.quote_type,
        voice=proposal.voice,
        modality=proposal.modality,
        polarity=proposal.polarity,
        endorsement=proposal.endorsement,
        parent=parent,
        there=there,
        choices=MappingProxyType(choices),
    )
