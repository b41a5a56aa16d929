"""Queries over all annotations: ids in order, pages of rows, counts for facets.

Every order and count walks an index that holds all it looks at, so that a million rows are read without their table.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, compress, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from annotator.model.annotation import STATUSES
from annotator.model.filter import Filter
from annotator.model.fold import fold, for_index, key_of
from annotator.store.database import Database

_BLOCK = 1024
"""Rows fetched at once."""

_LIVE = (
    " FROM articles a CROSS JOIN annotations n INDEXED BY {index} ON n.article_version_id = a.current_version_id{join}"
    " WHERE a.deleted_at IS NULL AND n.deleted_at IS NULL{where}"
)
_NAMED = (
    " FROM annotations n JOIN article_versions v ON v.id = n.article_version_id"
    " JOIN articles a ON a.id = v.article_id AND a.current_version_id = v.id{join}"
    " WHERE a.deleted_at IS NULL AND n.deleted_at IS NULL{where}"
)
"""As `_LIVE`, for annotations that are named: these lead the search."""
_PLACE = " ORDER BY a.id {way}, n.start_offset {way}, n.end_offset {back}, n.id {way}"
_DEAD = "(SELECT id FROM article_versions WHERE id NOT IN ({}))".format(
    "SELECT current_version_id FROM articles WHERE deleted_at IS NULL AND current_version_id IS NOT NULL"
)
_ENTITY_NAME = (
    "coalesce((SELECT e.canonical_name FROM mentions m JOIN entities e ON e.id = m.entity_id"
    " WHERE m.annotation_id = n.id), (SELECT e.canonical_name FROM claim_occurrences o JOIN claims c"
    " ON c.id = o.claim_id JOIN entities e ON e.id = c.claimant_entity_id WHERE o.annotation_id = n.id), '')"
)


class _Grouping(NamedTuple):
    """An order by something that many rows share: the column of its key, and what gives names by key."""

    column: str
    names: Callable[[Database], dict[Any, str]]
    join: str = ""


_GROUPINGS = {
    "label": _Grouping("n.label_id", lambda db: dict(db.execute("SELECT id, name FROM labels"))),
    "status": _Grouping("n.status", lambda db: {one: one for one in STATUSES}),
    "article": _Grouping("a.id", lambda db: dict(db.execute("SELECT id, title FROM articles"))),
    "entity": _Grouping(
        "coalesce(m.entity_id, c.claimant_entity_id)",
        lambda db: {None: "", **dict(db.execute("SELECT id, canonical_name FROM entities"))},
        " LEFT JOIN mentions m ON m.annotation_id = n.id LEFT JOIN claim_occurrences o ON o.annotation_id = n.id"
        " LEFT JOIN claims c ON c.id = o.claim_id",
    ),
}
_INDEXED = {
    "text": "annotations_quote WHERE deleted_at IS NULL"
    " ORDER BY quote_key, article_version_id, start_offset, end_offset DESC, id",
    "updated": "annotations_updated WHERE deleted_at IS NULL ORDER BY updated_at, id",
}
ORDERS = ("place", *_GROUPINGS, *_INDEXED)
_KEYS: dict[str, Callable[[Database], dict[Any, str]]] = {
    "status": lambda db: {one: one for one in STATUSES},
    "label": lambda db: dict(db.execute("SELECT id, uid FROM labels")),
}
"""What facets are counted of, by the key of a row."""


class _Conditions(NamedTuple):
    """What of a filter is asked of articles, and what of annotations: SQL (beginning with AND, or empty), values."""

    of_articles: str
    of_rows: str
    articles: list[object]
    rows: list[object]

    @property
    def sql(self) -> str:
        return self.of_articles + self.of_rows

    @property
    def parameters(self) -> list[object]:
        return [*self.articles, *self.rows]


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _conditions(db: Database, wanted: Filter) -> _Conditions:
    """Return the SQL for a filter. What is asked by row number has a plus, so that it never leads the search."""
    sql: list[str] = []
    parameters: list[object] = []
    for condition, values in (
        ("n.label_id IN ({})", _label_numbers(db, wanted)),
        ("n.status IN ({})", wanted.statuses),
        ("n.kind IN ({})", wanted.kinds),
        ("n.uid IN ({})", wanted.annotations),
        (f"+n.id IN ({_OF_ENTITIES})", wanted.entities),
    ):
        if values:
            sql.append(condition.replace("{}", _marks(values)))
            parameters += [*values] * condition.count("{}")
    if wanted.text.strip():
        sql.append(f"+n.id IN ({_WITH_TEXT})")
        parameters += [for_index(wanted.text.strip()), key_of(wanted.text), _claims_with(db, wanted.text)]
    of_articles = f" AND a.uid IN ({_marks(wanted.articles)})" if wanted.articles else ""
    return _Conditions(of_articles, "".join(f" AND {one}" for one in sql), [*wanted.articles], parameters)


_OF_ENTITIES = (
    "SELECT m.annotation_id FROM mentions m JOIN entities e ON e.id = m.entity_id WHERE e.uid IN ({})"
    " UNION ALL SELECT o.annotation_id FROM claim_occurrences o JOIN claims c ON c.id = o.claim_id"
    " JOIN entities e ON e.id = c.claimant_entity_id WHERE e.uid IN ({})"
)
_WITH_TEXT = (
    # The table behind the index is read as it is: half the time of reading it through the index.
    "SELECT id / 4 FROM search_docs_content WHERE id % 4 = 1 AND instr(c2, ?)"
    " UNION ALL SELECT m.annotation_id FROM mentions m JOIN entities e ON e.id = m.entity_id"
    " WHERE instr(e.name_key, ?)"
    " UNION ALL SELECT annotation_id FROM claim_occurrences WHERE claim_id IN (SELECT value FROM json_each(?))"
)


def _label_numbers(db: Database, wanted: Filter) -> list[int]:
    """Return the row numbers of the labels wanted; 0 stands for those that are not there."""
    if not wanted.labels:
        return []
    found = db.execute(f"SELECT id FROM labels WHERE uid IN ({_marks(wanted.labels)})", wanted.labels).fetchall()
    return [row[0] for row in found] or [0]


def _claims_with(db: Database, text: str) -> str:
    """Return the row numbers of the claims that hold a text, folded, in proposition or claimant's name, as JSON."""
    folded, key = fold(text.strip()), key_of(text)
    rows = db.execute(
        "SELECT c.id, c.proposition, e.name_key FROM claims c LEFT JOIN entities e ON e.id = c.claimant_entity_id"
    )
    return json.dumps([number for number, told, name in rows if folded in fold(told) or key in (name or "")])


