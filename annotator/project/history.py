"""Undo and redo of change sets, derived from the history in the file."""

from annotator.errors import UndoError
from annotator.model.changes import Change, ChangeSet
from annotator.store import history, writing
from annotator.store.codec import decode, encode
from annotator.store.connection import Database
from annotator.store.history import StoredChange, StoredSet

_STAYING = ("version", "annotator")
"""Undo leaves texts and people where they are: a deleted article still names both."""


def undo_title(db: Database, actor: str) -> str:
    """Return the title of the step that undo would take back, empty for none."""
    step = history.step_to_undo(db, actor)
    return _title(step[::-1])


def redo_title(db: Database, actor: str) -> str:
    """Return the title of the step that redo would do again, empty for none."""
    return _title(history.step_to_redo(db, actor))


def _title(step: list[StoredSet]) -> str:
    return step[0].title if step else ""


def undo_sets(db: Database, actor: str) -> list[ChangeSet]:
    """Return the sets that take back the newest step; raises UndoError, by name, where they can't."""
    step = history.step_to_undo(db, actor)
    if not step:
        raise UndoError("There is nothing to undo.")
    return _sets(db, step, kind="undo")


def redo_sets(db: Database, actor: str) -> list[ChangeSet]:
    """Return the sets that do the last undone step again; raises UndoError, by name, where they can't."""
    step = history.step_to_redo(db, actor)
    if not step:
        raise UndoError("There is nothing to redo.")
    return _sets(db, step, kind="redo")


def _sets(db: Database, step: list[StoredSet], *, kind: str) -> list[ChangeSet]:
    """Build the sets; the state that each expects is the file's, as left by the sets before it in the same step."""
    seen: dict[tuple[str, str], str | None] = {}
    made = []
    for head in step:
        stored = history.changes_of(db, head.number)
        if kind == "undo":
            stored = [StoredChange(one.kind, one.uid, one.after, one.before) for one in reversed(stored)]
        changes = [_change(db, head, one, seen) for one in stored if one.kind not in _STAYING]
        made.append(ChangeSet(head.title, tuple(changes), run_id=head.run_id, kind=kind, of_id=head.number))
    return made


def _change(db: Database, head: StoredSet, stored: StoredChange, seen: dict[tuple[str, str], str | None]) -> Change:
    key = (stored.kind, stored.uid)
    if key not in seen:
        seen[key] = encode(writing.current(db, stored.kind, stored.uid))
    if seen[key] != stored.before:
        later = history.last_title_touching(db, stored.uid, head.number)
        by = f": {later[1]} changed the same {stored.kind} later (“{later[0]}”)" if later else ""
        raise UndoError(f"“{head.title}” can't be taken back or done again{by}. Nothing was changed.")
    seen[key] = stored.after
    return Change(decode(stored.kind, stored.before), decode(stored.kind, stored.after))
