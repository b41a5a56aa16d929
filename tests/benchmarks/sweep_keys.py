"""Measure a key of the sweep from its press to the next candidate painted and saved: CPU milliseconds.

The window shows an article with 1,000 tags, in a project that knows 1,000 names. Then one name is tagged in 500
places of 200 articles (first shown, then done) and undone.
"""

import argparse
import importlib.util
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

KEYS = (("Space", "accept"), ("2", "other label"), ("X", "no entity"), (";", "next"), ("]", "edge"))
ROUNDS = 15


def speed_module():
    """Return the benchmark of the engine, which makes the project."""
    spec = importlib.util.spec_from_file_location("sweep_speed", Path(__file__).with_name("sweep_speed.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules["sweep_speed"] = module
    spec.loader.exec_module(module)
    return module


def opened(folder):
    """Return the window on the dense article, the sweep begun."""
    from PySide6.QtTest import QTest

    from annotator.ui import app

    project, article = speed_module().filled(folder)
    path = project.path
    project.close(with_backup=False)
    window = app.open_window(path)
    window.open_article(article)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.reading.take_focus()
    press(window, ";")
    while not window.sweeping.is_on:
        QTest.qWait(20)
    QTest.qWait(300)
    return window


def press(window, key):
    """Press a key and let the window paint; return the CPU time that took in milliseconds."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtTest import QTest

    code = Qt.Key.Key_Space if key == "Space" else key
    before = time.process_time()
    QTest.keyClick(window.windowHandle(), code)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)
    return (time.process_time() - before) * 1000


def measured(window):
    """Return the median of each kind of key, and the least, which other programs disturb less."""
    costs = {}
    for key, name in KEYS:
        rounds = [press(window, key) for _ in range(ROUNDS)]
        costs[name], costs[f"{name}, least"] = statistics.median(rounds), min(rounds)
    return costs


def measured_spread(window, *, articles=200, repeats=2):
    """Return the cost of showing, tagging and taking back a name that further articles have some times each."""
    from PySide6.QtTest import QTest

    from annotator.model.records import ArticleDraft
    from annotator.project import articles as verbs

    line = "They came to {0} by night, wrote paper {1}. " + "Nobody in {0} had asked. " * (repeats - 1)
    text = [line.format("Zelkovgrad", number) for number in range(articles - 1)]
    first = "In " + "Zelkovgrad it rained. In " * (500 - repeats * (articles - 1)) + "May too.\n"
    drafts = [ArticleDraft(f"Number {number}", one) for number, one in enumerate([first, *text])]
    added = verbs.add(window.project, drafts).added
    window.open_article(added[0].uid)
    window.reading.take_focus()
    QTest.qWait(300)
    press(window, ";")
    costs = {"show other articles": press(window, "e")}
    before = window.project.stats()["annotations"]
    costs["tag everywhere"] = press(window, "e")
    after = window.project.stats()["annotations"]
    began = time.process_time()
    window.commands["undo"].trigger()
    costs["undo everywhere"] = (time.process_time() - began) * 1000
    costs["places"] = (after - before) if isinstance(after, int) else 0
    return costs


def main():
    """Print the figures."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANNOTATOR_HOME"] = str(Path(folder) / "home")
        window = opened(folder)
        for name, cost in measured(window).items():
            print(f"{name} {cost:.1f}")
        for name, cost in measured_spread(window).items():
            print(f"{name} {cost:.1f}")
        window.close()


if __name__ == "__main__":
    main()
