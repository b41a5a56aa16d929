"""What the sweep of candidates goes by: rejected forms, tagged places, and how often each rule was right."""

from annotator.model.rejection import NotEntity
from annotator.store.database import Database

_FROM = (
    "SELECT r.uid, a.uid, v.version_no, r.start_offset, r.end_offset, r.form, r.rule FROM not_entities r"
    " JOIN article_versions v ON v.id = r.version_id JOIN articles a ON a.id = v.article_id"
)
_VERSION = (
    "(SELECT v.id FROM article_versions v JOIN articles a ON a.id = v.article_id WHERE a.uid = ? AND v.version_no = ?)"
)


def write(db: Database, rejection: NotEntity) -> None:
    """Insert a rejection, or take back that it was taken back."""
    db.execute(
        "INSERT INTO not_entities (uid, version_id, start_offset, end_offset, form, rule)"
        f" VALUES (?, {_VERSION}, ?, ?, ?, ?) ON CONFLICT (uid) DO UPDATE SET deleted_at = NULL",
        (
            rejection.uid,
            rejection.article,
            rejection.version,
            rejection.start,
            rejection.end,
            rejection.form,
            rejection.rule,
        ),
    )


def rejection(db: Database, uid: str) -> NotEntity | None:
    """Return one rejection, or None."""
    row = db.execute(f"{_FROM} WHERE r.uid = ? AND r.deleted_at IS NULL", (uid,)).fetchone()
    return NotEntity(*row) if row else None


def rejections(db: Database, article: str, version: int) -> list[NotEntity]:
    """Return the rejections in a version of an article, oldest first."""
    rows = db.execute(
        f"{_FROM} WHERE r.version_id = {_VERSION} AND r.deleted_at IS NULL ORDER BY r.id", (article, version)
    )
    return [NotEntity(*row) for row in rows]


def rejected_forms(db: Database) -> list[tuple[str, str, int]]:
    """Return (form, rule, in how many articles) of everything that was rejected in the project."""
    rows = db.execute(
        "SELECT r.form, r.rule, count(DISTINCT v.article_id) FROM not_entities r"
        " JOIN article_versions v ON v.id = r.version_id WHERE r.deleted_at IS NULL"
        " GROUP BY r.form, r.rule ORDER BY min(r.id)"
    )
    return [(row[0], row[1], row[2]) for row in rows]


def decided(db: Database, prefix: str) -> list[tuple[str, str, int]]:
    """Return (origin_ref, label's key, how many) of the live mentions whose origin_ref begins so."""
    rows = db.execute(
        "SELECT n.origin_ref, l.key, count(*) FROM annotations n JOIN labels l ON l.id = n.label_id"
        " WHERE n.origin_ref >= ? AND n.origin_ref < ? AND n.origin_ref <> '' AND n.deleted_at IS NULL"
        " GROUP BY n.origin_ref, l.key ORDER BY min(n.id)",
        (prefix, prefix + "\U0010ffff"),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def quotes_of(db: Database, origin_ref: str, label_key: str) -> list[str]:
    """Return the texts of the live mentions with that origin_ref and label, oldest first."""
    rows = db.execute(
        "SELECT s.quote FROM annotations n JOIN labels l ON l.id = n.label_id"
        " JOIN spans s ON s.annotation_id = n.id AND s.role = 'mention' AND s.seq = 0"
        " WHERE n.origin_ref = ? AND n.origin_ref <> '' AND l.key = ? AND n.deleted_at IS NULL ORDER BY n.id",
        (origin_ref, label_key),
    )
    return [row[0] for row in rows]


def mention_places(
    db: Database, article: str, version: int, *, near: tuple[int, int] | None = None
) -> list[tuple[int, int]]:
    """Return the places of the live mentions of a version, rejected ones too, in text order.

    With `near`, a start and an end, only those of mentions that reach into that range.
    """
    within = " AND n.start_offset < ? AND n.end_offset > ?" if near else ""
    rows = db.execute(
        "SELECT s.start_offset, s.end_offset FROM annotations n JOIN spans s ON s.annotation_id = n.id"
        f" WHERE n.article_version_id = {_VERSION} AND n.kind = 'entity' AND n.deleted_at IS NULL{within}"
        " ORDER BY s.start_offset, s.end_offset",
        (article, version, *((near[1], near[0]) if near else ())),
    )
    return [(row[0], row[1]) for row in rows]
