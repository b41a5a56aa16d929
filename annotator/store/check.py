"""Check a project file: structure, links, every quote against its text, history against the present.

Everything is read as it streams by, so that a check takes little memory however large the project is.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any, TypeVar

from annotator.model.article import checksum
from annotator.model.segments import is_grapheme_stop
from annotator.store import history, migrations, schema, search
from annotator.store.annotations import CONTEXT
from annotator.store.codec import encode
from annotator.store.connection import strangers
from annotator.store.database import Database
from annotator.store.writing import current, current_annotations

T = TypeVar("T")
_BATCH = 500
_MOST_DAMAGES = 100
"""How many lines SQLite may say of a damaged file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a code for scripts and a sentence for people."""

    code: str
    message: str


def faults(db: Database) -> Iterator[Fault]:
    """Give every fault; none means the project is sound. A file whose pages are damaged is looked at no further."""
    is_damaged = False
    for row in _integrity(db):
        is_damaged = True
        yield Fault("integrity", f"The file is damaged: {row}")
    if is_damaged:
        return
    for part in (_schema, _links, _texts, _quotes, _spans, _kinds, _values, _history, _search):
        yield from part(db)


def _integrity(db: Database) -> Iterator[str]:
    try:
        for row in db.execute(f"PRAGMA integrity_check({_MOST_DAMAGES})"):
            if row[0] != "ok":
                yield row[0]
    except sqlite3.DatabaseError as error:
        yield str(error.__cause__ or error)


def _links(db: Database) -> Iterator[Fault]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Fault("link", f"Row {row} of {table} points to a row of {parent} that is not there.")


def _schema(db: Database) -> Iterator[Fault]:
    stranger = strangers(db)
    if stranger:
        yield Fault("schema", f"The file holds a {stranger[0]} that is not Annotator's own: {stranger[1]}.")
    found, ours = _described(db), _ours()
    for name in sorted(ours.keys() - found.keys()):
        yield Fault("schema", f"The file lacks {name}.")
    for name in sorted(found.keys() & ours.keys()):
        if found[name] != ours[name]:
            yield Fault("schema", f"{name} is not as Annotator makes it.")


def _ours() -> dict[str, str]:
    """Return what a new project holds, by name."""
    fresh = Database(sqlite3.connect(":memory:", isolation_level=None), Path(":memory:"))
    try:
        migrations.migrate(fresh)
        return _described(fresh)
    finally:
        fresh.close()


def _described(db: Database) -> dict[str, str]:
    rows = db.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return {row[0]: row[1] for row in rows}


def _texts(db: Database) -> Iterator[Fault]:
    for uid, number, text, sha256, length in db.execute(
        "SELECT a.uid, v.version_no, v.text, v.sha256, v.length FROM article_versions v"
        " JOIN articles a ON a.id = v.article_id"
    ):
        if checksum(text) != sha256:
            yield Fault("text", f"The text of version {number} of article {uid} differs from its checksum.")
        elif len(text) != length:
            yield Fault("text", f"The text of version {number} of article {uid} has another length than is noted.")
    yield from _blocks(db)
    for (uid,) in db.execute(
        "SELECT uid FROM articles a WHERE NOT EXISTS (SELECT 1 FROM article_versions v"
        " WHERE v.id = a.current_version_id AND v.article_id = a.id)"
    ):
        yield Fault("text", f"Article {uid} has no text.")


def _blocks(db: Database) -> Iterator[Fault]:
    """Compare long texts with their blocks, one text at a time."""
    for version_id, text in db.execute("SELECT id, text FROM article_versions WHERE length > ?", (schema.LONG,)):
        blocks = db.execute("SELECT text FROM text_blocks WHERE version_id = ? ORDER BY seq", (version_id,))
        if "".join(row[0] for row in blocks) != text:
            yield Fault("text", f"The blocks of long text {version_id} differ from it.")


def _placed(db: Database) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Give (text, (uid, role, start, end, quote, prefix, suffix)) for every span, text after text."""
    for version_id, text in db.execute("SELECT id, text FROM article_versions"):
        for row in db.execute(
            "SELECT n.uid, s.role, s.start_offset, s.end_offset, s.quote, s.prefix, s.suffix FROM annotations n"
            " JOIN spans s ON s.annotation_id = n.id WHERE n.article_version_id = ?",
            (version_id,),
        ):
            yield text, row


def _quotes(db: Database) -> Iterator[Fault]:
    for text, (uid, role, start, end, quote, prefix, suffix) in _placed(db):
        if text[start:end] != quote:
            yield Fault("quote", f"The {role} of annotation {uid} at {start}..{end} is not the text there.")
        elif text[max(0, start - CONTEXT) : start] != prefix or text[end : end + CONTEXT] != suffix:
            yield Fault("context", f"What is kept around the {role} of annotation {uid} is not the text there.")


