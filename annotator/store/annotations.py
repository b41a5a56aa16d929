"""Annotations with their spans, mentions and occurrences: rows and values."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from annotator.model.annotation import ROLES, Annotation, Mention, Occurrence, Piece
from annotator.model.fold import fold
from annotator.store.database import Database

_KEY_LENGTH = 64
_BLOCK = 4096
CONTEXT = 32
"""Code points of prefix and suffix kept beside each quote."""

Texts = Callable[[str, int], str]
"""Gives the text of an article's version."""

_HEAD = (
    "SELECT n.id, n.uid, n.article_version_id, n.kind, n.label_id, n.status, n.origin, n.origin_ref, n.confidence,"
    " n.set_id, n.note, n.created_by, n.created_at, n.updated_by, n.updated_at, m.entity_id, m.form, m.link_rule"
    " FROM annotations n LEFT JOIN mentions m ON m.annotation_id = n.id"
)
_OCCURRENCES = (
    "SELECT o.annotation_id, c.uid, o.voice, p.uid, o.quote_type, o.modality, o.polarity, o.endorsement, o.stance,"
    " e.uid FROM claim_occurrences o JOIN claims c ON c.id = o.claim_id"
    " LEFT JOIN annotations p ON p.id = o.parent_annotation_id"
    " LEFT JOIN entities e ON e.id = o.stance_target_entity_id"
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


def key_of_quote(quote: str) -> str:
    """Return what annotations are ordered by when they are ordered by their text."""
    return fold(quote)[:_KEY_LENGTH]


def _write_head(db: Database, annotation: Annotation) -> int:
    envelope = annotation.envelope
    row = db.execute(
        "INSERT INTO annotations (uid, set_id, article_version_id, kind, label_id, status, origin, origin_ref,"
        " confidence, start_offset, end_offset, note, created_by, created_at, updated_by, updated_at, quote_key)"
        " VALUES (?, (SELECT id FROM annotation_sets WHERE name = ?), (SELECT v.id FROM articles a"
        " JOIN article_versions v ON v.article_id = a.id WHERE a.uid = ? AND v.version_no = ?), ?,"
        " (SELECT id FROM labels WHERE uid = ?), ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM annotators WHERE uid = ?), ?,"
        " (SELECT id FROM annotators WHERE uid = ?), ?, ?)"
        " ON CONFLICT (uid) DO UPDATE SET set_id = excluded.set_id,"
        " article_version_id = excluded.article_version_id, label_id = excluded.label_id,"
        " status = excluded.status, origin = excluded.origin, origin_ref = excluded.origin_ref,"
        " confidence = excluded.confidence, start_offset = excluded.start_offset,"
        " end_offset = excluded.end_offset, note = excluded.note, created_by = excluded.created_by,"
        " created_at = excluded.created_at, updated_by = excluded.updated_by, updated_at = excluded.updated_at,"
        " quote_key = excluded.quote_key, deleted_at = NULL RETURNING id",
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
            key_of_quote(next(piece.quote for piece in annotation.pieces if piece.role == annotation.main_role)),
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
    found = _values(
        db, f"n.article_version_id = ({_VERSION_ROW}) AND n.deleted_at IS NULL", {"uid": article_uid, "no": version}
    )
    return sorted(found, key=_place)


def _place(one: Annotation) -> tuple[int, int, str]:
    first = one.pieces[0]
    return (first.start, -first.end, one.uid) if len(one.pieces) == 1 else (one.start, -one.end, one.uid)


_VERSION_ROW = (
    "SELECT v.id FROM articles a JOIN article_versions v ON v.article_id = a.id"
    " WHERE a.uid = :uid AND CASE WHEN :no IS NULL THEN v.id = a.current_version_id ELSE v.version_no = :no END"
)


def on(db: Database, article_uid: str, version: int, *, start: int, end: int) -> list[Annotation]:
    """Return the live annotations of a version whose envelope is exactly that range."""
    return _values(
        db,
        f"n.article_version_id = ({_VERSION_ROW})"
        " AND n.start_offset = :start AND n.end_offset = :end AND n.deleted_at IS NULL",
        {"uid": article_uid, "no": version, "start": start, "end": end},
    )


def annotation(db: Database, uid: str) -> Annotation | None:
    """Return one live annotation, or None."""
    found = _values(db, "n.uid = :uid AND n.deleted_at IS NULL", {"uid": uid})
    return found[0] if found else None


def by_uids(db: Database, uids: Sequence[str]) -> list[Annotation]:
    """Return the live annotations among some hundreds of uids, in no order."""
    wanted = {f"u{at}": uid for at, uid in enumerate(uids)}
    marks = ", ".join(f":{name}" for name in wanted)
    return _values(db, f"n.uid IN ({marks}) AND n.deleted_at IS NULL", dict(wanted))


def of_rows(db: Database, numbers: Sequence[int]) -> dict[str, list[Annotation]]:
    """Return the annotations with these row numbers by article, sorted by start, longest first, uid."""
    found: dict[str, list[Annotation]] = {}
    for at in range(0, len(numbers), _BLOCK):
        listed = ", ".join(map(str, numbers[at : at + _BLOCK]))
        for one in _values(db, f"n.id IN ({listed})", {}):
            found.setdefault(one.article, []).append(one)
    return {article: sorted(of_article, key=_place) for article, of_article in found.items()}


def _values(db: Database, where: str, parameters: dict[str, object]) -> list[Annotation]:
    heads = db.execute(f"{_HEAD} WHERE {where}", parameters).fetchall()
    if not heads:
        return []
    with _collector_at_rest():
        pieces = _pieces(db, [row[0] for row in heads])
        known = _Known(db, heads)
        return [_value(row, pieces.get(row[0], ()), known) for row in heads]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Make many values without the garbage collector, which finds nothing in them (a fifth of the time)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Known:
    """Uids and names by row number, as far as some heads need them."""

    def __init__(self, db: Database, heads: list[Any]) -> None:
        self.labels = dict(db.execute("SELECT id, uid FROM labels").fetchall())
        self.people = {None: None, **dict(db.execute("SELECT id, uid FROM annotators").fetchall())}
        self.sets = dict(db.execute("SELECT id, name FROM annotation_sets").fetchall())
        self.versions = _by_row(db, _VERSIONS, {row[2] for row in heads})
        self.entities = _by_row(db, "SELECT id, uid FROM entities WHERE id IN ({})", {row[15] for row in heads})
        claims = {row[0] for row in heads if row[3] == "claim"}
        self.occurrences = _by_row(db, _OCCURRENCES + " WHERE o.annotation_id IN ({})", claims)

    def occurrence(self, uid: str, number: int) -> Occurrence:
        """Return how the claim is reported; raises ValueError when its record is gone."""
        if number not in self.occurrences:
            raise ValueError(f"the claim of annotation {uid} is not there")
        return Occurrence(*self.occurrences[number])


_VERSIONS = (
    "SELECT v.id, a.uid, v.version_no FROM article_versions v JOIN articles a ON a.id = v.article_id WHERE v.id IN ({})"
)


def _by_row(db: Database, sql: str, numbers: set[int | None]) -> dict[int | None, Any]:
    """Return what stands beside each row number: the only column, or the tuple of the columns."""
    wanted = [str(one) for one in numbers if one is not None]
    found: dict[int | None, Any] = {None: None}
    for at in range(0, len(wanted), 2000):
        for row in db.execute(sql.format(", ".join(wanted[at : at + 2000]))):
            found[row[0]] = row[1] if len(row) == 2 else row[1:]
    return found


def _pieces(db: Database, ids: list[int]) -> dict[int, tuple[Piece, ...]]:
    first, last = min(ids), max(ids)
    if last - first > 4 * len(ids):
        where = f"annotation_id IN ({', '.join(map(str, ids))})"
    else:
        where = f"annotation_id BETWEEN {first} AND {last}"
    rows = db.execute(f"SELECT annotation_id, role, start_offset, end_offset, quote FROM spans WHERE {where}")
    found: dict[int, tuple[Piece, ...]] = {}
    several = set()
    for number, role, start, end, quote in rows:
        there = found.get(number)
        if there is not None:
            several.add(number)
        found[number] = (*(there or ()), Piece(role, start, end, quote))
    for number in several:
        found[number] = _in_role_order(found[number])
    return found


def _in_role_order(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return (
        pieces if len(pieces) < 2 else tuple(sorted(pieces, key=lambda piece: (ROLES.index(piece.role), piece.start)))
    )


def _value(row: Any, pieces: tuple[Piece, ...], known: _Known) -> Annotation:
    number, uid, version, kind, label, status, origin, origin_ref, confidence = row[:9]
    set_id, note, created_by, created_at, updated_by, updated_at, entity, form, link_rule = row[9:]
    article, version_no = known.versions[version]
    return Annotation(
        uid,
        article,
        version_no,
        kind,
        known.labels[label],
        pieces,
        status,
        origin,
        origin_ref,
        confidence,
        known.sets[set_id],
        note,
        known.people[created_by],
        created_at,
        known.people[updated_by],
        updated_at,
        Mention(known.entities.get(entity), form, link_rule) if kind == "entity" else None,
        known.occurrence(uid, number) if kind == "claim" else None,
    )
