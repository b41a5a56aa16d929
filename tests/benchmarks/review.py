"""Measure the review queries over many annotations: python tests/benchmarks/review.py [--rows N] [--json].

CPU milliseconds of this process and its peak resident memory; the project is made once and kept in a folder.
"""

import argparse
import json
import random
import resource
import sqlite3
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from annotator.model.article import checksum
from annotator.model.fold import for_index, key_of
from annotator.model.records import Filter
from annotator.project import Person, Project, ProjectReader
from annotator.store.annotations import key_of_quote

PERSON = Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada")
WORDS = "the minister said port council talks trade grain fleet vote budget and of to in with after".split()
SCREEN = 256
NAMES = [f"{first} {last}" for first in ("Alba", "Jon", "Mira", "Tarik", "Ines") for last in ("Renn", "Tarr", "Voss")]
FIRST_DAY = datetime(2026, 1, 1)
STAMP = "2026-01-01T00:00:00.000Z"


def uid(prefix, source):
    return f"{prefix}_{UUID(int=source.getrandbits(128), version=4)}"


def moment(source):
    """Return a random time of a year."""
    day, second = source.randrange(365), source.randrange(86_400)
    return (FIRST_DAY + timedelta(days=day, seconds=second)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def generate(path, rows, articles):
    """Write a project with that many annotations straight into its tables."""
    Project.create(path, PERSON, "Many").close(with_backup=False)
    source = random.Random(1)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    db.execute("BEGIN")
    labels = [row[0] for row in db.execute("SELECT id FROM labels WHERE kind = 'entity'")]
    for number, name in enumerate(NAMES, 1):
        db.execute(
            "INSERT INTO entities (id, uid, label_id, canonical_name, name_key) VALUES (?, ?, ?, ?, ?)",
            (number, uid("e", source), labels[number % len(labels)], name, key_of(name)),
        )
    per_article = rows // articles
    for number in range(1, articles + 1):
        fill_article(db, source, number, labels=labels, count=per_article)
    db.execute("COMMIT")
    for _, sql in triggers:
        db.execute(sql)
    db.execute("ANALYZE")
    db.close()


def fill_article(db, source, number, *, labels, count):
    words, spans, at = [], [], 0
    for index in range(count * 4):
        is_name = index % 4 == 3
        word = source.choice(NAMES) if is_name else source.choice(WORDS)
        if is_name:
            spans.append((at, at + len(word), word, NAMES.index(word) + 1))
        words.append(word)
        at += len(word) + 1
    text = " ".join(words)
    db.execute(
        "INSERT INTO articles (id, uid, title, created_at, current_version_id, outlet) VALUES (?, ?, ?, ?, ?, ?)",
        (number, uid("d", source), f"Article {number}", STAMP, number, f"Outlet {number % 7}"),
    )
    db.execute(
        "INSERT INTO article_versions (id, article_id, version_no, text, sha256, length, words, imported_at)"
        " VALUES (?, ?, 1, ?, ?, ?, ?, ?)",
        (number, number, text, checksum(text), len(text), len(words), STAMP),
    )
    first = (number - 1) * count + 1
    ids = range(first, first + len(spans))
    statuses = source.choices(["accepted", "draft", "proposed", "rejected"], [70, 15, 10, 5], k=len(spans))
    db.executemany(
        "INSERT INTO annotations (id, uid, set_id, article_version_id, kind, label_id, status, origin, start_offset,"
        " end_offset, created_by, created_at, updated_by, updated_at, quote_key)"
        " VALUES (?, ?, 1, ?, 'entity', ?, ?, 'manual', ?, ?, 1, ?, 1, ?, ?)",
        [
            (
                one,
                uid("a", source),
                number,
                source.choice(labels),
                status,
                start,
                end,
                STAMP,
                moment(source),
                key_of_quote(quote),
            )
            for one, status, (start, end, quote, _) in zip(ids, statuses, spans, strict=True)
        ],
    )
    db.executemany(
        "INSERT INTO spans (annotation_id, role, seq, start_offset, end_offset, quote, prefix, suffix)"
        " VALUES (?, 'mention', 0, ?, ?, ?, ?, ?)",
        [
            (one, start, end, quote, text[max(0, start - 32) : start], text[end : end + 32])
            for one, (start, end, quote, _) in zip(ids, spans, strict=True)
        ],
    )
    db.executemany(
        "INSERT INTO mentions (annotation_id, entity_id, form, link_rule) VALUES (?, ?, 'NAME', 'exact')",
        [(one, entity) for one, (_, _, _, entity) in zip(ids, spans, strict=True)],
    )
    db.executemany(
        "INSERT INTO search_docs (rowid, kind, ref_uid, folded) SELECT id * 4 + 1, 'annotation', uid, ?"
        " FROM annotations WHERE id = ?",
        [(for_index(quote), one) for one, (_, _, quote, _) in zip(ids, spans, strict=True)],
    )


def measured(name, action, found):
    start = time.process_time()
    result = action()
    found[name] = round((time.process_time() - start) * 1000, 1)
    return result


def run(path):
    found = {}
    reader = measured("open", lambda: ProjectReader(path), found)
    label = reader.labels().by_key("ORG").uid
    first = measured("first ids", lambda: reader.rows_of(reader.review_ids(Filter(), most=SCREEN)), found)
    measured("first page", lambda: first.page(0, SCREEN), found)
    rows = measured("ids by place", lambda: reader.review(Filter()), found)
    source = random.Random(2)
    jumps = []
    for _ in range(50):
        at = source.randrange(len(rows))
        start = time.process_time()
        rows.page(at, at + 64)
        jumps.append((time.process_time() - start) * 1000)
    found["page p50"], found["page max"] = round(sorted(jumps)[25], 1), round(max(jumps), 1)
    measured("place of a row", lambda: rows.position(rows.uids([len(rows) - 1])[0]), found)
    measured("filter by label", lambda: reader.review(Filter(labels=(label,))), found)
    measured("filter by status", lambda: reader.review(Filter(statuses=("proposed",))), found)
    measured("filter by text", lambda: reader.review(Filter(text="mira")), found)
    for order in ("label", "text", "entity", "article", "status", "updated"):
        measured(f"sort by {order}", lambda order=order: reader.review(Filter(), order), found)
    for name, wanted in (("", Filter()), (" of a label", Filter(labels=(label,)))):
        for column in ("status", "label", "article"):
            measured(f"{column} facet{name}", lambda: reader.facet(wanted, column), found)  # noqa: B023
    reader.close()
    found["rows"] = len(rows)
    found["peak MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "annotator-benchmarks")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    path = options.folder / f"review-{options.rows}.annotator.db"
    if not path.exists():
        generate(path, options.rows, min(options.articles, options.rows // 100))
    found = run(path)
    print(json.dumps(found) if options.json else "\n".join(f"{name:26} {value}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
