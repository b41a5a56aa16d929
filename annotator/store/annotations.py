"""Annotations with their spans, mentions and occurrences: rows and values."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from annotator.model.annotation import ROLES, Annotation, Mention, Occurrence, Piece

CONTEXT = 32
"""Code points of prefix and suffix kept beside each quote."""

Texts = Callable[[str, int], str]
"""Gives the text of an article's version."""

_HEAD = (
    "SELECT n.id, n.uid, a.uid, v.version_no, n.kind, n.label_id, n.status, n.origin, n.origin_ref, n.confidence,"
    " s.name, n.note, n.created_by, n.created_at, n.updated_by, n.updated_at,"
    " e.uid, m.form, m.link_rule,"
    " c.uid, o.voice, o.parent_annotation_id, o.quote_type, o.modality, o.polarity, o.endorsement, o.stance,"
    " o.stance_target_entity_id"
    " FROM articles a JOIN article_versions v ON v.article_id = a.id"
    " JOIN annotations n ON n.article_version_id = v.id JOIN annotation_sets s ON s.id = n.set_id"
    " LEFT JOIN mentions m ON m.annotation_id = n.id LEFT JOIN entities e ON e.id = m.entity_id"
    " LEFT JOIN claim_occurrences o ON o.annotation_id = n.id LEFT JOIN claims c ON c.id = o.claim_id"
)


def write(db: Database, annotation: Annotation, before: Annotation | None, texts: Texts) -> None:
    """Insert or update by uid, taking back a deletion; raises sqlite3.IntegrityError if a quote is not the text."""
    row_id = _write_head(db, annotation)
    if before is None or before.pieces != annotation.pieces:
        _write_pieces(db, row_id, annotation, texts(annotation.article, annotation.version))
    if annotation.mention is not None:
        _write_mention(db, row_id, annotation.mention)
    if annotation.occurrence is not None:
        _write_occurrence(db, row_id, annotation.occurrence)


def _write_head(db: Database, annotation: Annotation) -> int:
    envelope = annotation.envelope
    row = db.execute(
        "INSERT INTO annotations (uid, set_id, article_version_id, kind, label_id, status, origin, origin_ref,"
        " confidence, start_offset, end_offset, note, created_by, created_at, updated_by, updated_at)"
        " VALUES (?, (SELECT id FROM annotation_sets WHERE name = ?), (SELECT v.id FROM articles a"
        " JOIN article_versions v ON v.article_id = a.id WHERE a.uid = ? AND v.version_no = ?), ?,"
        " (SELECT id FROM labels WHERE uid = ?), ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM annotators WHERE uid = ?), ?,"
        " (SELECT id FROM annotators WHERE uid = ?), ?)"
        " ON CONFLICT (uid) DO UPDATE SET set_id = excluded.set_id, label_id = excluded.label_id,"
        " status = excluded.status, origin = excluded.origin, origin_ref = excluded.origin_ref,"
        " confidence = excluded.confidence, start_offset = excluded.start_offset,"
        " end_offset = excluded.end_offset, note = excluded.note, created_by = excluded.created_by,"
        " created_at = excluded.created_at, updated_by = excluded.updated_by, updated_at = excluded.updated_at,"
        " deleted_at = NULL RETURNING id",
        (
            annotation.uid,
            annotation.annotation_set,
            annotation.article,
            annotation.version,
            annotation.kind,
            annotation.label,
            annotation.status,
            annotation.origin,
            annotation.origin_ref,
            annotation.confidence,
            envelope.start,
            envelope.end,
            annotation.note,
            annotation.created_by,
            annotation.created_at,
            annotation.updated_by,
            annotation.updated_at,
        ),
    ).fetchone()
    return int(row[0])


def _write_pieces(db: Database, row_id: int, annotation: Annotation, text: str) -> None:
    db.execute("DELETE FROM spans WHERE annotation_id = ?", (row_id,))
    counts = dict.fromkeys(ROLES, 0)
    for piece in annotation.pieces:
        db.execute(
            "INSERT INTO spans (annotation_id, role, seq, start_offset, end_offset, quote, prefix, suffix)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row_id,
                piece.role,
                counts[piece.role],
                piece.start,
                piece.end,
                piece.quote,
                text[max(0, piece.start - CONTEXT) : piece.start],
                text[piece.end : piece.end + CONTEXT],
            ),
        )
        counts[piece.role] += 1


def _write_mention(db: Database, row_id: int, mention: Mention) -> None:
    db.execute(
        "INSERT INTO mentions (annotation_id, entity_id, form, link_rule)"
        " VALUES (?, (SELECT id FROM entities WHERE uid = ?), ?, ?) ON CONFLICT (annotation_id) DO UPDATE SET"
        " entity_id = excluded.entity_id, form = excluded.form, link_rule = excluded.link_rule",
        (row_id, mention.entity, mention.form, mention.link_rule),
    )


