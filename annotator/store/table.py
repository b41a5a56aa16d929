"""The rows an annotations table is made of, joined by SQL in the order of the texts."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from annotator.model.filter import Filter
from annotator.store import review
from annotator.store.database import Database

_COLUMNS = (
    "n.article_version_id, n.id, x.role, x.start_offset, x.end_offset, x.quote, n.uid, n.kind, n.label_id,"
    " m.entity_id, coalesce(m.form, ''), coalesce(c.uid, ''), n.status, n.origin, n.origin_ref, n.confidence,"
    " n.set_id, n.created_by, n.created_at, n.updated_by, n.updated_at, n.note"
)
_JOIN = (
    " JOIN spans x ON x.annotation_id = n.id LEFT JOIN mentions m ON m.annotation_id = n.id"
    " LEFT JOIN claim_occurrences o ON o.annotation_id = n.id LEFT JOIN claims c ON c.id = o.claim_id"
)


class Text(NamedTuple):
    """A version of an article: first the four cells that its annotations' rows share."""

    article: str
    title: str
    number: str
    sha256: str
    text: str


class Names(NamedTuple):
    """Uids and names by row number."""

    labels: dict[int, str]
    entities: dict[int | None, str]
    sets: dict[int, str]
    people: dict[int | None, str]


def names(db: Database) -> Names:
    """Read what rows name by number: labels and entities by uid, sets and people by name."""
    return Names(
        dict(db.execute("SELECT id, uid FROM labels").fetchall()),
        dict(db.execute("SELECT id, uid FROM entities").fetchall()),
        dict(db.execute("SELECT id, name FROM annotation_sets").fetchall()),
        {None: "", **dict(db.execute("SELECT id, name FROM annotators").fetchall())},
    )


def spans(db: Database, wanted: Filter) -> Iterator[tuple[Text, list[Any]]]:
    """Give each live text a filter reaches with its rows, one a span: role, start, end, quote first, from column 2 on.

    The spans of an annotation follow each other.
    """
    for version, rows in groupby(review.live_rows(db, _COLUMNS, wanted, join=_JOIN), itemgetter(0)):
        found = db.execute(
            "SELECT a.uid, a.title, CAST(v.version_no AS TEXT), v.sha256, v.text FROM article_versions v"
            " JOIN articles a ON a.id = v.article_id WHERE v.id = ?",
            (version,),
        ).fetchone()
        yield Text(*found), list(rows)
