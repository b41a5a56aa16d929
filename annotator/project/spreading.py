"""The verb that tags many places at once: one decision, one change set, one undo step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.errors import UsageError
from annotator.model.annotation import Annotation, Mention, pieces_of
from annotator.model.article import Version
from annotator.model.changes import Change, ChangeSet
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.span import Span
from annotator.model.times import now
from annotator.project.building import entity_label
from annotator.project.project import Project
from annotator.project.room import free_places


@dataclass(frozen=True, slots=True)
class Place:
    """One place to tag. `label` and `entity` are uids; the entity may be one of those made in the same step."""

    version: Version
    span: Span
    label: str
    entity: str | None = None
    link_rule: str = ""
    status: str = "draft"
    origin: str = "propagated"
    origin_ref: str = ""


def spread(
    project: Project,
    places: Sequence[Place],
    *,
    title: str,
    new: Sequence[Entity] = (),
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> list[Annotation]:
    """Tag the places in one step, with the entities that are new and further aliases of known ones (by uid).

    A place that overlaps a mention, or a place before it, is left out; with no place left nothing is written.
    Raises UsageError for a label or an entity that is not there, ValueError for a span past a text's end.
    """
    _refuse_unknown(project, places, new)
    free = free_places(project, places)
    if not free:
        return []
    made = [_annotation(project, place) for place in free]
    used = {place.entity for place in free}
    changes = [Change(None, entity) for entity in new if entity.uid in used]
    changes += _with_aliases(project, {uid: names for uid, names in (aliases or {}).items() if uid in used})
    project.commit(ChangeSet(title, (*changes, *(Change(None, one) for one in made))))
    return made


def _refuse_unknown(project: Project, places: Sequence[Place], new: Sequence[Entity]) -> None:
    for label in {*(place.label for place in places), *(entity.label for entity in new)}:
        entity_label(project, label)
    made = {entity.uid for entity in new}
    for uid in {place.entity for place in places} - made - {None}:
        if project.entity(uid or "") is None:
            raise UsageError("There is no such entity in this project.")


def _annotation(project: Project, place: Place) -> Annotation:
    who, when = project.person.uid, now()
    return Annotation(
        new_uid("annotation"),
        place.version.article,
        place.version.number,
        "entity",
        place.label,
        pieces_of(place.version.text, "mention", [place.span]),
        status=place.status,
        origin=place.origin,
        origin_ref=place.origin_ref,
        created_by=who,
        created_at=when,
        updated_by=who,
        updated_at=when,
        mention=Mention(place.entity, "NAME", place.link_rule if place.entity else ""),
    )


def _with_aliases(project: Project, aliases: Mapping[str, Sequence[str]]) -> list[Change]:
    """Return the changes that give known entities names they do not have yet."""
    changes = []
    for uid, names in aliases.items():
        entity = project.entity(uid)
        if entity is None:
            continue
        missing = [one for one in dict.fromkeys(names) if one not in (entity.name, *entity.aliases)]
        if missing:
            changes.append(Change(entity, replace(entity, aliases=(*entity.aliases, *missing))))
    return changes
