"""The open project: queries, verbs, undo, listeners."""

from annotator.project.counts import Counts
from annotator.project.project import Person, Project
from annotator.project.reader import ProjectReader, is_project

__all__ = [
    "Counts",
    "Facets",
    "Fault",
    "Hit",
    "HistoryEntry",
    "Person",
    "Project",
    "ProjectReader",
    "ReviewIds",
    "ReviewRow",
    "ReviewRows",
    "is_project",
]
