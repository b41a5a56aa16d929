"""Every step of the schema, in order. A released step is never edited; a test opens a kept project of each."""

from typing import TYPE_CHECKING

from annotator.store import schema
from annotator.store.database import Database

if TYPE_CHECKING:
    import sqlite_utils

MAJOR, MINOR = 1, 0
"""A newer major is refused, a newer minor opens read-only."""


def packed(major: int, minor: int) -> int:
    """Return the value of `user_version` for a schema."""
    return major << 16 | minor


def current_version() -> int:
    """Return the `user_version` that this program writes."""
    return packed(MAJOR, MINOR)


def migrate(db: Database) -> None:
    """Bring the file to the current schema: each step is one transaction; `user_version` is set last in it."""
    from sqlite_utils import Migrations

    steps = Migrations("annotator")

    @steps()
    def first_schema(db: "sqlite_utils.Database") -> None:
        for statement in schema.TABLES.split(";\n"):
            if statement.strip():
                db.execute(statement)
        for statement in (*schema.VIRTUAL_TABLES.values(), *schema.TRIGGERS.values()):
            db.execute(statement)
        db.execute("INSERT INTO annotation_sets (name, purpose) VALUES ('working', 'working')")
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {packed(1, 0)}")

    steps.apply(db.utils())
