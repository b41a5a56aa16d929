"""Claims: rows and values."""

from collections.abc import Iterable
from typing import Any

from annotator.model.claim import Claim
from annotator.store.database import Database

_FROM = (
    "SELECT c.id, c.uid, c.proposition, e.uid, c.claim_date, c.location, c.check_worthiness, c.fact_check_status,"
    " c.note, m.uid FROM claims c LEFT JOIN entities e ON e.id = c.claimant_entity_id"
    " LEFT JOIN claims m ON m.id = c.merged_into_id"
)


def write(db: Database, claim: Claim) -> None:
    """Insert or update by uid with its types, taking back a deletion."""
    row = db.execute(
        "INSERT INTO claims (uid, proposition, claimant_entity_id, claim_date, location, check_worthiness,"
        " fact_check_status, merged_into_id, note) VALUES (?, ?, (SELECT id FROM entities WHERE uid = ?), ?, ?, ?,"
        " ?, (SELECT id FROM claims WHERE uid = ?), ?) ON CONFLICT (uid) DO UPDATE SET"
        " proposition = excluded.proposition, claimant_entity_id = excluded.claimant_entity_id,"
        " claim_date = excluded.claim_date, location = excluded.location,"
        " check_worthiness = excluded.check_worthiness, fact_check_status = excluded.fact_check_status,"
        " merged_into_id = excluded.merged_into_id, note = excluded.note, deleted_at = NULL RETURNING id",
        (
            claim.uid,
            claim.proposition,
            claim.claimant,
            claim.claim_date,
            claim.location,
            claim.check_worthiness,
            claim.fact_check_status,
            claim.merged_into,
            claim.note,
        ),
    ).fetchone()
    db.execute("DELETE FROM claim_types WHERE claim_id = ?", (row[0],))
    for position, type_ in enumerate(claim.types):
        db.execute("INSERT INTO claim_types (claim_id, type, position) VALUES (?, ?, ?)", (row[0], type_, position))


def _values(db: Database, where: str, parameters: Iterable[object] = ()) -> list[Claim]:
    rows = db.execute(f"{_FROM} WHERE c.deleted_at IS NULL AND {where} ORDER BY c.id", list(parameters)).fetchall()
    types: dict[int, list[str]] = {}
    listed = f"WHERE claim_id IN ({', '.join(str(row[0]) for row in rows)})" if len(rows) <= 50 else ""
    for claim_id, type_ in db.execute(f"SELECT claim_id, type FROM claim_types {listed} ORDER BY claim_id, position"):
        types.setdefault(claim_id, []).append(type_)
    return [_value(row, types.get(row[0], [])) for row in rows]


def _value(row: Any, types: list[str]) -> Claim:
    uid, proposition, claimant, date, location, worth, status, note, merged_into = row[1:]
    return Claim(uid, proposition, claimant, date, location, worth, status, tuple(types), note, merged_into)


def claims(db: Database, article_uid: str | None = None) -> list[Claim]:
    """Return the claims that are not deleted, oldest first; of one article: those that occur in its text."""
    if article_uid is None:
        return _values(db, "1")
    return _values(
        db,
        "c.id IN (SELECT o.claim_id FROM articles a JOIN annotations n ON n.article_version_id = a.current_version_id"
        " JOIN claim_occurrences o ON o.annotation_id = n.id WHERE a.uid = ? AND n.deleted_at IS NULL)",
        (article_uid,),
    )


def claim(db: Database, uid: str) -> Claim | None:
    """Return one claim that is not deleted, or None."""
    found = _values(db, "c.uid = ?", (uid,))
    return found[0] if found else None


def occurrence_count(db: Database, uid: str) -> int:
    """Return how many live annotations report the claim."""
    row = db.execute(
        "SELECT count(*) FROM claims c JOIN claim_occurrences o ON o.claim_id = c.id"
        " JOIN annotations n ON n.id = o.annotation_id WHERE c.uid = ? AND n.deleted_at IS NULL",
        (uid,),
    ).fetchone()
    return int(row[0])
