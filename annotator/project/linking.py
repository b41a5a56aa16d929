"""Verbs for what mentions stand for: split one off, refer to an entity by a pronoun or description."""

from collections.abc import Sequence
from dataclasses import replace

from annotator.errors import UsageError
from annotator.model.annotation import Annotation, Mention, pieces_of
from annotator.model.article import Version
from annotator.model.changes import Change, ChangeSet
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.span import Span
from annotator.model.times import now
from annotator.project.building import edited, live, without_left_entities
from annotator.project.project import Project


def split(project: Project, annotation: Annotation) -> Entity | None:
    """Give a mention an entity of its own, named as it stands in the text; None where it is gone or no mention."""
    for one in live(project, [annotation]):
        if one.mention is None:
            return None
        name = " ".join(one.quote.split())
        if not name:
            raise UsageError("The tag covers blanks only, which name no entity. Nothing was changed.")
        made = Entity(new_uid("entity"), one.label, name)
        changes = [Change(None, made)]
        changes += edited(project, one, replace(one, mention=replace(one.mention, entity=made.uid, link_rule="chosen")))
        changes += without_left_entities(project, {one.mention.entity: 1} if one.mention.entity else {})
        project.commit(ChangeSet(f"Split off {made.name}", tuple(changes)))
        return made
    return None


def refer(project: Project, version: Version, spans: Sequence[Span], entity: str, *, form: str) -> Annotation:
    """Tag a pronoun or description that stands for an entity, with the entity's label."""
    target = project.entity(entity)
    if target is None:
        raise UsageError("There is no such entity in this project.")
    who, when = project.person.uid, now()
    made = Annotation(
        new_uid("annotation"),
        version.article,
        version.number,
        "entity",
        target.label,
        pieces_of(version.text, "mention", spans),
        created_by=who,
        created_at=when,
        updated_by=who,
        updated_at=when,
        mention=Mention(target.uid, form, "chosen"),
    )
    project.commit(ChangeSet(f"Refer to {target.name}", (Change(None, made),)))
    return made
