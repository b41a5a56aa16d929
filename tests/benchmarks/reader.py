"""Measure the reading view: CPU milliseconds of each act, printed as a table or with `--json`; nothing is asserted.

Run as `python tests/benchmarks/reader.py [--json] [--quick]`, without a display if need be.
"""

import argparse
import gc
import json
import os
import random
import sys
import tracemalloc
from pathlib import Path
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.model.annotation import Annotation, Mention, pieces_of
from annotator.model.article import Article, Version
from annotator.model.changes import Change, ChangeSet
from annotator.model.label import Label, LabelSet
from annotator.model.span import Span
from annotator.ui import theme
from annotator.ui.reader import ReaderView, ReadingStyle
from annotator.ui.reader.find import find

LABELS = LabelSet([Label(f"l_{n}", "entity", f"L{n}", f"L{n}", color=f"hue-{n}") for n in range(1, 8)])
WORDS = "the minister of trade said on Monday that a port will reopen in June while critics doubt Alba Renn".split()
ARTICLE = Article("d_1", "A benchmark", outlet="Gazette")
SIZES = {
    "5 KB, 50": (5_000, 50, False),
    "100 KB, 10k": (100_000, 10_000, False),
    "1 MB, 10k": (1_000_000, 10_000, False),
    "1 MB, 100k": (1_000_000, 100_000, False),
    "10 MB, 100k": (10_000_000, 100_000, False),
    "1 MB in one line, 10k": (1_000_000, 10_000, True),
    "5 KB, 100k on a page": (5_000, 100_000, False),
}


def prose(size, one_line, chance):
    parts, length = [], 0
    while length < size:
        words = [chance.choice(WORDS) for _ in range(chance.randint(60, 190))]
        part = " ".join(words) + (". " if one_line else ".\n\n")
        parts.append(part)
        length += len(part)
    return "".join(parts)[:size]


def annotations_of(text, count, chance):
    reach = min(len(text), 3000) if count > len(text) else len(text)
    found = []
    for number in range(count):
        length = chance.randint(60, 260) if chance.random() < 0.2 else chance.randint(3, 22)
        start = chance.randrange(0, max(1, reach - length))
        pieces = pieces_of(text, "mention", [Span(start, min(start + length, len(text)))])
        label = f"l_{1 + number % 7}"
        found.append(Annotation(f"a_{number}", "d_1", 1, "entity", label, pieces, mention=Mention()))
    return found


def quantile(values, share):
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)


def timed(work, repeats=1):
    costs = []
    for number in range(repeats):
        began = process_time()
        work(number)
        costs.append(1000 * (process_time() - began))
    return quantile(costs, 0.5), quantile(costs, 0.99)


class Subject:
    """One view on one text, with the acts that are measured."""

    def __init__(self, size, count, one_line):
        self.chance = random.Random(7)
        self.text = prose(size, one_line, self.chance)
        self.tags = annotations_of(self.text, count, self.chance)
        self.view = ReaderView()
        self.view.resize(900, 1000)
        self.view.show()
        QApplication.processEvents()

    def paint(self):
        QApplication.processEvents()

    def load(self, _number):
        self.view.open(ARTICLE, Version("d_1", 1, self.text, ""), self.tags, LABELS)
        self.paint()

    def scroll(self, number):
        down = number % 100 < 70
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + (60 if down else -60))
        self.paint()

    def jump(self, _number):
        self.view.reveal(self.chance.choice(self.tags).uid)
        self.paint()

    def drag(self, number):
        kind = QEvent.Type.MouseButtonPress if number == 0 else QEvent.Type.MouseMove
        point = QPointF(200 + (number * 7) % 500, 100 + (number * 3) % 700)
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        QApplication.sendEvent(self.view.viewport(), QMouseEvent(kind, point, point, left, left, none))
        self.paint()

    def add(self, number):
        at = self.view.place() + self.chance.randrange(300)
        pieces = pieces_of(self.text, "mention", [Span(at, min(len(self.text), at + 12))])
        tag = Annotation(f"a_new{number}", "d_1", 1, "entity", "l_1", pieces, mention=Mention())
        self.view.apply(ChangeSet("Tag", (Change(None, tag),)))
        self.paint()

    def zoom(self, number):
        self.view.set_style(ReadingStyle(reading_size=19 + number % 3))
        self.paint()

    def narrow(self, number):
        self.view.set_style(ReadingStyle(column_width=640 - 10 * (number % 3)))
        self.paint()

    def theme(self, number):
        theme.apply(QApplication.instance(), ("light", "dark")[number % 2])
        self.paint()

    def find(self, _number):
        find(self.text, "minister")


def measure(name, size, count, one_line):
    """Return the figures of one text: each act as (p50, p99) in CPU milliseconds, then counts."""
    subject = Subject(size, count, one_line)
    gc.collect()
    gc.freeze()
    result = {"load": timed(subject.load)}
    page = subject.view._scene.page
    laid = page.laid_out
    result["scroll"] = timed(subject.scroll, 200)
    result["laid out per scroll"] = round((page.laid_out - laid) / 200, 2)
    if subject.tags:
        result["jump"] = timed(subject.jump, 60)
    result["drag"] = timed(subject.drag, 120)
    subject.view.clear_selection()
    decorated = subject.view.decorated
    result["add"] = timed(subject.add, 60)
    result["decorated per add"] = round((subject.view.decorated - decorated) / 60, 2)
    result["zoom"] = timed(subject.zoom, 12)
    result["column"] = timed(subject.narrow, 12)
    result["theme"] = timed(subject.theme, 6)
    result["find"] = timed(subject.find, 1)
    subject.view.close()
    return result


def memory(size, count):
    """Return the megabytes of Python memory that a view takes beside text and annotations."""
    subject = Subject(size, count, False)
    tracemalloc.start()
    subject.load(0)
    for number in range(60):
        subject.jump(number)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    subject.view.close()
    return round(peak / 1e6, 1)


def main():
    """Measure every size and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="only the smaller texts")
    asked = parser.parse_args()
    app = QApplication(sys.argv[:1])
    theme.apply(app, "light")
    sizes = {name: size for name, size in SIZES.items() if not asked.quick or size[0] <= 100_000}
    results = {name: measure(name, *size) for name, size in sizes.items()}
    if not asked.quick:
        results["10 MB, 100k"]["memory MB (Python)"] = memory(10_000_000, 100_000)
    if asked.json:
        print(json.dumps(results, indent=1))
        return
    for name, acts in results.items():
        print(name)
        for act, figures in acts.items():
            print(f"  {act:20}", " / ".join(map(str, figures)) if isinstance(figures, tuple) else figures)


if __name__ == "__main__":
    main()
