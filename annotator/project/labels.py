"""Verbs for labels: add and edit."""

from dataclasses import replace
from typing import Any

from annotator.errors import UsageError
from annotator.model.changes import Change, ChangeSet
from annotator.model.label import Label
from annotator.project.project import Project


def add(project: Project, label: Label) -> None:
    """Add a label; raises UsageError when its key or shortcut is taken."""
    _refuse_taken(project, label)
    project.commit(ChangeSet(f"New label {label.name}", (Change(None, label),)))


def edit(project: Project, uid: str, **fields: Any) -> None:
    """Change a label: any fields of Label. Raises UsageError when its key or shortcut is taken."""
    label = project.labels().get(uid)
    if label is None:
        raise UsageError("There is no such label in this project.")
    after = replace(label, **fields)
    _refuse_taken(project, after)
    if after != label:
        project.commit(ChangeSet(f"Edit label {label.name}", (Change(label, after),)))


def _refuse_taken(project: Project, label: Label) -> None:
    for other in project.labels():
        if other.uid == label.uid:
            continue
        if (other.label_set, other.kind, other.key) == (label.label_set, label.kind, label.key):
            raise UsageError(f"There is a label {label.key} already. Nothing was changed.")
        if label.shortcut and not label.archived_at and not other.archived_at and other.shortcut == label.shortcut:
            raise UsageError(f"The key {label.shortcut} belongs to {other.name}. Nothing was changed.")