def notices(db: Database) -> Iterator[Fault]:
    """Give what is odd but no fault: an import may have cut a character that is made of several."""
    for text, (uid, role, start, end, *_) in _placed(db):
        if not (is_grapheme_stop(text, start) and is_grapheme_stop(text, end)):
            yield Fault("cluster", f"The {role} of annotation {uid} at {start}..{end} cuts a character in two.")


def _spans(db: Database) -> Iterator[Fault]:
    for uid, is_missing in db.execute(
        "SELECT n.uid, max(s.role IN ('mention', 'content')) IS NOT 1 FROM annotations n"
        " LEFT JOIN spans s ON s.annotation_id = n.id GROUP BY n.id"
        " HAVING max(s.role IN ('mention', 'content')) IS NOT 1"
        " OR min(s.start_offset) <> n.start_offset OR max(s.end_offset) <> n.end_offset"
    ):
        words = "has no span" if is_missing else "reaches elsewhere than its spans"
        yield Fault("span", f"Annotation {uid} {words}.")


def _kinds(db: Database) -> Iterator[Fault]:
    for uid, key in db.execute(
        "SELECT n.uid, l.key FROM annotations n JOIN labels l ON l.id = n.label_id WHERE l.kind <> n.kind ORDER BY n.id"
    ):
        yield Fault("label", f"Annotation {uid} has the label {key}, which is of another kind.")
    for (uid,) in db.execute(
        "SELECT n.uid FROM annotations n LEFT JOIN mentions m ON m.annotation_id = n.id"
        " LEFT JOIN claim_occurrences o ON o.annotation_id = n.id"
        " WHERE CASE n.kind WHEN 'entity' THEN m.annotation_id ELSE o.annotation_id END IS NULL ORDER BY n.id"
    ):
        yield Fault("value", f"Annotation {uid} lacks the row that says what it stands for.")


def _values(db: Database) -> Iterator[Fault]:
    """Read every live annotation that has no history, as a reader would; the others are read for theirs."""
    rows = db.execute(
        "SELECT uid FROM annotations n WHERE deleted_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.uid = n.uid)"
    )
    for uids in _batched(row[0] for row in rows):
        yield from _present(db, "annotation", uids)[1].values()


def _history(db: Database) -> Iterator[Fault]:
    """Follow every aggregate from its first change to its last, which must be how it stands now."""
    for batch in _batched(_followed(db)):
        for kind, of_kind in groupby(sorted(batch, key=lambda one: one.kind), key=lambda one: one.kind):
            yield from _ended(db, kind, list(of_kind))


def _ended(db: Database, kind: str, followed: "list[_Followed]") -> Iterator[Fault]:
    present, unreadable = _present(db, kind, [one.uid for one in followed])
    yield from unreadable.values()
    for one in followed:
        if not one.is_whole:
            yield Fault("history", f"The history of {kind} {one.uid} has a gap.")
        if one.uid not in unreadable and present.get(one.uid) != one.after:
            yield Fault("history", f"The {kind} {one.uid} is not as its history says.")


def _present(db: Database, kind: str, uids: list[str]) -> tuple[dict[str, str | None], dict[str, Fault]]:
    """Return the JSON of aggregates as they stand, by uid, and a fault for each that makes no value."""
    if kind == "annotation":
        with suppress(*_NO_VALUE):  # one of them makes no value; they are read one by one below
            return {uid: encode(one) for uid, one in current_annotations(db, uids).items()}, {}
    found: dict[str, str | None] = {}
    wrong = {}
    for uid in uids:
        try:
            found[uid] = encode(current(db, kind, uid))
        except _NO_VALUE as error:
            wrong[uid] = Fault("value", f"The {kind} {uid} can't be read: {error}.")
    return found, wrong


_NO_VALUE = (ValueError, KeyError, TypeError, AttributeError)
"""What is raised where a row does not make a value of the model."""


@dataclass(frozen=True, slots=True)
class _Followed:
    """What the history says of one aggregate: how it ended, and whether each change begins where one ended."""

    kind: str
    uid: str
    after: str | None
    is_whole: bool


def _followed(db: Database) -> Iterator[_Followed]:
    for uid, changes in groupby(history.by_uid(db), key=lambda row: row[1]):
        after, is_whole, kind = None, True, ""
        for one, _, before, then in changes:
            is_whole = is_whole and (not kind or before == after)
            kind, after = one, then
        if kind not in _UNFOLLOWED:
            yield _Followed(kind, uid, after, is_whole)


_UNFOLLOWED = ("version", "annotator")
"""Texts are not in the history, and a person's name changes with the settings."""


def _search(db: Database) -> Iterator[Fault]:
    for uid in search.disagreements(db):
        yield Fault("search", f"The search index does not agree with {uid}.")


def _batched(found: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(found)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
