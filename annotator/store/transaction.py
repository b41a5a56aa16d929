"""One transaction for one change set: rows, search index and history together or not at all."""

import sqlite3
from collections.abc import Sequence

from annotator.errors import SaveError, UndoError
from annotator.model.changes import Change, ChangeSet
from annotator.model.entity import Entity
from annotator.store import entities, history
from annotator.store.database import Database
from annotator.store.trouble import is_violation, save_error
from annotator.store.writing import Writer, current


def write(db: Database, writer: Writer, sets: Sequence[ChangeSet], *, actor: str, at: str, seen: int | None) -> None:
    """Write the sets in one `BEGIN IMMEDIATE` transaction; returns after COMMIT has.

    `seen` is the version of the data that the sets were made from, None when they had to wait: under another one
    each row is looked at before it is written over. Raises SaveError when the disk or another program stands in the
    way, UndoError when later rows do; nothing is written then.
    """
    try:
        with db.transaction():
            if seen_version(db) != seen:
                _refuse_stale(db, sets, waited=seen is None)
            for change_set in sets:
                for change in change_set.changes:
                    writer.apply(change, at=at, undoing=change_set.kind == "undo")
                history.append(db, change_set, actor, at)
    except sqlite3.Error as error:
        known = save_error(error, db.path) or _undo_error(error, sets[0])
        if known is None:
            raise
        raise known from error


def seen_version(db: Database) -> int:
    """Return a number that changes with every commit of another connection."""
    return int(db.execute("PRAGMA data_version").fetchone()[0])


def _refuse_stale(db: Database, sets: Sequence[ChangeSet], *, waited: bool) -> None:
    """Raise SaveError where another program has changed a row since the set was made."""
    for change_set in sets:
        firsts = {change.uid: change for change in reversed(change_set.changes)}.values()
        stale = any(_is_stale(db, one) or (waited and _is_known_by_now(db, one)) for one in firsts)
        if change_set.kind == "do" and stale:
            raise SaveError(
                f"Not saved: another program changed the same thing before “{change_set.title}”."
                " Discard this, look at it, and do it again."
            )


def _is_stale(db: Database, change: Change) -> bool:
    if change.before is None or change.kind == "version":
        return False
    return current(db, change.kind, change.uid) != change.before


def _is_known_by_now(db: Database, change: Change) -> bool:
    """Tell whether an entity that is to be made was made by another program while the change waited."""
    made = change.after if change.before is None else None
    return isinstance(made, Entity) and any(
        (one.label, one.name) == (made.label, made.name) for one in entities.named(db, made.name)
    )


def _undo_error(error: sqlite3.Error, first: ChangeSet) -> UndoError | None:
    """Return the sentence for an undo that would leave later rows without what they stand on, else None."""
    if first.kind == "do" or not is_violation(error):
        return None
    return UndoError(f"“{first.title}” can't be taken back: something made later builds on it. Nothing was changed.")
