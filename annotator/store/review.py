"""Queries over all annotations: ids in order, pages of rows, counts for facets."""

from array import array
from collections.abc import Iterable
from typing import Any

from annotator.model.fold import fold, for_index, key_of
from annotator.model.records import Filter
from annotator.store.database import Database

_LIVE = (
    " FROM annotations n JOIN articles a ON a.current_version_id = n.article_version_id"
    " WHERE n.deleted_at IS NULL AND a.deleted_at IS NULL"
)
_FIRST = "(SELECT x.quote FROM spans x WHERE x.annotation_id = n.id AND x.role IN ('mention', 'content') LIMIT 1)"
_ENTITY_NAME = (
    "coalesce((SELECT e.canonical_name FROM mentions m JOIN entities e ON e.id = m.entity_id"
    " WHERE m.annotation_id = n.id), (SELECT e.canonical_name FROM claim_occurrences o JOIN claims c"
    " ON c.id = o.claim_id JOIN entities e ON e.id = c.claimant_entity_id WHERE o.annotation_id = n.id), '')"
)
_PLACE = "a.id {way}, n.start_offset {way}, n.end_offset {back}, n.id {way}"
_ORDERS = {
    "place": _PLACE,
    "label": "(SELECT l.name FROM labels l WHERE l.id = n.label_id) COLLATE NOCASE {way}, " + _PLACE,
    "text": _FIRST + " COLLATE NOCASE {way}, " + _PLACE,
    "entity": _ENTITY_NAME + " COLLATE NOCASE {way}, " + _PLACE,
    "article": "a.title COLLATE NOCASE {way}, " + _PLACE,
    "status": "n.status {way}, " + _PLACE,
    "updated": "n.updated_at {way}, n.id {way}",
}
ORDERS = tuple(_ORDERS)


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def conditions(wanted: Filter) -> tuple[str, list[object]]:
    """Return the SQL (beginning with AND, or empty) and its parameters for a filter."""
    sql: list[str] = []
    parameters: list[object] = []
    simple = (
        ("a.uid IN ({})", wanted.articles),
        ("n.label_id IN (SELECT id FROM labels WHERE uid IN ({}))", wanted.labels),
        ("n.kind IN ({})", wanted.kinds),
        ("n.status IN ({})", wanted.statuses),
        ("n.uid IN ({})", wanted.annotations),
    )
    for condition, values in simple:
        if values:
            sql.append(condition.format(_marks(values)))
            parameters += values
    if wanted.entities:
        marks = _marks(wanted.entities)
        sql.append(
            f"n.id IN (SELECT m.annotation_id FROM mentions m JOIN entities e ON e.id = m.entity_id WHERE e.uid IN"
            f" ({marks}) UNION SELECT o.annotation_id FROM claim_occurrences o JOIN claims c ON c.id = o.claim_id"
            f" JOIN entities e ON e.id = c.claimant_entity_id WHERE e.uid IN ({marks}))"
        )
        parameters += [*wanted.entities, *wanted.entities]
    if wanted.text.strip():
        sql.append(_text_condition())
        parameters += [for_index(wanted.text.strip()), key_of(wanted.text), fold(wanted.text.strip())]
    return "".join(f" AND {one}" for one in sql), parameters


def _text_condition() -> str:
    return (
        "(EXISTS (SELECT 1 FROM search_docs d WHERE d.rowid = n.id * 4 + 1 AND instr(d.folded, ?))"
        " OR n.id IN (SELECT m.annotation_id FROM mentions m JOIN entities e ON e.id = m.entity_id"
        " WHERE instr(e.name_key, ?)) OR n.id IN (SELECT o.annotation_id FROM claim_occurrences o"
        " JOIN claims c ON c.id = o.claim_id LEFT JOIN entities e ON e.id = c.claimant_entity_id"
        " WHERE instr(lower(c.proposition) || ' ' || coalesce(e.name_key, ''), ?)))"
    )


