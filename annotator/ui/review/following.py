"""Tell what a change set means for a table: nothing, a few rows, or another answer."""

from enum import Enum, auto

from annotator.model.annotation import Annotation
from annotator.model.changes import Change, ChangeSet
from annotator.model.records import Filter


class Effect(Enum):
    """What a table has to do after a change set."""

    NONE = auto()
    ROWS = auto()
    """The rows named are to be read again; all stay where they are."""
    PLACES = auto()
    """Rows may have come, gone or moved: the question is asked again."""
    LABELS = auto()
    """Labels are called or coloured otherwise."""


_OF_ORDER = {"status": "status", "label": "label", "updated": "updated_at", "entity": "mention", "text": "pieces"}


def effect_of(change_set: ChangeSet, wanted: Filter, order: str) -> Effect:
    """Return what a change set means for a table with that filter and order."""
    kinds = {change.kind for change in change_set.changes}
    if "label" in kinds:
        return Effect.LABELS
    if kinds & {"article", "version", "entity", "claim"}:
        return Effect.PLACES
    changes = change_set.of_kind("annotation")
    if not changes:
        return Effect.NONE
    return Effect.PLACES if any(_moves(change, wanted, order) for change in changes) else Effect.ROWS


def _moves(change: Change, wanted: Filter, order: str) -> bool:
    """Tell whether a change can take a row out of its place or out of the table."""
    before, after = change.before, change.after
    if not isinstance(before, Annotation) or not isinstance(after, Annotation):
        return True
    if wanted.text or before.pieces != after.pieces:
        return True
    ordered = _OF_ORDER.get(order)
    is_moved = ordered is not None and getattr(before, ordered) != getattr(after, ordered)
    is_out = (wanted.statuses and before.status != after.status) or (wanted.labels and before.label != after.label)
    return is_moved or bool(is_out) or (bool(wanted.entities) and before.mention != after.mention)
