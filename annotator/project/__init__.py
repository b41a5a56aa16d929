"""The open project: queries, verbs, undo, listeners."""

from annotator.project.project import Person, Project
from annotator.project.queries import Counts, Facets, HistoryEntry, Hit, ReviewRow
from annotator.project.reader import ProjectReader, is_project
from annotator.project.review import ReviewIds, ReviewRows
from annotator.store.check import Fault

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