def ids(db: Database, wanted: Filter, order: str = "place", *, descending: bool = False) -> "array[int]":
    """Return the row numbers of the annotations a filter means, in order; raises KeyError for an unknown order."""
    way, back = ("DESC", "ASC") if descending else ("ASC", "DESC")
    where, parameters = conditions(wanted)
    rows = db.execute(f"SELECT n.id{_LIVE}{where} ORDER BY {_ORDERS[order].format(way=way, back=back)}", parameters)
    return array("q", (row[0] for row in rows))


def export_ids(db: Database, wanted: Filter) -> "array[int]":
    """Return row numbers in the order of an export: article, start, end from far to near, uid (main spans counted)."""
    where, parameters = conditions(wanted)
    rows = db.execute(
        "SELECT n.id, (SELECT min(x.start_offset) FROM spans x WHERE x.annotation_id = n.id"
        " AND x.role IN ('mention', 'content')) AS first, (SELECT max(x.end_offset) FROM spans x"
        " WHERE x.annotation_id = n.id AND x.role IN ('mention', 'content')) AS last"
        f"{_LIVE}{where} ORDER BY a.id, first, last DESC, n.uid",
        parameters,
    )
    return array("q", (row[0] for row in rows))


def total(db: Database) -> int:
    """Return the number of live annotations."""
    return int(db.execute(f"SELECT count(*){_LIVE}").fetchone()[0])


def page(db: Database, numbers: Iterable[int]) -> dict[int, Any]:
    """Return what a table row shows, by row number."""
    listed = ", ".join(str(int(one)) for one in numbers)
    rows = db.execute(
        "SELECT n.id, n.uid, n.kind, l.uid, x.prefix, x.quote, x.suffix,"
        f" {_ENTITY_NAME}, coalesce((SELECT group_concat(y.quote, ' … ') FROM spans y"
        " WHERE y.annotation_id = n.id AND y.role = 'cue'), ''),"
        " a.uid, a.title, n.status, n.updated_at, coalesce(p.name, ''), n.note, x.start_offset, x.end_offset,"
        " (SELECT count(*) FROM spans z WHERE z.annotation_id = n.id AND z.role = x.role)"
        " FROM annotations n JOIN labels l ON l.id = n.label_id"
        " JOIN article_versions v ON v.id = n.article_version_id JOIN articles a ON a.id = v.article_id"
        " JOIN spans x ON x.annotation_id = n.id AND x.seq = 0"
        " AND x.role = CASE n.kind WHEN 'entity' THEN 'mention' ELSE 'content' END"
        f" LEFT JOIN annotators p ON p.id = n.updated_by WHERE n.id IN ({listed})"
    )
    return {row[0]: row for row in rows}


def uids(db: Database, numbers: Iterable[int]) -> dict[int, str]:
    """Return uids by row number."""
    listed = ", ".join(str(int(one)) for one in numbers)
    return dict(db.execute(f"SELECT id, uid FROM annotations WHERE id IN ({listed})").fetchall())


def number_of(db: Database, uid: str) -> int | None:
    """Return the row number of an annotation, or None."""
    row = db.execute("SELECT id FROM annotations WHERE uid = ?", (uid,)).fetchone()
    return int(row[0]) if row else None


def facet(db: Database, wanted: Filter, column: str) -> dict[str, int]:
    """Count what a filter means by `status`, `label` or `article` (uids)."""
    expression = {
        "status": "n.status",
        "label": "(SELECT l.uid FROM labels l WHERE l.id = n.label_id)",
        "article": "a.uid",
    }[column]
    where, parameters = conditions(wanted)
    rows = db.execute(f"SELECT {expression}, count(*){_LIVE}{where} GROUP BY 1", parameters)
    return {row[0]: row[1] for row in rows}


def counts_by_article(db: Database) -> list[tuple[str, int, str | None, int]]:
    """Return (article uid, words, status, number) for every live article; status None stands for no annotation."""
    return db.execute(
        "SELECT a.uid, coalesce(v.words, 0), n.status, count(n.id) FROM articles a"
        " LEFT JOIN article_versions v ON v.id = a.current_version_id"
        " LEFT JOIN annotations n ON n.article_version_id = v.id AND n.deleted_at IS NULL"
        " WHERE a.deleted_at IS NULL GROUP BY a.id, n.status ORDER BY a.id"
    ).fetchall()
