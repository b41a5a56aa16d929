"""Verbs for entities: make and edit."""

from dataclasses import replace
from typing import Any

from annotator.errors import UsageError
from annotator.model.changes import Change, ChangeSet
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.project.building import entity_label
from annotator.project.project import Project


def make(project: Project, label: str, name: str) -> Entity:
    """Make an entity without a mention, such as a claimant who is not named in the text."""
    made = Entity(new_uid("entity"), entity_label(project, label).uid, " ".join(name.split()))
    project.commit(ChangeSet(f"New entity {made.name}", (Change(None, made),)))
    return made


def edit(project: Project, uid: str, **fields: Any) -> None:
    """Change an entity: any fields of Entity. Raises UsageError where another entity has the same identifier."""
    entity = project.entity(uid)
    if entity is None:
        raise UsageError("There is no such entity in this project.")
    after = replace(entity, **fields)
    twin = next((one for one in project.entities() if _is_twin(one, after)), None)
    if twin is not None:
        raise UsageError(f"{after.qid} is {twin.name} in this project already. Nothing was changed.")
    if after != entity:
        project.commit(ChangeSet(f"Edit {entity.name}", (Change(entity, after),)))


def _is_twin(one: Entity, other: Entity) -> bool:
    return bool(other.qid) and one.uid != other.uid and (one.qid, one.label) == (other.qid, other.label)
