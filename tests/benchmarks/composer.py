"""Measure the composer from the key to the painted proposal: python tests/benchmarks/composer.py [--json].

CPU milliseconds in the real window, with articles of 5 KB and 1 MB that hold 40 and 2,000 tags, and per further key.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ANNOTATOR_HOME"] = tempfile.mkdtemp()

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.annotation import Annotation, Mention, Piece
from annotator.model.changes import Change, ChangeSet
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.records import ArticleDraft
from annotator.project import Person, Project, articles
from annotator.ui import tasks
from annotator.ui.app import open_window

PERSON = Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada")
SENTENCES = (
    "The Minister of Trade, Alba Renn, said on Monday that Port Velm will reopen in June with new cranes. "
    "“The cranes,” Jon Tarr of the Dockers’ League said, “are rusting and will fall before the summer.” "
    "Some analysts said Renn denied that the basin was closed and that the locks leak. "
    "The harbour has been quiet since the storm. "
)
STAMP = "2026-01-01T00:00:00.000Z"
KEYS = ("Tab", "Right", "2", "M", "N")


def filled(path, *, size, tags):
    """Make a project with one article of that many characters and tags; return its uid."""
    project = Project.create(path, PERSON)
    text = "\n\n".join([SENTENCES * 2] * (size // (len(SENTENCES) * 2) + 1))[:size]
    article = articles.add(project, [ArticleDraft("Bench", text)]).added[0]
    label = project.labels().by_key("PERSON").uid
    entity = Entity(new_uid("entity"), label, "Alba Renn")
    places = []
    at = text.find("Alba Renn")
    while at >= 0 and len(places) < tags:
        places.append(at)
        at = text.find("Alba Renn", at + 1)
    made = [
        Annotation(
            new_uid("annotation"), article.uid, 1, "entity", label, (Piece("mention", at, at + 9, text[at : at + 9]),),
            created_by=PERSON.uid, created_at=STAMP, updated_by=PERSON.uid, updated_at=STAMP,
            mention=Mention(entity.uid, link_rule="exact"),
        )
        for at in places
    ]  # fmt: skip
    project.commit(ChangeSet("Fill", tuple(Change(None, one) for one in (entity, *made))))
    project.close(with_backup=False)
    return article.uid


def cost(action):
    """Return the CPU milliseconds from an action to the end of the painting that follows."""
    start = time.process_time()
    action()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return (time.process_time() - start) * 1000


def measured(size, tags, rounds=24):
    """Return what opening and each further key cost in an article of that size."""
    path = Path(tempfile.mkdtemp()) / "bench.annotator.db"
    uid = filled(path, size=size, tags=tags)
    window = open_window(path)
    window.open_article(uid)
    QTest.qWaitForWindowExposed(window)
    QTest.qWait(2000)
    while tasks.running():
        QTest.qWait(50)
    reader, text = window.reader, window.reader.version.text
    reader.setFocus()
    found = {"open": [], **{key: [] for key in KEYS}}
    words = ("reopen", "rusting", "basin", "quiet")
    place = 0
    for turn in range(rounds):
        place = text.index(words[turn % 4], place)
        reader.set_caret(place)
        QTest.qWait(10)
        found["open"].append(cost(lambda: QTest.keyClick(reader, Qt.Key.Key_C)))
        for key in KEYS:
            pressed = getattr(Qt.Key, f"Key_{key}")
            found[key].append(cost(lambda pressed=pressed: QTest.keyClick(reader, pressed)))
        QTest.keyClick(reader, Qt.Key.Key_Escape)
    window.close()
    QApplication.processEvents()
    opened = found["open"]
    medians = {name: round(statistics.median(costs), 2) for name, costs in found.items()}
    return {**medians, "open first": round(opened[0], 2), "open worst": round(max(opened[1:]), 2)}


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    figures = {"5 KB": measured(5_000, 40), "1 MB": measured(1_000_000, 2_000)}
    if options.json:
        sys.stdout.write(json.dumps(figures, indent=2) + "\n")
        return
    for size, found in figures.items():
        sys.stdout.write(f"{size}: " + ", ".join(f"{name} {cost} ms" for name, cost in found.items()) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
