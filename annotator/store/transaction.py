"""One transaction for one change set: rows, search index and history together or not at all."""

import sqlite3
from collections.abc import Sequence

from annotator.errors import UndoError
from annotator.model.changes import ChangeSet
from annotator.store import history
from annotator.store.database import Database
from annotator.store.trouble import is_violation, save_error
from annotator.store.writing import Writer


def write(db: Database, writer: Writer, sets: Sequence[ChangeSet], *, actor: str, at: str) -> None:
    """Write the sets in one `BEGIN IMMEDIATE` transaction; returns after COMMIT has.

    Raises SaveError when the disk or another program stands in the way, UndoError when later rows do;
    nothing is written then.
    """
    try:
        with db.transaction():
            for change_set in sets:
                for change in change_set.changes:
                    writer.apply(change, at=at, undoing=change_set.kind == "undo")
                history.append(db, change_set, actor, at)
    except sqlite3.Error as error:
        known = save_error(error, db.path) or _undo_error(error, sets[0])
        if known is None:
            raise
        raise known from error


def _undo_error(error: sqlite3.Error, first: ChangeSet) -> UndoError | None:
    """Return the sentence for an undo that would leave later rows without what they stand on, else None."""
    if first.kind == "do" or not is_violation(error):
        return None
    return UndoError(f"“{first.title}” can't be taken back: something made later builds on it. Nothing was changed.")
