"""Entities and their aliases: rows and values."""

from collections.abc import Iterable
from typing import Any

from annotator.model.entity import Entity
from annotator.model.fold import key_of
from annotator.store.database import Database

_FROM = (
    "SELECT e.id, e.uid, l.uid, e.canonical_name, coalesce(e.qid, ''), e.description, e.note, m.uid FROM entities e"
    " JOIN labels l ON l.id = e.label_id LEFT JOIN entities m ON m.id = e.merged_into_id"
)


def write(db: Database, entity: Entity) -> None:
    """Insert or update by uid with its aliases, taking back a deletion."""
    row = db.execute(
        "INSERT INTO entities (uid, label_id, canonical_name, name_key, qid, description, note, merged_into_id)"
        " VALUES (?, (SELECT id FROM labels WHERE uid = ?), ?, ?, ?, ?, ?, (SELECT id FROM entities WHERE uid = ?))"
        " ON CONFLICT (uid) DO UPDATE SET label_id = excluded.label_id, canonical_name = excluded.canonical_name,"
        " name_key = excluded.name_key, qid = excluded.qid, description = excluded.description,"
        " note = excluded.note, merged_into_id = excluded.merged_into_id, deleted_at = NULL RETURNING id",
        (
            entity.uid,
            entity.label,
            entity.name,
            key_of(entity.name),
            entity.qid or None,
            entity.description,
            entity.note,
            entity.merged_into,
        ),
    ).fetchone()
    db.execute("DELETE FROM entity_aliases WHERE entity_id = ?", (row[0],))
    for position, alias in enumerate(entity.aliases):
        db.execute(
            "INSERT INTO entity_aliases (entity_id, alias, alias_key, position) VALUES (?, ?, ?, ?)",
            (row[0], alias, key_of(alias), position),
        )


def _values(db: Database, where: str, parameters: Iterable[object] = ()) -> list[Entity]:
    rows = db.execute(f"{_FROM} WHERE e.deleted_at IS NULL AND {where} ORDER BY e.id", list(parameters)).fetchall()
    aliases: dict[int, list[str]] = {}
    if len(rows) > 50:
        found = db.execute("SELECT entity_id, alias FROM entity_aliases ORDER BY entity_id, position").fetchall()
    else:
        marks = ", ".join("?" * len(rows))
        found = db.execute(
            f"SELECT entity_id, alias FROM entity_aliases WHERE entity_id IN ({marks}) ORDER BY position",
            [row[0] for row in rows],
        ).fetchall()
    for entity_id, alias in found:
        aliases.setdefault(entity_id, []).append(alias)
    return [_value(row, aliases.get(row[0], [])) for row in rows]


def _value(row: Any, aliases: list[str]) -> Entity:
    uid, label, name, qid, description, note, merged_into = row[1:]
    return Entity(uid, label, name, qid, description, note, tuple(aliases), merged_into)


def entities(db: Database, *, merged: bool = False) -> list[Entity]:
    """Return the entities that are not deleted, oldest first; those merged into another only when asked for."""
    return _values(db, "1" if merged else "e.merged_into_id IS NULL")


def entity(db: Database, uid: str) -> Entity | None:
    """Return one entity that is not deleted (it may be merged away), or None."""
    found = _values(db, "e.uid = ?", (uid,))
    return found[0] if found else None


def named(db: Database, name: str) -> list[Entity]:
    """Return the entities whose canonical name or alias has the same folded form."""
    key = key_of(name)
    return _values(
        db,
        "e.merged_into_id IS NULL AND (e.name_key = ? OR e.id IN"
        " (SELECT entity_id FROM entity_aliases WHERE alias_key = ?))",
        (key, key),
    )


def mention_counts(db: Database, article_uid: str | None = None) -> dict[str, int]:
    """Return the number of live mentions by entity uid, in one article's current version or in all articles."""
    where = "AND a.uid = ?" if article_uid else ""
    rows = db.execute(
        "SELECT e.uid, count(*) FROM articles a"
        " CROSS JOIN annotations n ON n.article_version_id = a.current_version_id"
        " CROSS JOIN mentions m ON m.annotation_id = n.id CROSS JOIN entities e ON e.id = m.entity_id"
        f" WHERE a.deleted_at IS NULL AND n.deleted_at IS NULL AND n.status <> 'rejected' {where} GROUP BY e.id",
        (article_uid,) if article_uid else (),
    )
    return {row[0]: row[1] for row in rows}


def uses(db: Database, uid: str) -> tuple[int, int]:
    """Return how many live mentions stand for the entity, and how many live claims name it as claimant."""
    row = db.execute(
        "SELECT (SELECT count(*) FROM mentions m JOIN annotations n ON n.id = m.annotation_id"
        " WHERE m.entity_id = e.id AND n.deleted_at IS NULL),"
        " (SELECT count(*) FROM claims c WHERE c.claimant_entity_id = e.id AND c.deleted_at IS NULL)"
        " + (SELECT count(*) FROM claim_occurrences o JOIN annotations n ON n.id = o.annotation_id"
        " WHERE o.stance_target_entity_id = e.id AND n.deleted_at IS NULL)"
        " + (SELECT count(*) FROM entity_relations r WHERE e.id IN (r.from_entity_id, r.to_entity_id))"
        " + (SELECT count(*) FROM entities x WHERE x.merged_into_id = e.id AND x.deleted_at IS NULL)"
        " FROM entities e WHERE e.uid = ?",
        (uid,),
    ).fetchone()
    return (row[0], row[1]) if row else (0, 0)
