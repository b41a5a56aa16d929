"""Measure the review table over many annotations: python tests/benchmarks/review.py [--rows N] [--part PART] [--json].

PART is `queries` (the default), `window` or `export`. CPU milliseconds and peak resident memory; where a worker is
at work, what the window's own thread takes stands apart. The project is made once and kept in a folder.
"""

import argparse
import io
import json
import os
import random
import resource
import sqlite3
import subprocess
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


class Window:
    """The review view over a project, on no screen."""

    def __init__(self, path):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from PySide6.QtCore import QEventLoop, QTimer

        from annotator.ui import app

        app.application()
        from annotator.ui.review.view import ReviewView

        self.project = Project.open(path, PERSON)
        self.view = ReviewView()
        self.view.resize(1440, 900)
        QTimer.singleShot(0, self.view.show)
        self.loop = QEventLoop()
        self.ticker = QTimer()
        self.ticker.timeout.connect(self._tick)
        self.ticks = []
        self.ended = lambda: False
        self.turn(lambda: True)

    def _tick(self):
        self.ticks.append(time.perf_counter())
        if self.ended():
            self.loop.quit()

    def turn(self, ended):
        """Let the window live until something has happened; return its longest pause in milliseconds."""
        self.ticks = [time.perf_counter()]
        self.ended = ended
        self.ticker.start(0)
        self.loop.exec()
        self.ticker.stop()
        pairs = zip(self.ticks, self.ticks[1:], strict=False)
        return round(max((then - before for before, then in pairs), default=0) * 1000, 1)

    def screen(self, name, action, found):
        """Measure in the window's thread from a gesture to the painted screen, then to the whole answer."""
        from annotator.ui import tasks

        began, own = time.process_time(), time.thread_time()
        action()
        self.view.table.viewport().repaint()
        found[name] = round((time.thread_time() - own) * 1000, 1)
        pause = self.turn(lambda: not tasks.running())
        self.view.table.viewport().repaint()
        found[f"{name}, to the end"] = round((time.process_time() - began) * 1000, 1)
        found[f"{name}, longest pause"] = pause

    def frames(self, places):
        taken = []
        for place in places:
            own = time.thread_time()
            self.view.table.verticalScrollBar().setValue(place)
            self.view.table.viewport().repaint()
            taken.append((time.thread_time() - own) * 1000)
        return sorted(taken)


def run_window(path):
    found = {}
    window = Window(path)
    view = window.view
    window.screen("first screen", lambda: view.show(window.project), found)
    source, end = random.Random(2), view.table.verticalScrollBar().maximum()
    for name, places in (
        ("scroll", range(0, min(end, 60_000), 60)),
        ("jump", [source.randrange(end + 1) for _ in range(200)]),
    ):
        taken = window.frames(places) or [0]
        found[f"{name} p50"], found[f"{name} p99"] = (
            round(taken[len(taken) // 2], 1),
            round(taken[len(taken) * 99 // 100], 1),
        )
    label = window.project.labels().by_key("ORG").uid
    for name, wanted in (
        ("label", Filter(labels=(label,))),
        ("status", Filter(statuses=("proposed",))),
        ("most frequent status", Filter(statuses=("accepted",))),
        ("text", Filter(text="mira")),
        ("nothing", Filter()),
    ):
        window.screen(f"filter by {name}", lambda wanted=wanted: view.focus_on(wanted), found)
    from PySide6.QtCore import Qt

    from annotator.ui.review.model import ORDERS

    for column, name in ORDERS.items():
        window.screen(
            f"sort by {name}",
            lambda column=column: view.table.sortByColumn(column, Qt.SortOrder.DescendingOrder),
            found,
        )
    found["peak MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    view.clear()
    window.project.close(with_backup=False)
    return found


_JOIN = """SELECT n.uid, n.kind, l.key, s.quote, n.start_offset, n.end_offset,
 n.start_offset || '..' || n.end_offset, e.uid, e.canonical_name, e.qid, m.form, '', a.uid, a.title, v.version_no,
 v.sha256, 1, 1, s.prefix, s.suffix, n.status, n.origin, n.origin_ref, n.confidence, t.name, p.name, n.created_at,
 q.name, n.updated_at, '', '', n.note
 FROM annotations n JOIN labels l ON l.id = n.label_id JOIN article_versions v ON v.id = n.article_version_id
 JOIN articles a ON a.id = v.article_id JOIN spans s ON s.annotation_id = n.id JOIN annotation_sets t ON t.id = n.set_id
 LEFT JOIN mentions m ON m.annotation_id = n.id LEFT JOIN entities e ON e.id = m.entity_id
 LEFT JOIN annotators p ON p.id = n.created_by LEFT JOIN annotators q ON q.id = n.updated_by
 WHERE n.deleted_at IS NULL AND a.deleted_at IS NULL ORDER BY a.id, n.start_offset, n.end_offset DESC, n.uid"""


def child(*words):
    """Run a program and return its CPU milliseconds and peak memory in MB."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{words[0]} failed")
    return round((used.ru_utime + used.ru_stime) * 1000), round(used.ru_maxrss / 1024)


def run_export(path):
    """Compare the export of all to CSV with what sqlite3 needs for the same table."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "all.csv"
        ours = (sys.executable, __file__, "--part", "csv", "--project", str(path), "--target", str(target))
        found["sqlite3 -csv"], found["sqlite3 MB"] = child("sqlite3", "-csv", "-header", str(path), _JOIN)
        found["start"], found["start MB"] = child(*ours[:-1], "")
        found["export"], found["export MB"] = child(*ours)
        found["bytes"] = target.stat().st_size
    found["times as much"] = round((found["export"] - found["start"]) / found["sqlite3 -csv"], 2)
    found["more MB"] = found["export MB"] - found["start MB"]
    return found


def write_csv(path, target):
    """Export all to CSV; without a target, only load what an export needs."""
    from annotator.transfer.exporting import export

    with ProjectReader(path) as reader:
        if target:
            export(reader, "csv", Filter(), target=Path(target))
        else:
            export(reader, "csv", Filter(annotations=("a_none",)), target=io.BytesIO())
    return {}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "annotator-benchmarks")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--part", choices=("queries", "window", "export", "csv"), default="queries")
    parser.add_argument("--project", type=Path, help="measure this project and make none")
    parser.add_argument("--target", default="")
    options = parser.parse_args()
    if options.part == "csv":
        write_csv(options.project, options.target)
        return 0
    options.folder.mkdir(parents=True, exist_ok=True)
    path = options.project or options.folder / f"review-{options.rows}.annotator.db"
    if not path.exists():
        generate(path, options.rows, min(options.articles, max(1, options.rows // 100)))
    found = {"queries": run, "window": run_window, "export": run_export}[options.part](path)
    print(json.dumps(found) if options.json else "\n".join(f"{name:44} {value}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
