"""Measure the reading view in the real window: python tests/benchmarks/reader.py [--json] [--quick] [--only NAME].

CPU milliseconds (p50 / p99) of each act, from the call until the window is painted and idle, the project closed and
opened again before. Each row runs in a process of its own. Last comes a bare QPlainTextEdit without annotations on the
same text, as the floor, and a walk of a thousand random acts. Nothing is asserted; `over` names what is above its goal.
"""

import argparse
import gc
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ANNOTATOR_HOME"] = tempfile.mkdtemp()
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from reading_project import make_project, prose

from annotator.model.annotation import Annotation, Mention, pieces_of
from annotator.model.changes import Change, ChangeSet
from annotator.model.span import Span
from annotator.project import ProjectReader
from annotator.ui import app as application
from annotator.ui import theme

ROWS = {
    "5 KB, 50": (5_000, 50, False),
    "100 KB, 10k": (100_000, 10_000, False),
    "1 MB, 10k": (1_000_000, 10_000, False),
    "1 MB, 100k": (1_000_000, 100_000, False),
    "5 MB, 10k": (5_000_000, 10_000, False),
    "10 MB, 100k": (10_000_000, 100_000, False),
    "1 MB in one line, 10k": (1_000_000, 10_000, True),
    "5 KB, 100k on a page": (5_000, 100_000, False),
}
WALK = (10_000_000, 10_000, False)
VIEW = (900, 1000)
GOALS = {
    "scroll": (4, 10), "jump": (16, 16), "drag": (1, 3), "add": (8, 8), "change": (8, 8), "remove": (8, 8),
    "zoom": (33, 33), "column": (33, 33), "resize": (33, 33), "theme": (33, 33), "find": (150, 150),
}  # fmt: skip
OPENINGS = {"5 KB, 50": 60, "1 MB, 10k": 100, "10 MB, 100k": 400}
CROWDED = {"scroll": (50, 50), "jump": (50, 50), "add": (50, 50), "change": (50, 50), "remove": (50, 50)}


class Watch(QObject):
    """Counts paint events of a widget."""

    def __init__(self, widget):
        super().__init__(widget)
        self.paints = 0
        widget.installEventFilter(self)

    def eventFilter(self, _widget, event):  # noqa: N802
        self.paints += event.type() == QEvent.Type.Paint
        return False


def settle():
    """Run the event loop until nothing is left to be done at once."""
    QApplication.processEvents()
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def quantile(values, share):
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)


def cost(work, *arguments):
    began = process_time()
    work(*arguments)
    settle()
    return 1000 * (process_time() - began)


def timed(work, repeats=1):
    """Return p50 and p99 of the cost; what timers do afterwards counts to the act that follows."""
    costs = []
    for number in range(repeats):
        costs.append(cost(work, number))
        QTest.qWait(1)
    return quantile(costs, 0.5), quantile(costs, 0.99)


