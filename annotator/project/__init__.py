"""The open project: queries, verbs, undo, listeners."""

from annotator.project.counts import Counts
from annotator.project.project import Person, Project
from annotator.project.reader import ProjectReader, is_project

__all__ = [
    "Counts",
    "Person",
    "Project",
    "ProjectReader",
    "is_project",
]