def _index(wanted: Filter) -> str:
    """Return the index that leads to what a filter means in the order of the texts."""
    if wanted.articles or (len(wanted.labels) != 1 and len(wanted.statuses) != 1):
        return "annotations_place"
    return "annotations_label" if len(wanted.labels) == 1 else "annotations_status"


def ids(
    db: Database, wanted: Filter, order: str = "place", *, descending: bool = False, most: int | None = None
) -> "array[int]":
    """Return the row numbers of the annotations a filter means, in order; raises KeyError for an unknown order.

    `most` ends the list early: at small cost in the order of the texts, at no gain in another.
    """
    if order == "place":
        return _by_place(db, wanted, descending=descending, most=most)
    found = _grouped(db, wanted, _GROUPINGS[order]) if order in _GROUPINGS else _indexed(db, wanted, _INDEXED[order])
    if descending:
        found.reverse()
    return found if most is None else found[:most]


def _typecode(db: Database) -> str:
    """Return how row numbers are kept: in four bytes, while none is too large for that."""
    (highest,) = db.execute("SELECT coalesce(max(id), 0) FROM annotations").fetchone()
    return "I" if highest < 1 << 32 else "Q"


def _numbers(db: Database, rows: Iterable[tuple[int]]) -> "array[int]":
    return array(_typecode(db), chain.from_iterable(rows))


