"""Labels and label sets: rows and values."""

from annotator.model.label import Label
from annotator.store.database import Database


def write(db: Database, label: Label) -> None:
    """Insert or update by uid; its label set is made when it is missing."""
    db.execute(
        "INSERT INTO label_sets (key, name) VALUES (?, ?) ON CONFLICT (key) DO NOTHING",
        (label.label_set, label.label_set.replace("_", " ").capitalize()),
    )
    db.execute(
        "INSERT INTO labels (uid, label_set_id, kind, key, name, parent_id, color, shortcut, definition,"
        " include_examples, exclude_examples, position, archived_at)"
        " VALUES (?, (SELECT id FROM label_sets WHERE key = ?), ?, ?, ?, (SELECT id FROM labels WHERE uid = ?),"
        " ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uid) DO UPDATE SET label_set_id = excluded.label_set_id,"
        " kind = excluded.kind, key = excluded.key, name = excluded.name, parent_id = excluded.parent_id,"
        " color = excluded.color, shortcut = excluded.shortcut, definition = excluded.definition,"
        " include_examples = excluded.include_examples, exclude_examples = excluded.exclude_examples,"
        " position = excluded.position, archived_at = excluded.archived_at",
        (
            label.uid,
            label.label_set,
            label.kind,
            label.key,
            label.name,
            label.parent,
            label.color,
            label.shortcut,
            label.definition,
            label.include_examples,
            label.exclude_examples,
            label.position,
            label.archived_at,
        ),
    )


def labels(db: Database) -> list[Label]:
    """Return every label, archived ones too."""
    rows = db.execute(
        "SELECT l.uid, l.kind, l.key, l.name, s.key, p.uid, l.color, l.shortcut, l.definition, l.include_examples,"
        " l.exclude_examples, l.position, l.archived_at FROM labels l JOIN label_sets s ON s.id = l.label_set_id"
        " LEFT JOIN labels p ON p.id = l.parent_id ORDER BY l.position, l.id"
    )
    return [Label(*row) for row in rows]
