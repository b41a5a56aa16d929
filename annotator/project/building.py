"""Parts of change sets that several verbs share."""

from collections.abc import Iterable
from dataclasses import replace

from annotator.errors import UsageError
from annotator.model.annotation import Annotation, Occurrence, Piece
from annotator.model.article import Version
from annotator.model.changes import Change
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.label import Label
from annotator.model.people import Review
from annotator.model.times import now
from annotator.project.project import Project


def entity_label(project: Project, uid: str) -> Label:
    """Return a label for entities; raises UsageError for any other uid."""
    label = project.labels().get(uid)
    if label is None or label.kind != "entity":
        raise UsageError("There is no such label for entities in this project.")
    return label


def live(project: Project, annotations: Iterable[Annotation]) -> list[Annotation]:
    """Return the annotations as they are now, without those that are gone and without repeats."""
    found = {one.uid: project.annotation(one.uid) for one in annotations}
    return [one for one in found.values() if one is not None]


def edited(project: Project, before: Annotation, after: Annotation) -> list[Change]:
    """Return the changes for an edit: the author's own unreviewed tag keeps its status, others reopen.

    A reopened annotation becomes draft, with a review that tells so.
    """
    if after == before:
        return []
    changes: list[Change] = []
    if before.status in ("accepted", "proposed") and not _is_own(project, before):
        after = replace(after, status="draft")
        changes.append(Change(None, review(project, before, "draft", reason="edited")))
    stamped = replace(after, updated_by=project.person.uid, updated_at=now())
    return [Change(before, stamped), *changes]


def _is_own(project: Project, annotation: Annotation) -> bool:
    """Tell whether this person tagged it by hand and nobody has reviewed it since."""
    is_mine = annotation.origin == "manual" and annotation.created_by == project.person.uid
    return is_mine and not project.reviews_of(annotation.uid)


def review(project: Project, annotation: Annotation, status: str, *, reason: str = "") -> Review:
    """Return the review that a change of status leaves behind."""
    return Review(
        new_uid("review"),
        annotation.uid,
        project.person.uid,
        annotation.status,
        status,
        reason=reason,
        created_at=now(),
    )


def without_left_entities(project: Project, freed: dict[str, int]) -> list[Change]:
    """Return deletions of the bare entities that lose their last use. `freed` counts the uses a set takes away."""
    changes = []
    for uid, count in freed.items():
        entity = project.entity(uid)
        if entity is not None and entity.is_bare and sum(project.entity_uses(uid)) <= count:
            changes.append(Change(entity, None))
    return changes


def find_or_make(project: Project, label: str, name: str) -> tuple[Entity | None, str, list[Change]]:
    """Return (entity, link rule, changes) for a form: the only one with exactly that name and label, or a new one.

    Two bearers of the name give (None, "", []), since ambiguous forms are never linked silently; so does a blank name.
    """
    if not name:
        return None, "", []
    bearers = [one for one in project.entities_named(name) if one.label == label and name in (one.name, *one.aliases)]
    if len(bearers) > 1:
        return None, "", []
    if bearers:
        return bearers[0], "exact" if bearers[0].name == name else "alias", []
    made = Entity(new_uid("entity"), label, name)
    return made, "new", [Change(None, made)]


def new_occurrence(project: Project, version: Version, pieces: tuple[Piece, ...], occurrence: Occurrence) -> Annotation:
    """Return an annotation of a claim made by this person now; raises UsageError without a label for claims."""
    label = project.labels().by_key("CLAIM", "claim")
    if label is None:
        raise UsageError("This project has no label CLAIM; add one to tag claims.")
    return Annotation(
        new_uid("annotation"),
        version.article,
        version.number,
        "claim",
        label.uid,
        pieces,
        created_by=project.person.uid,
        created_at=now(),
        updated_by=project.person.uid,
        updated_at=now(),
        occurrence=occurrence,
    )


def content_is(one: Annotation, content: tuple[object, ...]) -> bool:
    """Tell whether an annotation is a claim with exactly this content."""
    return one.kind == "claim" and tuple(piece for piece in one.pieces if piece.role == "content") == content