def _rows(db: Database, sql: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
    """Give the rows of a statement, read by the thousand."""
    cursor = db.execute(sql, parameters)
    return chain.from_iterable(iter(lambda: cursor.fetchmany(_BLOCK), []))


def _live(db: Database, columns: str, wanted: Filter, *, join: str = "", end: str = "") -> Iterator[Any]:
    """Give columns of the live annotations a filter means."""
    asked = _conditions(db, wanted)
    source = (_NAMED if wanted.annotations else _LIVE).format(index=_index(wanted), join=join, where=asked.sql)
    return _rows(db, f"SELECT {columns}{source}{end}", asked.parameters)


def _place(*, descending: bool) -> str:
    way, back = ("DESC", "ASC") if descending else ("ASC", "DESC")
    return _PLACE.format(way=way, back=back)


def _by_place(db: Database, wanted: Filter, *, descending: bool = False, most: int | None = None) -> "array[int]":
    end = _place(descending=descending) + ("" if most is None else f" LIMIT {int(most)}")
    return _numbers(db, _live(db, "n.id", wanted, end=end))


def _grouped(db: Database, wanted: Filter, by: _Grouping) -> "array[int]":
    """Order by the folded name of a group, and by place within: each row is put into the group it belongs to."""
    names = {key: fold(name) for key, name in by.names(db).items()}
    kept = _typecode(db)
    groups: dict[str, array[int]] = {name: array(kept) for name in sorted(set(names.values()))}
    add = {key: groups[name].append for key, name in names.items()}
    for number, key in _live(db, f"n.id, {by.column}", wanted, join=by.join, end=_place(descending=False)):
        add[key](number)
    found: array[int] = array(kept)
    for group in groups.values():
        found.extend(group)
        del group[:]
    return found


def _indexed(db: Database, wanted: Filter, index: str) -> "array[int]":
    """Order as an index does that knows all annotations but neither filters nor articles."""
    found = _numbers(db, _rows(db, f"SELECT id FROM annotations INDEXED BY {index}"))
    if wanted == Filter() and not _has_dead(db):
        return found
    return array(found.typecode, compress(found, map(_members(_by_place(db, wanted)), found)))


def _members(numbers: "array[int]") -> Callable[[int], object]:
    """Return what tells whether a number is among these: a byte for each number, unless they are far apart."""
    highest = max(numbers, default=0)
    if highest > 16 * len(numbers) + 1_000_000:
        return set(numbers).__contains__
    flags = bytearray(highest + 1)
    for number in numbers:
        flags[number] = 1
    return lambda number: number <= highest and flags[number]


def by_article(db: Database, wanted: Filter) -> Iterator[tuple[str, list[int]]]:
    """Give the uid of each live article a filter reaches, in the order of import, with its rows by place."""
    rows = _live(db, "a.uid, n.id", wanted, end=_place(descending=False))
    for uid, group in groupby(rows, itemgetter(0)):
        yield uid, [number for _, number in group]


def live_rows(db: Database, columns: str, wanted: Filter, *, join: str) -> Iterator[Any]:
    """Give columns of what a filter means, by article and place, joined with other tables; `n` is the annotation."""
    return _live(db, columns, wanted, join=join, end=_place(descending=False))


def _has_dead(db: Database) -> bool:
    """Tell whether any text was left behind: else there are as many as articles that have one."""
    (texts,) = db.execute("SELECT count(*) FROM article_versions").fetchone()
    (current,) = db.execute("SELECT count(current_version_id) FROM articles WHERE deleted_at IS NULL").fetchone()
    return bool(texts != current)


def total(db: Database) -> int:
    """Return the number of live annotations: all, without those that are deleted and those of texts left behind."""
    (rows,) = db.execute("SELECT count(*) FROM annotations").fetchone()
    if not _has_dead(db):
        (deleted,) = db.execute("SELECT count(*) FROM annotations WHERE deleted_at IS NOT NULL").fetchone()
        return int(rows - deleted)
    (deleted,) = db.execute(
        f"SELECT count(*) FROM annotations WHERE deleted_at IS NOT NULL AND article_version_id NOT IN {_DEAD}"
    ).fetchone()
    (dead,) = db.execute(f"SELECT count(*) FROM annotations WHERE article_version_id IN {_DEAD}").fetchone()
    return int(rows - deleted - dead)


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


def numbers_of(db: Database, uids: Iterable[str]) -> dict[int, str]:
    """Return the uids of those annotations that are there, by row number: the other way round than `uids`."""
    rows = db.execute(
        "SELECT n.id, n.uid FROM json_each(?) j JOIN annotations n ON n.uid = j.value", (json.dumps([*uids]),)
    )
    return dict(rows.fetchall())


def facet(db: Database, wanted: Filter, column: str) -> dict[str, int]:
    """Count what a filter means by `status`, `label` or `article` (uids)."""
    if column == "article":
        return _counts_of_articles(db, wanted)
    names = _KEYS[column](db)
    counts = _counts(db, wanted, column, keys=list(names))
    return {names[key]: count for key, count in counts.items() if count}


def _counts(db: Database, wanted: Filter, column: str, *, keys: list[Any]) -> dict[Any, int]:
    """Count by key: each is a stretch of an index; what of it belongs to texts left behind is taken off."""
    where, parameters = _of_rows(db, wanted)
    index = f"annotations_{column}"
    if wanted.articles:
        index = "annotations_place"
    elif len(wanted.labels) == 1:
        index = "annotations_label"
    key = {"status": "n.status", "label": "n.label_id"}[column]
    sql = (
        f"SELECT k.value, (SELECT count(*) FROM annotations n INDEXED BY {{}} WHERE {key} = k.value"
        " AND n.deleted_at IS NULL{}) FROM json_each(?) k"
    )
    parameters.append(json.dumps(keys))
    counts = dict(db.execute(sql.format(index, where), parameters).fetchall())
    if _has_dead(db):
        dead = f"{where} AND n.article_version_id IN {_DEAD}"
        for one, count in db.execute(sql.format("annotations_place", dead), parameters):
            counts[one] -= count
    return counts


def _counts_of_articles(db: Database, wanted: Filter) -> dict[str, int]:
    asked = _conditions(db, wanted)
    rows = db.execute(
        f"SELECT a.uid, (SELECT count(*) FROM annotations n INDEXED BY {_index(wanted)}"
        f" WHERE n.article_version_id = a.current_version_id AND n.deleted_at IS NULL{asked.of_rows})"
        f" FROM articles a WHERE a.deleted_at IS NULL{asked.of_articles} ORDER BY a.id",
        [*asked.rows, *asked.articles],
    )
    return {uid: count for uid, count in rows if count}


def _of_rows(db: Database, wanted: Filter) -> tuple[str, list[object]]:
    """Return the SQL for a filter, and its values, where only annotations are asked and no articles beside them."""
    asked = _conditions(db, wanted)
    if not wanted.articles:
        return asked.of_rows, asked.rows
    texts = f"SELECT a.current_version_id FROM articles a WHERE true{asked.of_articles}"
    return f"{asked.of_rows} AND n.article_version_id IN ({texts})", [*asked.rows, *asked.articles]


def counts_by_article(db: Database) -> list[tuple[str, int, str | None, int]]:
    """Return (article uid, words, status, number) for every live article; status None stands for no annotation."""
    return db.execute(
        "SELECT a.uid, coalesce(v.words, 0), n.status, count(n.id) FROM articles a"
        " LEFT JOIN article_versions v ON v.id = a.current_version_id"
        " LEFT JOIN annotations n ON n.article_version_id = v.id AND n.deleted_at IS NULL"
        " WHERE a.deleted_at IS NULL GROUP BY a.id, n.status ORDER BY a.id"
    ).fetchall()
