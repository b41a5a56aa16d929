"""The verb that captures several claims at once: those under one cue, or one inside another, as one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.model.annotation import PIECE_SEPARATOR, Annotation, Occurrence, Piece, arranged, pieces_of
from annotator.model.article import Version
from annotator.model.changes import Change, ChangeSet
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.span import Span, envelope
from annotator.project.building import content_is, entity_label, new_occurrence
from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim as it is to be captured; its claimant is an entity's uid, or a name to be found or made."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    claimant: str | None = None
    name: str = ""
    label: str = ""
    """The uid of the label for an entity that has to be made of the name."""
    parent: int | str | None = None
    """What it is nested in: an earlier one of those captured, by number, or an annotation's uid."""
    check_worthiness: str = ""
    reported: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Fields of Occurrence: voice, quote_type, modality, polarity, endorsement."""


def capture_all(
    project: Project, version: Version, new: Sequence[NewClaim], *, status: str = "accepted"
) -> list[Annotation]:
    """Capture claims as one step and return their annotations in the same order.

    Content that is a claim already gives the annotation that is there; nothing is written for it.
    """
    made: list[Annotation] = []
    changes: list[Change] = []
    named: dict[str, str] = {}
    for one in new:
        pieces = _pieces(version, one)
        there = _there(project, version, pieces)
        if there is None:
            claimant = _claimant(project, one, named, changes)
            claim = Claim(new_uid("claim"), _proposition(pieces), claimant, check_worthiness=one.check_worthiness)
            occurrence = _occurrence(project, claim, one, made)
            there = replace(new_occurrence(project, version, pieces, occurrence), status=status)
            changes += [Change(None, claim), Change(None, there)]
        made.append(there)
    count = sum(change.kind == "claim" for change in changes)
    if changes:
        project.commit(ChangeSet("Capture claim" if count == 1 else f"Capture {count} claims", tuple(changes)))
    return made


def _pieces(version: Version, one: NewClaim) -> tuple[Piece, ...]:
    roles = (("content", one.content), ("cue", one.cue), ("source", one.source))
    return arranged([piece for role, spans in roles for piece in pieces_of(version.text, role, spans)])


def _there(project: Project, version: Version, pieces: tuple[Piece, ...]) -> Annotation | None:
    reach = envelope([piece.span for piece in pieces])
    main = tuple(piece for piece in pieces if piece.role == "content")
    return next((one for one in project.annotations_on(version, reach) if content_is(one, main)), None)


def _proposition(pieces: tuple[Piece, ...]) -> str:
    return " ".join(PIECE_SEPARATOR.join(piece.quote for piece in pieces if piece.role == "content").split())


def _occurrence(project: Project, claim: Claim, one: NewClaim, made: list[Annotation]) -> Occurrence:
    """Return how the claim is reported; one whose parent has gone is nested in nothing."""
    parent = made[one.parent].uid if isinstance(one.parent, int) else one.parent
    if isinstance(one.parent, str) and project.annotation(one.parent) is None:
        parent = None
    voice = one.reported.get("voice", "attributed")
    if parent is None and voice == "nested":
        voice = "attributed"
    return Occurrence(claim.uid, parent=parent, **{**one.reported, "voice": voice})


def _claimant(project: Project, one: NewClaim, named: dict[str, str], changes: list[Change]) -> str | None:
    """Return the claimant's uid: the one given, the only bearer of the name, or a new entity; None for two bearers."""
    name = " ".join(one.name.split())
    if one.claimant is not None or not name:
        return one.claimant if one.claimant is None or project.entity(one.claimant) else None
    if name not in named:
        bearers = [each for each in project.entities_named(name) if name in (each.name, *each.aliases)]
        if len(bearers) > 1:
            return None
        if bearers:
            return bearers[0].uid
        entity = Entity(new_uid("entity"), entity_label(project, one.label).uid, name)
        changes.append(Change(None, entity))
        named[name] = entity.uid
    return named[name]
