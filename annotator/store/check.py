"""Check a project file: structure, links, every quote against its text, history against the present."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.model.article import checksum
from annotator.store import history, schema, search
from annotator.store.codec import encode
from annotator.store.connection import strangers
from annotator.store.database import Database
from annotator.store.writing import current


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a code for scripts and a sentence for people."""

    code: str
    message: str


def faults(db: Database) -> list[Fault]:
    """Return every fault found; an empty list means the project is sound."""
    found = [Fault("integrity", f"The file is damaged: {row}") for row in _integrity(db)]
    if found:
        return found
    for part in (_links, _schema, _texts, _quotes, _history, _search):
        found += part(db)
    return found


def _integrity(db: Database) -> Iterator[str]:
    try:
        rows = db.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as error:
        yield str(error)
        return
    yield from (row[0] for row in rows if row[0] != "ok")


def _links(db: Database) -> Iterator[Fault]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Fault("link", f"Row {row} of {table} points to a row of {parent} that is not there.")


def _schema(db: Database) -> Iterator[Fault]:
    stranger = strangers(db)
    if stranger:
        yield Fault("schema", f"The file holds a {stranger[0]} that is not Annotator's own: {stranger[1]}.")
    present = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    for name in (*schema.TRIGGERS, *schema.VIRTUAL_TABLES):
        if name not in present:
            yield Fault("schema", f"The file lacks {name}.")


def _texts(db: Database) -> Iterator[Fault]:
    for uid, number, text, sha256 in db.execute(
        "SELECT a.uid, v.version_no, v.text, v.sha256 FROM article_versions v JOIN articles a ON a.id = v.article_id"
    ):
        if checksum(text) != sha256:
            yield Fault("text", f"The text of version {number} of article {uid} differs from its checksum.")
    for version_id, text in db.execute(
        "SELECT id, text FROM article_versions WHERE length > ?", (schema.LONG,)
    ).fetchall():
        blocks = db.execute("SELECT text FROM text_blocks WHERE version_id = ? ORDER BY seq", (version_id,))
        if "".join(row[0] for row in blocks) != text:
            yield Fault("text", f"The blocks of long text {version_id} differ from it.")
    for (uid,) in db.execute("SELECT uid FROM articles WHERE current_version_id IS NULL"):
        yield Fault("text", f"Article {uid} has no text.")


def _quotes(db: Database) -> Iterator[Fault]:
    text_of: tuple[int, str] = (0, "")
    rows = db.execute(
        "SELECT n.uid, n.article_version_id, s.role, s.start_offset, s.end_offset, s.quote FROM spans s"
        " JOIN annotations n ON n.id = s.annotation_id ORDER BY n.article_version_id"
    ).fetchall()
    for uid, version_id, role, start, end, quote in rows:
        if text_of[0] != version_id:
            text = db.execute("SELECT text FROM article_versions WHERE id = ?", (version_id,)).fetchone()[0]
            text_of = (version_id, text)
        if text_of[1][start:end] != quote:
            yield Fault("quote", f"The {role} of annotation {uid} at {start}..{end} is not the text there.")
    for (uid,) in db.execute(
        "SELECT n.uid FROM annotations n WHERE NOT EXISTS (SELECT 1 FROM spans s WHERE s.annotation_id = n.id"
        " AND s.role IN ('mention', 'content')) ORDER BY n.id"
    ):
        yield Fault("span", f"Annotation {uid} has no span.")


def _history(db: Database) -> Iterator[Fault]:
    for kind, uid, after in history.last_states(db):
        try:
            present = encode(current(db, kind, uid))
        except ValueError as error:
            yield Fault("value", f"The {kind} {uid} can't be read: {error}.")
            continue
        if present != after:
            yield Fault("history", f"The {kind} {uid} is not as its history says.")


def _search(db: Database) -> Iterator[Fault]:
    for uid in search.disagreements(db):
        yield Fault("search", f"The search index does not agree with {uid}.")
