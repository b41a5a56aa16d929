"""Properties of the project as a whole."""

from annotator.store.database import Database


def get(db: Database, key: str) -> str:
    """Return a property, empty when it is not set."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def put(db: Database, key: str, value: str) -> None:
    """Set a property."""
    db.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
