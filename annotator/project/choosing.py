"""Verbs that tag and link in one step what was chosen for some words: a known entity, a new one, a new label."""

from collections.abc import Sequence
from dataclasses import replace

from annotator.errors import UsageError
from annotator.model.annotation import Annotation, Mention, pieces_of
from annotator.model.article import Version
from annotator.model.changes import Change, ChangeSet
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.label import Label
from annotator.model.span import Span
from annotator.model.times import now
from annotator.project.building import edited, entity_label, find_or_make, live, without_left_entities
from annotator.project.project import Project
from annotator.project.spreading import Place, spread


def tag_as_entity(
    project: Project, version: Version, spans: Sequence[Span], *, entity: str, status: str = "accepted"
) -> Annotation:
    """Tag the spans as a name of a known entity, with the entity's label."""
    target = project.entity(entity)
    if target is None:
        raise UsageError("There is no such entity in this project.")
    made = _mention(project, version, spans, label=target.label, status=status, entity=target.uid)
    project.commit(ChangeSet(f"Tag {target.name}", (Change(None, made),)))
    return made


def tag_as_new_entity(
    project: Project, version: Version, spans: Sequence[Span], *, label: str, name: str, status: str = "accepted"
) -> Annotation:
    """Make an entity of that name and label, and tag the spans as a name of it."""
    entity = Entity(new_uid("entity"), entity_label(project, label).uid, " ".join(name.split()))
    made = _mention(project, version, spans, label=label, status=status, entity=entity.uid)
    project.commit(ChangeSet(f"Tag {entity.name}", (Change(None, entity), Change(None, made))))
    return made


def tag_with_new_label(
    project: Project, version: Version, spans: Sequence[Span], *, name: str, status: str = "accepted"
) -> Annotation:
    """Make a label of that name and tag the spans with it, as one step."""
    label = _new_label(project, name)
    probe = _mention(project, version, spans, label=label.uid, status=status, entity=None)
    form = " ".join(probe.quote.split())
    entity = Entity(new_uid("entity"), label.uid, form) if form else None
    made = replace(probe, mention=Mention(entity.uid, "NAME", "new")) if entity else probe
    new = [Change(None, one) for one in (label, entity, made) if one is not None]
    project.commit(ChangeSet(f"New label {label.name}", tuple(new)))
    return made


def relabel_with_new(project: Project, annotations: Sequence[Annotation], *, name: str) -> Label:
    """Make a label of that name and give it to mentions, as one step; entities mentioned nowhere else follow."""
    label = _new_label(project, name)
    changes = [Change(None, label)]
    for one in live(project, annotations):
        changes += edited(project, one, replace(one, label=label.uid))
        entity = project.entity(one.mention.entity) if one.mention and one.mention.entity else None
        if entity is not None and project.entity_uses(entity.uid)[0] == 1:
            changes.append(Change(entity, replace(entity, label=label.uid)))
    project.commit(ChangeSet(f"New label {label.name}", tuple(changes)))
    return label


def link_new_entity(project: Project, annotation: Annotation, name: str) -> Entity:
    """Make an entity of that name and link one mention to it."""
    made = Entity(new_uid("entity"), annotation.label, " ".join(name.split()))
    changes = [Change(None, made)]
    for one in live(project, [annotation]):
        old = one.mention.entity if one.mention else None
        form = one.mention.form if one.mention else "NAME"
        changes += edited(project, one, replace(one, mention=Mention(made.uid, form, "chosen")))
        changes += without_left_entities(project, {old: 1} if old else {})
    project.commit(ChangeSet(f"Link to {made.name}", tuple(changes)))
    return made


def tag_equal(
    project: Project,
    version: Version,
    spans: Sequence[Span],
    *,
    label: str,
    entity: str | None = None,
    status: str = "accepted",
) -> list[Annotation]:
    """Tag the first span, and the others as spread from it, with one entity found by its form or made; one step."""
    form = " ".join(spans[0].of(version.text).split())
    rule, new = "chosen", []
    if entity is None:
        found, rule, changes = find_or_make(project, label, form)
        entity = found.uid if found else None
        new = [change.after for change in changes if isinstance(change.after, Entity)]
    places = [Place(version, span, label, entity, rule) for span in spans]
    places[0] = replace(places[0], status=status, origin="manual")
    title = f"Tag {form}" + (f" and {len(places) - 1} equal" if len(places) > 1 else "")
    return spread(project, places, title=title, new=new)


def _new_label(project: Project, name: str) -> Label:
    """Return a label of that name for entities, not yet in the project: its key and colour are free ones."""
    name = " ".join(name.split())
    labels = project.labels()
    if not name:
        raise UsageError("A label needs a name.")
    key = "_".join("".join(sign if sign.isalnum() else " " for sign in name).upper().split()) or "LABEL"
    taken = {one.key for one in labels}
    if key in taken:
        raise UsageError(f"There is a label {key} already. Nothing was changed.")
    used = [one.color for one in labels.in_use("entity")]
    color = min((f"hue-{number}" for number in range(1, 13)), key=used.count)
    last = max((one.position for one in labels), default=0)
    own = next((one.label_set for one in labels.in_use("entity")), "news")
    return Label(new_uid("label"), "entity", key, name, label_set=own, color=color, position=last + 1)


def _mention(
    project: Project, version: Version, spans: Sequence[Span], *, label: str, status: str, entity: str | None
) -> Annotation:
    who, when = project.person.uid, now()
    return Annotation(
        new_uid("annotation"),
        version.article,
        version.number,
        "entity",
        label,
        pieces_of(version.text, "mention", spans),
        status=status,
        created_by=who,
        created_at=when,
        updated_by=who,
        updated_at=when,
        mention=Mention(entity, "NAME", "chosen" if entity else ""),
    )
