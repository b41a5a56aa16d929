"""Choices: what else each slot of a proposal could hold."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from annotator.assist.claims.casting import KnownMention
from annotator.assist.claims.passage import Passage
from annotator.assist.claims.proposal import Proposal
from annotator.model.annotation import ENDORSEMENTS, MODALITIES, POLARITIES, QUOTE_TYPES
from annotator.model.span import Span, envelope

MOST = 9
"""Choices of a slot: one a digit key."""


def with_choices(
    passage: Passage, proposal: Proposal, found: Sequence[Proposal], *, known: Sequence[KnownMention]
) -> Proposal:
    """Return the proposal with its alternatives, likely ones first and the proposed value left out."""
    choices: dict[str, tuple[object, ...]] = {
        "content": _others(proposal.content, [*(one.content for one in found), *_contents(passage, proposal)]),
        "cue": _others(proposal.cue, [*(one.cue for one in found), ()]),
        "source": _others(proposal.source, [*(one.source for one in found), *_mentions(passage, known), ()]),
        "claimant": _claimants(proposal, found, known),
        "modality": _others(proposal.modality, MODALITIES),
        "polarity": _others(proposal.polarity, POLARITIES),
        "endorsement": _others(proposal.endorsement, ENDORSEMENTS),
        "quote_type": _others(proposal.quote_type, QUOTE_TYPES),
    }
    return replace(proposal, alternatives=MappingProxyType({slot: few for slot, few in choices.items() if few}))


def _others(value: object, offered: Sequence[object]) -> tuple[object, ...]:
    return tuple(one for one in dict.fromkeys(offered) if one != value)[:MOST]


def _contents(passage: Passage, proposal: Proposal) -> list[tuple[Span, ...]]:
    """Offer the pieces as one, the whole sentence, and the quotations in it."""
    offered: list[tuple[Span, ...]] = []
    if len(proposal.content) > 1:
        offered += [(one,) for one in proposal.content]
        offered.append((envelope(list(proposal.content)),))
    quoted = tuple(piece for token in passage.tokens if token.quotation for piece in token.quotation.pieces)
    if quoted:
        offered.append(quoted)
    end = len(passage.text[passage.span.start : passage.span.end].rstrip(" \n.")) + passage.span.start
    return [*offered, (Span(passage.span.start, end),)] if end > passage.span.start else offered


def _mentions(passage: Passage, known: Sequence[KnownMention]) -> list[tuple[Span, ...]]:
    return [(span,) for span, _, _ in known if passage.span.contains(span)]


def _claimants(proposal: Proposal, found: Sequence[Proposal], known: Sequence[KnownMention]) -> tuple[object, ...]:
    """Offer the claimants of the other claims, then the known entities, nearest first, then nobody."""
    at = proposal.start
    near = sorted(known, key=lambda one: (one[0].start > at, abs(one[0].start - at)))
    offered: list[object] = [(one.claimant_entity, one.claimant_name) for one in found]
    offered += [(uid, name) for _, uid, name in near]
    return _others((proposal.claimant_entity, proposal.claimant_name), [*offered, (None, "")])
