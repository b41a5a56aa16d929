"""Make a sound project of what can be read of a damaged one."""

from pathlib import Path

from annotator.errors import ProjectError, UsageError
from annotator.model.times import now
from annotator.project import opening
from annotator.project.label_sets import shipped
from annotator.settings import Person
from annotator.store import meta, repair, trouble
from annotator.store.check import Fault
from annotator.store.repair import Salvage
from annotator.store.salvage import Damaged

__all__ = ["Fault", "Salvage", "repaired"]


def repaired(path: Path, out: Path, person: Person) -> Salvage:
    """Bring what can be read of a project into a new file and tell what became of it; the old one is not written.

    Raises ProjectError where nothing can be read or the new file can't be made.
    """
    if not path.is_file():
        raise ProjectError(f"There is no project at {path}.")
    if out.exists():
        raise UsageError(f"{out} is there already. Choose another name; a repair replaces nothing.")
    with trouble.opening(path), Damaged(path) as damaged:
        title = damaged.property("title") or path.name.split(".")[0]
        project_id = damaged.property("project_id")
        with opening.made_whole(out, person, title=title, shipped_labels=()) as db, db.transaction():
            if project_id:
                meta.put(db, "project_id", project_id)
            made = repair.salvage(damaged, db, shipped=shipped("news"), at=now())
            if not (made.counts["article"] or made.counts["annotation"]) and damaged.unread:
                raise ProjectError(f"Nothing of a project can be read in “{path.name}”. It was left as it is.")
    return made
