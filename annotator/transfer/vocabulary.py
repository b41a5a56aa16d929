"""Find or plan what a file names in words: labels by key, entities by name."""

from annotator.model.entity import Entity
from annotator.model.ids import is_uid, new_uid
from annotator.model.label import Label
from annotator.transfer.workspace import Workspace

_HUES = 12


def label_for(workspace: Workspace, name: str, kind: str) -> tuple[Label, bool]:
    """Return the label with that key, planning one where the project has none, and whether it is new."""
    found = workspace.label(name, kind)
    if found is not None and found.kind == kind:
        return found, False
    labels = list(workspace.labels())
    position = max((one.position for one in labels), default=-1) + 1
    shown = name.replace("_", " ").strip().capitalize() or name
    made = Label(new_uid("label"), kind, name, shown, color=f"hue-{position % _HUES + 1}", position=position)
    workspace.put(made)
    return made, True


def linked_entity(workspace: Workspace, name: str, label: Label, *, uid: str = "", qid: str = "") -> Entity:
    """Return the only entity with exactly that name and label, planning a new one where there is none or several."""
    fitting = [one for one in workspace.entities_named(name) if one.label == label.uid and name_fits(one, name)]
    if len(fitting) == 1 and not uid:
        return fitting[0]
    made = Entity(uid if is_uid(uid, "entity") else new_uid("entity"), label.uid, name.strip(), qid=qid)
    workspace.put(made)
    return made


def name_fits(entity: Entity, name: str) -> bool:
    """Tell whether the entity bears exactly that name."""
    return name.strip() in (entity.name, *entity.aliases)
