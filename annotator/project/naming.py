"""Verbs that give several things a name or a note typed by hand, each as one step."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from annotator.errors import UsageError
from annotator.model.annotation import Annotation
from annotator.model.changes import Change, ChangeSet
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.times import now
from annotator.project.building import edited, entity_label, live, without_left_entities
from annotator.project.project import Project


def link_new(project: Project, annotations: Sequence[Annotation], name: str) -> None:
    """Make an entity of that name, with the first mention's label, and link the mentions to it."""
    chosen = [one for one in live(project, annotations) if one.mention is not None]
    if not chosen:
        return
    made = Entity(new_uid("entity"), chosen[0].label, " ".join(name.split()))
    freed = Counter(one.mention.entity for one in chosen if one.mention and one.mention.entity)
    changes = [Change(None, made)]
    for one in chosen:
        assert one.mention is not None
        mention = replace(one.mention, entity=made.uid, link_rule="chosen")
        changes += edited(project, one, replace(one, mention=mention))
    changes += without_left_entities(project, dict(freed))
    project.commit(ChangeSet(f"Link to {made.name}", tuple(changes)))


def new_claimant(project: Project, claim_uid: str, name: str, *, label: str) -> None:
    """Make an entity of that name and label, and the claimant of a claim."""
    claim = project.claim(claim_uid)
    if claim is None:
        raise UsageError("There is no such claim in this project.")
    made = Entity(new_uid("entity"), entity_label(project, label).uid, " ".join(name.split()))
    changes = [Change(None, made), Change(claim, replace(claim, claimant=made.uid))]
    if claim.claimant:
        changes += without_left_entities(project, {claim.claimant: 1})
    project.commit(ChangeSet(f"Claimant {made.name}", tuple(changes)))


def note_all(project: Project, annotations: Sequence[Annotation], note: str) -> None:
    """Write the same note on several annotations."""
    changed = [one for one in live(project, annotations) if one.note != note]
    who, when = project.person.uid, now()
    changes = tuple(Change(one, replace(one, note=note, updated_by=who, updated_at=when)) for one in changed)
    title = "Note" if len(changes) == 1 else f"Note on {len(changes)} tags"
    project.commit(ChangeSet(title, changes))
