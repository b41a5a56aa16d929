"""Make projects of any size within seconds, for measuring and for nothing else."""

import random
import sqlite3
from uuid import UUID

from annotator.model.records import ArticleDraft
from annotator.project import Person, Project, articles

PERSON = Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada")
STAMP = "2026-01-01T00:00:00.000Z"
WORDS = "the minister of trade said on Monday that a port will reopen in June while critics doubt Alba Renn".split()
PAGE = 3000
"""Characters that hold all annotations when there are more of them than characters."""


def prose(size, *, one_line, seed=7):
    """Return a text of that many characters, in paragraphs or in one line."""
    chance = random.Random(seed)
    parts, length = [], 0
    while length < size:
        words = [chance.choice(WORDS) for _ in range(chance.randint(60, 190))]
        parts.append(" ".join(words) + (". " if one_line else ".\n\n"))
        length += len(parts[-1])
    return "".join(parts)[:size]


def places(size, count, *, seed=8):
    """Return starts and ends of annotations, a fifth of them long."""
    chance = random.Random(seed)
    reach = min(size, PAGE) if count > size else size
    found = []
    for _ in range(count):
        length = chance.randint(60, 260) if chance.random() < 0.2 else chance.randint(3, 22)
        start = chance.randrange(0, max(1, reach - length))
        found.append((start, min(start + length, size)))
    return found


def make_project(path, size, count, *, one_line=False):
    """Make a project with one short article and one of that size and number of annotations; return their uids."""
    project = Project.create(path, PERSON, "Reading")
    text = prose(size, one_line=one_line)
    short, long = articles.add(project, [ArticleDraft("Short", "A short text."), ArticleDraft("Long", text)]).added
    project.close(with_backup=False)
    _fill(path, long.uid, text, places(size, count))
    return short.uid, long.uid


def _fill(path, article, text, found):
    """Write annotations straight into their tables, without the checks that each write makes."""
    source = random.Random(9)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    db.execute("BEGIN")
    version = db.execute("SELECT current_version_id FROM articles WHERE uid = ?", (article,)).fetchone()[0]
    labels = [row[0] for row in db.execute("SELECT id FROM labels WHERE kind = 'entity' ORDER BY id LIMIT 7")]
    numbered = list(enumerate(found, start=1))
    db.executemany(
        "INSERT INTO annotations (id, uid, set_id, article_version_id, kind, label_id, status, origin, start_offset,"
        " end_offset, created_by, created_at, updated_by, updated_at)"
        " VALUES (?, ?, 1, ?, 'entity', ?, 'accepted', 'manual', ?, ?, 1, ?, 1, ?)",
        [(one, _uid(source), version, labels[one % len(labels)], *ends, STAMP, STAMP) for one, ends in numbered],
    )
    db.executemany(
        "INSERT INTO spans (annotation_id, role, seq, start_offset, end_offset, quote, prefix, suffix)"
        " VALUES (?, 'mention', 0, ?, ?, ?, ?, ?)",
        [(n, a, b, text[a:b], text[max(0, a - 32) : a], text[b : b + 32]) for n, (a, b) in numbered],
    )
    db.executemany("INSERT INTO mentions (annotation_id, form) VALUES (?, 'NAME')", [(one,) for one, _ in numbered])
    db.execute("COMMIT")
    for _, sql in triggers:
        db.execute(sql)
    db.close()


def _uid(source):
    return f"a_{UUID(int=source.getrandbits(128), version=4)}"
