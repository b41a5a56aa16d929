"""Full text over articles, quotes and notes: one index, written by every commit."""

import re
from collections.abc import Iterator

from annotator.model.annotation import PIECE_SEPARATOR, Annotation
from annotator.model.article import Article, Version
from annotator.model.changes import Value
from annotator.model.fold import fold, for_index
from annotator.store.database import Database

_TABLES = {"article": ("articles", 0), "annotation": ("annotations", 1)}
_HARD_SCRIPTS = re.compile("[\u0590-\u08ff\u0e00-\u0e7f]")
"""Hebrew, Arabic and their kin, Thai: words carry prefixes, or have no borders."""


def _row_number(db: Database, kind: str, uid: str) -> int | None:
    """Return the index row of an aggregate, made of its table's row so that it is found without a search."""
    table, code = _TABLES[kind]
    row = db.execute(f"SELECT id FROM {table} WHERE uid = ?", (uid,)).fetchone()
    return row[0] * 4 + code if row else None


def remove(db: Database, kind: str, uid: str) -> None:
    """Take an aggregate out of the index; must run while its row is still there."""
    if kind in _TABLES:
        number = _row_number(db, kind, uid)
        if number is not None:
            db.execute("DELETE FROM search_docs WHERE rowid = ?", (number,))


def put(db: Database, value: Value) -> None:
    """Index an article, the text of its current version, or an annotation anew."""
    if isinstance(value, Annotation):
        kind, uid, text = "annotation", value.uid, f"{value.quote}\n{value.note}".rstrip()
    elif isinstance(value, Article | Version):
        kind, uid = "article", value.article if isinstance(value, Version) else value.uid
        text = _article_text(db, uid)
    else:
        return
    remove(db, kind, uid)
    db.execute(
        "INSERT INTO search_docs (rowid, kind, ref_uid, folded) VALUES (?, ?, ?, ?)",
        (_row_number(db, kind, uid), kind, uid, for_index(text)),
    )


def _article_text(db: Database, uid: str) -> str:
    row = db.execute(
        "SELECT a.title || char(10) || a.note || char(10) || coalesce(v.text, '') FROM articles a"
        " LEFT JOIN article_versions v ON v.id = a.current_version_id WHERE a.uid = ?",
        (uid,),
    ).fetchone()
    return str(row[0])


def _expression(query: str) -> str:
    """Quote every word, so that no sign in it is taken for an operator; the last word may go on."""
    words = for_index(query).replace('"', " ").split()
    return " ".join(f'"{word}"' for word in words) + "*"


def find(db: Database, query: str, limit: int) -> list[tuple[str, str]]:
    """Return (kind, uid) of what holds all words of the query; scripts without word borders are found anywhere."""
    folded = fold(query).strip()
    if not folded:
        return []
    found: list[tuple[str, str]] = []
    if folded.strip('"') and not _HARD_SCRIPTS.search(folded):
        found = _matching(db, "search_docs MATCH ?", _expression(query), limit)
    return found or _matching(db, "instr(d.folded, ?) > 0", for_index(folded), limit)


def _matching(db: Database, condition: str, parameter: str, limit: int) -> list[tuple[str, str]]:
    rows = db.execute(
        f"SELECT d.kind, d.ref_uid FROM search_docs d WHERE {condition} AND ("
        "(d.rowid % 4 = 0 AND EXISTS (SELECT 1 FROM articles a WHERE a.id = d.rowid / 4 AND a.deleted_at IS NULL))"
        " OR (d.rowid % 4 = 1 AND EXISTS (SELECT 1 FROM annotations n JOIN articles a"
        " ON a.current_version_id = n.article_version_id WHERE n.id = d.rowid / 4"
        " AND n.deleted_at IS NULL AND a.deleted_at IS NULL))) ORDER BY d.rowid % 4, d.rowid LIMIT ?",
        (parameter, limit),
    )
    return [(row[0], row[1]) for row in rows]


def disagreements(db: Database) -> Iterator[str]:
    """Give the uids whose indexed text is missing or not what it should be, and of rows that should not be there."""
    rows = db.execute(
        "SELECT a.uid, d.kind, d.ref_uid, d.folded FROM articles a LEFT JOIN search_docs d ON d.rowid = a.id * 4"
        " WHERE a.deleted_at IS NULL"
    )
    for uid, *indexed in rows:
        if indexed != ["article", uid, for_index(_article_text(db, uid))]:
            yield uid
    quote = (
        "SELECT group_concat(s.quote, ?) FROM (SELECT quote FROM spans WHERE annotation_id = n.id"
        " AND role IN ('mention', 'content') ORDER BY start_offset) s"
    )
    rows = db.execute(
        f"SELECT n.uid, n.note, ({quote}), d.kind, d.ref_uid, d.folded FROM annotations n"
        " LEFT JOIN search_docs d ON d.rowid = n.id * 4 + 1 WHERE n.deleted_at IS NULL",
        (PIECE_SEPARATOR,),
    )
    for uid, note, text, *indexed in rows:
        if indexed != ["annotation", uid, for_index(f"{text}\n{note}".rstrip())]:
            yield uid
    yield from _left(db)


def _left(db: Database) -> Iterator[str]:
    """Give the uids of index rows whose article or annotation is not there."""
    rows = db.execute(
        "SELECT d.ref_uid FROM search_docs d WHERE CASE d.rowid % 4"
        " WHEN 0 THEN NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = d.rowid / 4)"
        " WHEN 1 THEN NOT EXISTS (SELECT 1 FROM annotations n WHERE n.id = d.rowid / 4) ELSE 1 END"
    )
    for (uid,) in rows:
        yield uid