def resident():
    """Return the process's resident megabytes now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def peak():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def read(path, uid):
    reader = ProjectReader(path)
    values = reader.version(uid), reader.annotations(uid)
    reader.close()
    return values


def reference():
    """Return the milliseconds of a fixed piece of Python, by which figures of a busy machine can be read."""
    costs = []
    for _ in range(5):
        began = process_time()
        sum(number * number for number in range(200_000))
        costs.append(1000 * (process_time() - began))
    return round(min(costs), 1)


class Subject:
    """The window on one project, with the acts that are measured."""

    def __init__(self, size, count, one_line):
        self.chance = random.Random(7)
        self.path = Path(tempfile.mkdtemp()) / "reading.annotator.db"
        self.short, self.long = make_project(self.path, size, count, one_line=one_line)
        self.window = application.open_window(self.path)
        QTest.qWaitForWindowExposed(self.window)
        self.view = self.window.reader
        self.window.open_article(self.short)
        settle()
        port = self.view.viewport().size()
        self.window.resize(self.window.width() + VIEW[0] - port.width(), self.window.height() + VIEW[1] - port.height())
        settle()
        self.watch = Watch(self.view.viewport())
        self.theme_names = ("light", "dark")

    def open(self):
        self.window.open_article(self.long)

    def leave(self):
        self.window.open_article(self.short)

    def take_tags(self):
        self.tags = sorted(self.view.annotations(), key=lambda one: one.uid)
        self.text = self.view.version.text

    def scroll(self, number):
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + (60 if number % 100 < 70 else -60))

    def jump(self, _number):
        self.view.reveal(self.chance.choice(self.tags).uid)

    def drag(self, number):
        kind = QEvent.Type.MouseButtonPress if number == 0 else QEvent.Type.MouseMove
        point = QPointF(200 + (number * 7) % 500, 100 + (number * 3) % 700)
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        QApplication.sendEvent(self.view.viewport(), QMouseEvent(kind, point, point, left, left, none))

    def release(self):
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        event = QMouseEvent(QEvent.Type.MouseButtonRelease, QPointF(300, 300), QPointF(300, 300), left, left, none)
        QApplication.sendEvent(self.view.viewport(), event)
        self.view.clear_selection()
        settle()

    def prepare_tags(self, number):
        """Make the values that `add`, `change` and `remove` hand to the view."""
        label = self.window.project.labels().in_use("entity")
        self.made = []
        for one in range(number):
            at = min(len(self.text) - 14, self.view.place() + self.chance.randrange(600))
            pieces = pieces_of(self.text, "mention", [Span(at, at + 12)])
            tags = [
                Annotation(f"a_new{one}", self.long, 1, "entity", label[turn].uid, pieces, mention=Mention())
                for turn in (0, 1)
            ]
            self.made.append(tags)

    def add(self, number):
        self.view.apply(ChangeSet("Tag", (Change(None, self.made[number][0]),)))

    def change(self, number):
        self.view.apply(ChangeSet("Tag", (Change(*self.made[number]),)))

    def remove(self, number):
        self.view.apply(ChangeSet("Tag", (Change(self.made[number][1], None),)))

    def keys(self, repeats):
        """Return the costs of a tag, another label, delete and undo, from the key to the painted window."""
        found = {"tag by key": [], "relabel by key": [], "delete by key": [], "undo by key": []}
        window, view = self.window, self.view
        window.activateWindow()
        view.setFocus()
        base = view.place()
        for number in range(repeats):
            start = base + 37 * number + 40
            view.select(start, start + 5)
            settle()
            for name, key, held in (
                ("tag by key", Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier),
                ("relabel by key", Qt.Key.Key_2, Qt.KeyboardModifier.NoModifier),
                ("delete by key", Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
                ("undo by key", Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
            ):
                found[name].append(cost(QTest.keyClick, view, key, held))
                QTest.qWait(1)
            while window.project.undo_title:
                window.project.undo()
            settle()
        return {name: (quantile(costs, 0.5), quantile(costs, 0.99)) for name, costs in found.items()}

    def zoom(self, number):
        (self.window.viewing.zoom_in, self.window.viewing.zoom_out)[number % 2]()

    def column(self, number):
        (self.window.viewing.narrower, self.window.viewing.wider)[number % 2]()

    def resize(self, number):
        self.window.resize(self.window.width() + (-140, 140)[number % 2], self.window.height())

    def theme(self, number):
        theme.apply(QApplication.instance(), self.theme_names[(number + 1) % 2])

    def find(self, number):
        self.window.find_strip.field.setText(("minister", "Alba Renn")[number % 2])

    def count_queries(self):
        """Return how many SQL statements a scroll makes."""
        seen = []
        connection = self.window.project._db.connection
        connection.set_trace_callback(seen.append)
        for number in range(50):
            self.scroll(number)
            settle()
        connection.set_trace_callback(None)
        return len(seen) / 50


def measure(size, count, one_line):
    """Return the figures of one text: each act as (p50, p99) in CPU milliseconds, then counts."""
    subject = Subject(size, count, one_line)
    base = resident()
    began = process_time()
    values = read(subject.path, subject.long)
    reading = 1000 * (process_time() - began)
    values_mb = resident() - base
    del values
    gc.collect()
    gc.disable()
    result = {"fixed piece of Python": reference()}
    whole = cost(subject.open)
    gc.enable()
    gc.freeze()
    assert subject.watch.paints, "nothing was painted"
    result["open, values read"] = round(whole - reading, 1)
    result["open, with reading"] = round(whole, 1)
    result["idle after opening"] = round(cost(QTest.qWait, 1000), 1)
    subject.take_tags()
    page = subject.view._scene.page
    laid = page.laid_out
    result["scroll"] = timed(subject.scroll, 200)
    result["laid out per scroll"] = round((page.laid_out - laid) / 200, 2)
    result["queries per scroll"] = subject.count_queries()
    result["first tag shown"] = round(cost(subject.jump, 0), 1)
    result["jump"] = timed(subject.jump, 60)
    subject.view.set_current(None)
    laid = page.laid_out
    subject.drag(0)
    settle()
    result["drag"] = timed(lambda number: subject.drag(number + 1), 120)
    result["laid out by drag"] = page.laid_out - laid
    subject.release()
    decorated = subject.view.decorated
    subject.prepare_tags(60)
    for act in ("add", "change", "remove"):
        result[act] = timed(getattr(subject, act), 60)
    result["decorated per change"] = round((subject.view.decorated - decorated) / 180, 2)
    result |= subject.keys(20)
    for act, repeats in (("zoom", 12), ("column", 12), ("resize", 12), ("theme", 6)):
        result[act] = timed(getattr(subject, act), repeats)
    subject.window.editing.find()
    subject.find(1)
    settle()
    result["find"] = timed(subject.find, 4)
    subject.window.find_strip.close_strip()
    result["values MB"] = round(values_mb, 1)
    result["view MB"] = round(peak() - base - values_mb, 1)
    result["peak MB"] = round(peak(), 1)
    QTest.qWait(20)
    subject.window.close()
    return result


def floor(size, _count, one_line):
    """Return what a bare read-only QPlainTextEdit costs on the same text."""
    application.application()
    text = prose(size, one_line=one_line)
    base = resident()
    edit = QPlainTextEdit(readOnly=True)
    edit.resize(*VIEW)
    edit.show()
    settle()
    result = {"open, values read": round(cost(edit.setPlainText, text), 1)}
    bar = edit.verticalScrollBar()
    chance = random.Random(7)
    result["scroll"] = timed(lambda number: bar.setValue(bar.value() + (3 if number % 100 < 70 else -3)), 200)
    result["jump"] = timed(lambda _number: bar.setValue(chance.randrange(1 + bar.maximum())), 60)
    result["zoom"] = timed(lambda number: (edit.zoomIn, edit.zoomOut)[number % 2](), 6)
    result["resize"] = timed(lambda number: edit.resize(VIEW[0] - 140 * (number % 2), VIEW[1]), 6)
    result["view MB"] = round(peak() - base, 1)
    return result


class Walk:
    """A thousand random acts; each frame is timed, and the line one reads is watched."""

    def __init__(self, subject):
        self.subject, self.view, self.window = subject, subject.view, subject.window
        self.chance = random.Random(3)
        self.frames, self.moved, self.worst = [], 0, 0.0
        self.slow, self.movers = {}, {}

    def run(self, acts):
        for _ in range(acts):
            name = self.chance.choices(("scroll", "zoom", "resize", "tag"), (50, 15, 15, 20))[0]
            offset, before = self.mark()
            self.offset = offset
            frame = cost(getattr(self, name))
            self.frames.append(frame)
            if frame > 50:
                self.slow[name] = self.slow.get(name, 0) + 1
            if self.expected is not None:
                self.note(name, abs(self.where(offset) - before - self.expected))
            QTest.qWait(1)
        return {
            "frames p50, p99": (quantile(self.frames, 0.5), quantile(self.frames, 0.99)),
            "frames above 50 ms": sum(one > 50 for one in self.frames),
            "slow acts": self.slow,
            "places moved by more than 1 px": self.moved,
            "moved by": self.movers,
            "largest move px": round(self.worst, 2),
        }

    def mark(self):
        offset = self.view.place()
        if self.view.rect_of(offset, offset + 1)[0].top() < 0:
            offset = self.view.offset_at(QPointF(0, 60))
        self.expected = 0
        return offset, self.where(offset)

    def where(self, offset):
        return self.view.rect_of(offset, offset + 1)[0].top()

    def scroll(self):
        self.distance = self.chance.randint(-300, 300)
        before = self.view._scene.page.height_of(self.view._place)
        self.view.scroll_by(self.distance)
        self.expected = (
            -self.distance if before > 400 else -(self.view._scene.page.height_of(self.view._place) - before)
        )

    def zoom(self):
        offset = self.view.place()
        before = self.where(offset)
        self.chance.choice(
            (self.window.viewing.zoom_in, self.window.viewing.zoom_out, self.window.viewing.zoom_reset)
        )()
        self.expected = 0
        self.view.viewport().update()
        self.shifted(offset, before)

    def resize(self):
        offset = self.view.place()
        before = self.where(offset)
        self.window.resize(self.chance.randint(900, 1700), self.chance.randint(600, 1100))
        settle()
        self.shifted(offset, before)

    def shifted(self, offset, before):
        """Only the line at the top is held; the watched one may rightly move with the new setting of the text."""
        self.note("setting", abs(self.where(offset) - before))
        self.expected = None

    def note(self, name, shift):
        self.worst = max(self.worst, shift)
        self.moved += shift > 1
        if shift > 1:
            self.movers[name] = self.movers.get(name, 0) + 1

    def tag(self):
        start = self.offset + self.chance.randint(0, 300)
        self.view.choose(type(self.view.chosen())(start, start + 6))
        self.window.tagging.label(self.window.project.labels().in_use("entity")[self.chance.randrange(5)].uid)


def walk(size, count, one_line):
    subject = Subject(size, count, one_line)
    subject.open()
    settle()
    gc.collect()
    gc.freeze()
    QTest.qWait(400)
    subject.view.set_place(size // 2)
    settle()
    result = Walk(subject).run(1000)
    subject.window.close()
    return result


def above(name, figures):
    """Return what is above its goal."""
    goals = dict(GOALS)
    if name == "5 KB, 100k on a page":
        goals |= CROWDED
    found = [
        f"{act} {figures[act][0]}/{figures[act][1]} ({half}/{most})"
        for act, (half, most) in goals.items()
        if act in figures and (figures[act][0] > half or figures[act][1] > most)
    ]
    opened = figures.get("open, values read", 0)
    limit = OPENINGS.get(name, 1e9)
    return [f"open {opened} ({limit})"] * (opened > limit) + found


def run(kind, name):
    if kind == "walk":
        return walk(*WALK)
    return {"view": measure, "floor": floor}[kind](*ROWS[name])


def in_child(kind, name):
    words = [sys.executable, __file__, "--json", "--row", kind, name]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": done.stderr[-600:]}
    return json.loads(done.stdout.splitlines()[-1])


def show(name, figures):
    print(name)
    for act, value in figures.items():
        print(f"  {act:26}", " / ".join(map(str, value)) if isinstance(value, list) else value)


def main():
    """Measure every row and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="only texts of up to 1 MB, no floor and no walk")
    parser.add_argument("--only", action="append", help="only this row; may be given again")
    parser.add_argument("--row", nargs=2, metavar=("KIND", "NAME"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.row:
        print(json.dumps(run(*asked.row)))
        return
    wanted = [name for name in ROWS if not asked.only or name in asked.only]
    if asked.quick:
        wanted = [name for name in wanted if ROWS[name][0] <= 1_000_000]
    cases = [("view", name) for name in wanted]
    if not asked.quick and not asked.only:
        cases += [("floor", name) for name in wanted] + [("walk", "10 MB, 10k")]
    results = {}
    for kind, name in cases:
        title = name if kind == "view" else f"{kind}: {name}"
        results[title] = in_child(kind, name)
        results[title]["over"] = above(name, results[title]) if kind == "view" else []
        if not asked.json:
            show(title, results[title])
    if asked.json:
        print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
