"""The history: change sets and their changes, from which undo, redo and the audit trail are derived."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.model.changes import ChangeSet
from annotator.store.codec import encode
from annotator.store.database import Database


@dataclass(frozen=True, slots=True)
class StoredChange:
    """One change as the history holds it: kind, uid and JSON before and after."""

    kind: str
    uid: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class StoredSet:
    """The head of a change set. `number` is its row, `at` when it was committed."""

    number: int
    at: str
    title: str
    kind: str
    of_id: int | None
    merge_key: str
    run_id: str


_HEAD = "SELECT s.id, s.at, s.title, s.kind, s.of_id, s.merge_key, s.run_id FROM change_sets s"
_MINE = "s.actor_id = (SELECT id FROM annotators WHERE uid = ?)"
_UNDONE = "coalesce((SELECT u.kind FROM change_sets u WHERE u.of_id = s.id ORDER BY u.id DESC LIMIT 1), 'do') = 'undo'"


def append(db: Database, change_set: ChangeSet, actor: str, at: str) -> int:
    """Write a set and its changes; return its number."""
    row = db.execute(
        "INSERT INTO change_sets (at, actor_id, title, kind, of_id, merge_key, run_id)"
        " VALUES (?, (SELECT id FROM annotators WHERE uid = ?), ?, ?, ?, ?, ?) RETURNING id",
        (at, actor, change_set.title, change_set.kind, change_set.of_id, change_set.merge_key, change_set.run_id),
    ).fetchone()
    for seq, change in enumerate(change_set.changes):
        db.execute(
            "INSERT INTO changes (set_id, seq, kind, uid, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            (row[0], seq, change.kind, change.uid, encode(change.before), encode(change.after)),
        )
    return int(row[0])


def changes_of(db: Database, number: int) -> list[StoredChange]:
    """Return the changes of a set in the order they were written."""
    rows = db.execute("SELECT kind, uid, before, after FROM changes WHERE set_id = ? ORDER BY seq", (number,))
    return [StoredChange(*row) for row in rows]


def step_to_undo(db: Database, actor: str) -> list[StoredSet]:
    """Return the sets of this person's newest step that is not undone, newest first; empty when there is none."""
    rows = db.execute(f"{_HEAD} WHERE {_MINE} AND s.kind = 'do' AND NOT {_UNDONE} ORDER BY s.id DESC", (actor,))
    return _one_step(StoredSet(*row) for row in rows)


def step_to_redo(db: Database, actor: str) -> list[StoredSet]:
    """Return the sets of the step undone last, oldest first; empty when something new was done since."""
    rows = db.execute(
        f"{_HEAD} WHERE {_UNDONE} AND s.id IN (SELECT s.of_id FROM change_sets s WHERE {_MINE} AND s.kind = 'undo'"
        f" AND s.id > (SELECT coalesce(max(s.id), 0) FROM change_sets s WHERE {_MINE} AND s.kind = 'do'))"
        " ORDER BY s.id",
        (actor, actor),
    )
    return _one_step(StoredSet(*row) for row in rows)


def _one_step(sets: Iterator[StoredSet]) -> list[StoredSet]:
    """Take the first set and those that follow it in the same run or merge."""
    first = next(sets, None)
    if first is None:
        return []
    step = [first]
    for one in sets:
        same_run = bool(first.run_id) and one.run_id == first.run_id
        merged = bool(first.merge_key) and one.merge_key == first.merge_key
        if not (same_run or merged):
            break
        step.append(one)
    return step


def last_title_touching(db: Database, uid: str, after_number: int) -> tuple[str, str] | None:
    """Return (title, who) of the last set after that number that touched the aggregate, or None."""
    row = db.execute(
        "SELECT s.title, p.name FROM changes c JOIN change_sets s ON s.id = c.set_id"
        " JOIN annotators p ON p.id = s.actor_id WHERE c.uid = ? AND s.id > ? ORDER BY s.id DESC LIMIT 1",
        (uid, after_number),
    ).fetchone()
    return (row[0], row[1]) if row else None


def of_uid(db: Database, uid: str) -> list[tuple[str, str, str, str, str, str | None, str | None]]:
    """Return (at, who, title, set kind, aggregate kind, before, after) of every change to an aggregate, in order."""
    return db.execute(
        "SELECT s.at, p.name, s.title, s.kind, c.kind, c.before, c.after FROM changes c"
        " JOIN change_sets s ON s.id = c.set_id JOIN annotators p ON p.id = s.actor_id"
        " WHERE c.uid = ? ORDER BY s.id, c.seq",
        (uid,),
    ).fetchall()


def last_number(db: Database) -> int:
    """Return the number of the newest set, 0 for none."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM change_sets").fetchone()[0])


def by_uid(db: Database) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Give (kind, uid, JSON before, JSON after) of every change, aggregate after aggregate, each in order."""
    yield from db.execute("SELECT kind, uid, before, after FROM changes ORDER BY uid, set_id, seq")