def _write_occurrence(db: Database, row_id: int, occurrence: Occurrence) -> None:
    db.execute(
        "INSERT INTO claim_occurrences (annotation_id, claim_id, voice, parent_annotation_id, quote_type, modality,"
        " polarity, endorsement, stance, stance_target_entity_id) VALUES (?, (SELECT id FROM claims WHERE uid = ?),"
        " ?, (SELECT id FROM annotations WHERE uid = ?), ?, ?, ?, ?, ?, (SELECT id FROM entities WHERE uid = ?))"
        " ON CONFLICT (annotation_id) DO UPDATE SET claim_id = excluded.claim_id, voice = excluded.voice,"
        " parent_annotation_id = excluded.parent_annotation_id, quote_type = excluded.quote_type,"
        " modality = excluded.modality, polarity = excluded.polarity, endorsement = excluded.endorsement,"
        " stance = excluded.stance, stance_target_entity_id = excluded.stance_target_entity_id",
        (
            row_id,
            occurrence.claim,
            occurrence.voice,
            occurrence.parent,
            occurrence.quote_type,
            occurrence.modality,
            occurrence.polarity,
            occurrence.endorsement,
            occurrence.stance,
            occurrence.stance_target,
        ),
    )


def of_article(db: Database, article_uid: str, version: int | None = None) -> list[Annotation]:
    """Return the live annotations of a version (by default the current one), sorted by start, longest first, uid."""
    chosen = "v.id = a.current_version_id" if version is None else "v.version_no = :version"
    found = _values(
        db, f"a.uid = :article AND {chosen} AND n.deleted_at IS NULL", {"article": article_uid, "version": version}
    )
    return sorted(found, key=lambda one: (one.start, -one.end, one.uid))


def on(db: Database, article_uid: str, version: int, *, start: int, end: int) -> list[Annotation]:
    """Return the live annotations of a version whose envelope is exactly that range."""
    return _values(
        db,
        "n.article_version_id = (SELECT v.id FROM articles a JOIN article_versions v ON v.article_id = a.id"
        " WHERE a.uid = :article AND v.version_no = :version)"
        " AND n.start_offset = :start AND n.end_offset = :end AND n.deleted_at IS NULL",
        {"article": article_uid, "version": version, "start": start, "end": end},
    )


def annotation(db: Database, uid: str) -> Annotation | None:
    """Return one live annotation, or None."""
    found = _values(db, "n.uid = :uid AND n.deleted_at IS NULL", {"uid": uid})
    return found[0] if found else None


def by_ids(db: Database, ids: Sequence[int]) -> Iterator[Annotation]:
    """Give the annotations with these row numbers in this order, read 256 at a time."""
    for at in range(0, len(ids), 256):
        part = ids[at : at + 256]
        marks = ", ".join(str(int(one)) for one in part)
        found = {one.uid: one for one in _values(db, f"n.id IN ({marks})", {})}
        uids = dict(db.execute(f"SELECT id, uid FROM annotations WHERE id IN ({marks})").fetchall())
        yield from (found[uids[one]] for one in part if one in uids)


def _values(db: Database, where: str, parameters: dict[str, object]) -> list[Annotation]:
    heads = db.execute(f"{_HEAD} WHERE {where} ORDER BY n.id", parameters).fetchall()
    if not heads:
        return []
    pieces = _pieces(db, [row[0] for row in heads])
    label_uids = _uids(db, "labels")
    people = _uids(db, "annotators")
    return [_value(db, row, pieces[row[0]], label_uids, people) for row in heads]


def _uids(db: Database, table: str) -> dict[int | None, Any]:
    return {None: None, **dict(db.execute(f"SELECT id, uid FROM {table}").fetchall())}


def _pieces(db: Database, ids: list[int]) -> dict[int, tuple[Piece, ...]]:
    if len(ids) > 400:
        where = f"annotation_id BETWEEN {min(ids)} AND {max(ids)}"
    else:
        where = f"annotation_id IN ({', '.join(map(str, ids))})"
    rows = db.execute(
        f"SELECT annotation_id, role, start_offset, end_offset, quote FROM spans WHERE {where}"
        " ORDER BY annotation_id, seq"
    )
    found: dict[int, list[Piece]] = {one: [] for one in ids}
    for row in rows:
        if row[0] in found:
            found[row[0]].append(Piece(row[1], row[2], row[3], row[4]))
    return {one: _in_role_order(pieces) for one, pieces in found.items()}


def _in_role_order(pieces: list[Piece]) -> tuple[Piece, ...]:
    return tuple(pieces) if len(pieces) < 2 else tuple(sorted(pieces, key=lambda piece: ROLES.index(piece.role)))


def _value(
    db: Database,
    row: Any,
    pieces: tuple[Piece, ...],
    label_uids: dict[int | None, Any],
    people: dict[int | None, Any],
) -> Annotation:
    uid, article, version, kind, label, status, origin, origin_ref, confidence, set_name, note = row[1:12]
    return Annotation(
        uid,
        article,
        version,
        kind,
        label_uids[label],
        pieces,
        status,
        origin,
        origin_ref,
        confidence,
        set_name,
        note,
        people[row[12]],
        row[13],
        people[row[14]],
        row[15],
        Mention(row[16], row[17], row[18]) if kind == "entity" else None,
        _occurrence(db, row) if kind == "claim" else None,
    )


def _occurrence(db: Database, row: Any) -> Occurrence:
    claim, voice, parent_id, quote_type, modality, polarity, endorsement, stance, target_id = row[19:28]
    parent = _uid_of(db, "annotations", parent_id)
    target = _uid_of(db, "entities", target_id)
    return Occurrence(claim, voice, parent, quote_type, modality, polarity, endorsement, stance, target)


def _uid_of(db: Database, table: str, row_id: object) -> str | None:
    if row_id is None:
        return None
    row = db.execute(f"SELECT uid FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return row[0] if row else None
