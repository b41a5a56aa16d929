"""Annotators and reviews: rows and values."""

from annotator.model.people import Annotator, Review
from annotator.store.database import Database


def write_annotator(db: Database, annotator: Annotator) -> None:
    """Insert or update by uid."""
    db.execute(
        "INSERT INTO annotators (uid, name, kind, version) VALUES (?, ?, ?, ?) ON CONFLICT (uid)"
        " DO UPDATE SET name = excluded.name, kind = excluded.kind, version = excluded.version",
        (annotator.uid, annotator.name, annotator.kind, annotator.version),
    )


def annotators(db: Database) -> dict[str, Annotator]:
    """Return every annotator by uid."""
    rows = db.execute("SELECT uid, name, kind, version FROM annotators ORDER BY id")
    return {row[0]: Annotator(*row) for row in rows}


def write_review(db: Database, review: Review) -> None:
    """Append a review; one that is there already stays as it is."""
    db.execute(
        "INSERT INTO reviews (uid, annotation_id, reviewer_id, from_status, to_status, reason, comment, created_at)"
        " VALUES (?, (SELECT id FROM annotations WHERE uid = ?), (SELECT id FROM annotators WHERE uid = ?),"
        " ?, ?, ?, ?, ?) ON CONFLICT (uid) DO NOTHING",
        (
            review.uid,
            review.annotation,
            review.reviewer,
            review.from_status,
            review.to_status,
            review.reason,
            review.comment,
            review.created_at,
        ),
    )


_REVIEWS = (
    "SELECT r.uid, a.uid, p.uid, r.from_status, r.to_status, r.reason, r.comment, r.created_at FROM reviews r"
    " JOIN annotations a ON a.id = r.annotation_id JOIN annotators p ON p.id = r.reviewer_id"
)


def review(db: Database, uid: str) -> Review | None:
    """Return one review, or None."""
    row = db.execute(f"{_REVIEWS} WHERE r.uid = ?", (uid,)).fetchone()
    return Review(*row) if row else None


def reviews_of(db: Database, annotation_uid: str) -> list[Review]:
    """Return the reviews of one annotation, oldest first."""
    rows = db.execute(f"{_REVIEWS} WHERE a.uid = ? ORDER BY r.id", (annotation_uid,))
    return [Review(*row) for row in rows]


def last_reviews(db: Database) -> dict[str, tuple[str, str]]:
    """Return (reviewer uid, when) of the newest review of each annotation, by the annotation's uid."""
    rows = db.execute(
        "SELECT a.uid, p.uid, r.created_at FROM reviews r JOIN annotations a ON a.id = r.annotation_id"
        " JOIN annotators p ON p.id = r.reviewer_id ORDER BY r.id"
    )
    return {row[0]: (row[1], row[2]) for row in rows}
