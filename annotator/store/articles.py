"""Articles and the versions of their text: rows and values."""

from annotator.model.article import Article, Version, count_words
from annotator.model.span import Span
from annotator.model.structure import Part
from annotator.store.database import Database
from annotator.store.schema import BLOCK, LONG

_COLUMNS = (
    "a.uid, a.title, coalesce(v.version_no, 1), a.outlet, a.author, a.published_date, a.language, a.source_url,"
    " a.archive_url, a.retrieved_at, a.status, a.note, a.created_at, p.uid"
)
_FROM = (
    f"SELECT {_COLUMNS} FROM articles a LEFT JOIN article_versions v ON v.id = a.current_version_id"
    " LEFT JOIN annotators p ON p.id = a.created_by"
)


def write(db: Database, article: Article) -> None:
    """Insert or update by uid, taking back a deletion."""
    db.execute(
        "INSERT INTO articles (uid, title, outlet, author, published_date, language, source_url, archive_url,"
        " retrieved_at, status, note, created_at, created_by, current_version_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM annotators WHERE uid = ?),"
        " (SELECT v.id FROM article_versions v JOIN articles a ON a.id = v.article_id"
        " WHERE a.uid = ? AND v.version_no = ?))"
        " ON CONFLICT (uid) DO UPDATE SET title = excluded.title, outlet = excluded.outlet,"
        " author = excluded.author, published_date = excluded.published_date, language = excluded.language,"
        " source_url = excluded.source_url, archive_url = excluded.archive_url,"
        " retrieved_at = excluded.retrieved_at, status = excluded.status, note = excluded.note,"
        " created_at = excluded.created_at, created_by = excluded.created_by,"
        " current_version_id = excluded.current_version_id, deleted_at = NULL",
        (
            article.uid,
            article.title,
            article.outlet,
            article.author,
            article.published_date,
            article.language,
            article.source_url,
            article.archive_url,
            article.retrieved_at,
            article.status,
            article.note,
            article.created_at,
            article.created_by,
            article.uid,
            article.version,
        ),
    )


def write_version(db: Database, version: Version) -> None:
    """Insert a version; one that is there already stays as it is. It becomes current where there was none."""
    row = db.execute(
        "INSERT INTO article_versions (article_id, version_no, text, sha256, length, words, origin_path,"
        " original_sha256, encoding, newline, imported_at, extractor)"
        " VALUES ((SELECT id FROM articles WHERE uid = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (article_id, version_no) DO NOTHING RETURNING id",
        (
            version.article,
            version.number,
            version.text,
            version.sha256,
            len(version.text),
            count_words(version.text),
            version.origin_path,
            version.original_sha256,
            version.encoding,
            version.newline,
            version.imported_at,
            version.extractor,
        ),
    ).fetchone()
    if row is not None:
        _write_parts(db, row[0], version)
        if len(version.text) > LONG:
            _write_blocks(db, row[0], version.text)
    db.execute(
        "UPDATE articles SET current_version_id = (SELECT v.id FROM article_versions v"
        " WHERE v.article_id = articles.id AND v.version_no = ?) WHERE uid = ? AND current_version_id IS NULL",
        (version.number, version.article),
    )


def _write_parts(db: Database, version_id: int, version: Version) -> None:
    for seq, part in enumerate(version.structure):
        db.execute(
            "INSERT INTO structure (version_id, seq, kind, level, start_offset, end_offset) VALUES (?, ?, ?, ?, ?, ?)",
            (version_id, seq, part.kind, part.level, part.span.start, part.span.end),
        )
    for number, start in enumerate(version.pages, 1):
        db.execute(
            "INSERT INTO pages (version_id, page_no, start_offset) VALUES (?, ?, ?)", (version_id, number, start)
        )


def _write_blocks(db: Database, version_id: int, text: str) -> None:
    for seq, start in enumerate(range(0, len(text), BLOCK)):
        db.execute(
            "INSERT INTO text_blocks (version_id, seq, text) VALUES (?, ?, ?)",
            (version_id, seq, text[start : start + BLOCK]),
        )


def articles(db: Database) -> list[Article]:
    """Return the articles that are not deleted, in the order of import."""
    return [Article(*row) for row in db.execute(f"{_FROM} WHERE a.deleted_at IS NULL ORDER BY a.id")]


def titles(db: Database) -> dict[str, str]:
    """Return the titles of the live articles by uid, in the order of import."""
    return dict(db.execute("SELECT uid, title FROM articles WHERE deleted_at IS NULL ORDER BY id").fetchall())


def article(db: Database, uid: str) -> Article | None:
    """Return one article that is not deleted, or None."""
    row = db.execute(f"{_FROM} WHERE a.uid = ? AND a.deleted_at IS NULL", (uid,)).fetchone()
    return Article(*row) if row else None


def version(db: Database, article_uid: str, number: int | None = None) -> Version | None:
    """Return a version with its text, by default the current one; None when there is none."""
    chosen = "v.id = a.current_version_id" if number is None else "v.version_no = :number"
    row = db.execute(
        "SELECT a.uid, v.version_no, v.text, v.sha256, v.origin_path, v.original_sha256, v.encoding, v.newline,"
        f" v.imported_at, v.extractor, v.id FROM articles a JOIN article_versions v ON v.article_id = a.id AND {chosen}"
        " WHERE a.uid = :uid",
        {"uid": article_uid, "number": number},
    ).fetchone()
    if row is None:
        return None
    uid, version_no, text, sha256, path, original, encoding, newline, at, extractor, row_id = row
    parts, pages = _structure(db, row_id), _pages(db, row_id)
    return Version(uid, version_no, text, sha256, path, original, encoding, newline, at, extractor, parts, pages)


def _structure(db: Database, version_id: int) -> tuple[Part, ...]:
    rows = db.execute(
        "SELECT kind, start_offset, end_offset, level FROM structure WHERE version_id = ? ORDER BY seq", (version_id,)
    )
    return tuple(Part(kind, Span(start, end), level) for kind, start, end, level in rows)


def _pages(db: Database, version_id: int) -> tuple[int, ...]:
    rows = db.execute("SELECT start_offset FROM pages WHERE version_id = ? ORDER BY page_no", (version_id,))
    return tuple(row[0] for row in rows)


def with_text(db: Database, sha256s: list[str]) -> dict[str, str]:
    """Return article uids by the hash of their current text, for those of the hashes that are there."""
    found: dict[str, str] = {}
    for at in range(0, len(sha256s), 500):
        part = sha256s[at : at + 500]
        marks = ", ".join("?" * len(part))
        rows = db.execute(
            "SELECT v.sha256, a.uid FROM article_versions v JOIN articles a ON a.current_version_id = v.id"
            f" WHERE v.sha256 IN ({marks}) AND a.deleted_at IS NULL ORDER BY a.id DESC",
            part,
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def uids_titled(db: Database, title: str) -> list[str]:
    """Return the uids of the articles with exactly that title."""
    rows = db.execute("SELECT uid FROM articles WHERE title = ? AND deleted_at IS NULL ORDER BY id", (title,))
    return [row[0] for row in rows]
