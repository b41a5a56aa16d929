"""Verbs for claims: capture an occurrence, edit how it is reported, edit the record."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from annotator.errors import UsageError
from annotator.model.annotation import PIECE_SEPARATOR, Annotation, Occurrence, arranged, pieces_of
from annotator.model.article import Version
from annotator.model.changes import Change, ChangeSet
from annotator.model.claim import Claim
from annotator.model.ids import new_uid
from annotator.model.span import Span, envelope
from annotator.project.building import content_is, edited, live, new_occurrence, without_left_entities
from annotator.project.project import Project


def capture(
    project: Project,
    version: Version,
    content: Sequence[Span],
    *,
    cue: Sequence[Span] = (),
    source: Sequence[Span] = (),
    claimant: str | None = None,
    status: str = "accepted",
    note: str = "",
    **reported: Any,
) -> Annotation:
    """Make the content spans the first occurrence of a new claim.

    `reported` are fields of Occurrence: modality, polarity, voice and so on.
    Content that is a claim already gives the annotation that is there, and nothing is written.
    """
    main = pieces_of(version.text, "content", content)
    pieces = arranged([*main, *pieces_of(version.text, "cue", cue), *pieces_of(version.text, "source", source)])
    reach = envelope([piece.span for piece in pieces])
    there = next((one for one in project.annotations_on(version, reach) if content_is(one, main)), None)
    if there is not None:
        return there
    proposition = " ".join(PIECE_SEPARATOR.join(piece.quote for piece in main).split())
    claim = Claim(new_uid("claim"), proposition, claimant)
    made = new_occurrence(project, version, pieces, Occurrence(claim.uid, **reported))
    made = replace(made, status=status, note=note)
    project.commit(ChangeSet("Capture claim", (Change(None, claim), Change(None, made))))
    return made


def edit_occurrence(project: Project, annotation: Annotation, **fields: Any) -> None:
    """Change how a claim is reported: any fields of Occurrence. Raises ValueError for a word outside its list."""
    for one in live(project, [annotation]):
        if one.occurrence is not None:
            after = replace(one, occurrence=replace(one.occurrence, **fields))
            project.commit(ChangeSet(f"Edit {_listed(fields)}", tuple(edited(project, one, after))))


def edit_claim(project: Project, uid: str, **fields: Any) -> None:
    """Change the record of a claim: any fields of Claim; an entity that was only its claimant goes if it is bare."""
    claim = project.claim(uid)
    if claim is None:
        raise UsageError("There is no such claim in this project.")
    after = replace(claim, **fields)
    if after == claim:
        return
    changes = [Change(claim, after)]
    if claim.claimant and claim.claimant != after.claimant:
        changes += without_left_entities(project, {claim.claimant: 1})
    is_typing = len(fields) == 1 and set(fields) <= {"proposition", "note"}
    key = f"claim {uid} {_listed(fields)}" if is_typing else ""
    project.commit(ChangeSet(f"Edit {_listed(fields)}", tuple(changes), merge_key=key))


def _listed(fields: dict[str, Any]) -> str:
    return ", ".join(name.replace("_", " ") for name in fields)
