"""Verbs for annotations: tag, relabel, move, link, decide, note, delete."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from annotator.errors import UsageError
from annotator.model.annotation import PIECE_SEPARATOR, TRANSITIONS, Annotation, Mention, arranged, pieces_of
from annotator.model.article import Version
from annotator.model.changes import Change, ChangeSet
from annotator.model.ids import new_uid
from annotator.model.span import Span, envelope
from annotator.model.times import now
from annotator.project.building import edited, entity_label, find_or_make, live, review, without_left_entities
from annotator.project.project import Project


def tag(
    project: Project,
    version: Version,
    spans: Sequence[Span],
    label: str,
    *,
    note: str = "",
    status: str = "accepted",
    form: str = "NAME",
) -> Annotation:
    """Tag the spans as one mention; its entity is found by exact form and label, or made.

    Spans that bear the same label already give the annotation that is there, and nothing is written.
    """
    chosen = entity_label(project, label)
    pieces = pieces_of(version.text, "mention", spans)
    there = next(
        (one for one in project.annotations_on(version, envelope(list(spans))) if _is_same(one, label, pieces)), None
    )
    if there is not None:
        return there
    name = " ".join(PIECE_SEPARATOR.join(piece.quote for piece in pieces).split())
    entity, rule, changes = find_or_make(project, label, name) if form == "NAME" else (None, "", [])
    made = Annotation(
        new_uid("annotation"),
        version.article,
        version.number,
        "entity",
        label,
        pieces,
        status=status,
        note=note,
        created_by=project.person.uid,
        created_at=now(),
        updated_by=project.person.uid,
        updated_at=now(),
        mention=Mention(entity.uid if entity else None, form, rule),
    )
    project.commit(ChangeSet(f"Tag {chosen.name}", (*changes, Change(None, made))))
    return made


def _is_same(one: Annotation, label: str, pieces: tuple[object, ...]) -> bool:
    return one.kind == "entity" and one.label == label and one.pieces == pieces


def relabel(project: Project, annotations: Sequence[Annotation], label: str) -> None:
    """Give mentions another label; an entity whose only mention that is follows, others keep theirs."""
    chosen = entity_label(project, label)
    changes: list[Change] = []
    moved: Counter[str] = Counter()
    for one in live(project, annotations):
        if one.kind == "entity" and one.label != label:
            changes += edited(project, one, replace(one, label=label))
            if one.mention and one.mention.entity:
                moved[one.mention.entity] += 1
    for uid, count in moved.items():
        entity = project.entity(uid)
        if entity is not None and entity.label != label and project.entity_uses(uid)[0] <= count:
            changes.append(Change(entity, replace(entity, label=label)))
    project.commit(ChangeSet(f"Label {chosen.name}", tuple(changes)))


def delete(project: Project, annotations: Sequence[Annotation]) -> None:
    """Delete annotations, with bare entities and claims that lose their last one."""
    chosen = live(project, annotations)
    changes = [Change(one, None) for one in chosen]
    claims = Counter(one.occurrence.claim for one in chosen if one.occurrence)
    freed = Counter(one.mention.entity for one in chosen if one.mention and one.mention.entity)
    freed.update(one.occurrence.stance_target for one in chosen if one.occurrence and one.occurrence.stance_target)
    for uid, count in claims.items():
        claim = project.claim(uid)
        if claim is not None and claim.is_bare and project.occurrence_count(uid) <= count:
            changes.append(Change(claim, None))
            freed.update([claim.claimant] if claim.claimant else [])
    changes += without_left_entities(project, dict(freed))
    title = "Delete tag" if len(chosen) == 1 else f"Delete {len(chosen)} tags"
    project.commit(ChangeSet(title, tuple(changes)))


def set_note(project: Project, annotation: Annotation, note: str) -> None:
    """Write the note of an annotation; adjacent edits of one note are one step."""
    for one in live(project, [annotation]):
        if one.note != note:
            after = replace(one, note=note, updated_by=project.person.uid, updated_at=now())
            project.commit(ChangeSet("Note", (Change(one, after),), merge_key=f"note {one.uid}"))


def set_status(project: Project, annotations: Sequence[Annotation], status: str, *, reason: str = "") -> None:
    """Decide on annotations; raises UsageError, and changes nothing, where a status can't become that one."""
    changes: list[Change] = []
    for one in live(project, annotations):
        if one.status == status:
            continue
        if status not in TRANSITIONS[one.status]:
            raise UsageError(f"What is {one.status} can't become {status}. Reopen it first; nothing was changed.")
        after = replace(one, status=status, updated_by=project.person.uid, updated_at=now())
        changes += [Change(one, after), Change(None, review(project, one, status, reason=reason))]
    verbs = {"accepted": "Accept", "rejected": "Reject", "disputed": "Dispute", "draft": "Reopen"}
    count = len(changes) // 2
    title = verbs.get(status, "Decide") + ("" if count == 1 else f" {count} tags")
    project.commit(ChangeSet(title, tuple(changes)))


def move(project: Project, annotation: Annotation, role: str, spans: Sequence[Span]) -> None:
    """Give an annotation new spans for one role; the entity, the claim, the note and the id stay.

    No spans take the role away, which the main role refuses with ValueError.
    """
    for one in live(project, [annotation]):
        text = project.version(one.article, one.version).text
        kept = [piece for piece in one.pieces if piece.role != role]
        pieces = arranged([*kept, *pieces_of(text, role, spans)])
        project.commit(ChangeSet("Move tag", tuple(edited(project, one, replace(one, pieces=pieces)))))


def link(project: Project, annotations: Sequence[Annotation], entity: str | None) -> None:
    """Link mentions to an entity, or to none; bare entities that lose their last mention go."""
    target = project.entity(entity) if entity else None
    if entity and target is None:
        raise UsageError("There is no such entity in this project.")
    changes: list[Change] = []
    freed: Counter[str] = Counter()
    for one in live(project, annotations):
        if one.mention is None or one.mention.entity == entity:
            continue
        if one.mention.entity:
            freed[one.mention.entity] += 1
        rule = "chosen" if entity else ""
        changes += edited(project, one, replace(one, mention=replace(one.mention, entity=entity, link_rule=rule)))
    changes += without_left_entities(project, dict(freed))
    project.commit(ChangeSet(f"Link to {target.name}" if target else "Unlink", tuple(changes)))


def set_form(project: Project, annotations: Sequence[Annotation], form: str) -> None:
    """Say whether mentions are names, descriptions or pronouns."""
    changes: list[Change] = []
    for one in live(project, annotations):
        if one.mention is not None and one.mention.form != form:
            changes += edited(project, one, replace(one, mention=replace(one.mention, form=form)))
    project.commit(ChangeSet("Mention form", tuple(changes)))
