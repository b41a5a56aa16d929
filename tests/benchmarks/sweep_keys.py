"""Measure a key of the sweep from its press to the next candidate painted and saved: CPU milliseconds.

The window shows an article with 1,000 tags, in a project that knows 1,000 names.
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
    """Return the median of each kind of key."""
    return {name: statistics.median(press(window, key) for _ in range(ROUNDS)) for key, name in KEYS}


def main():
    """Print the figures."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANNOTATOR_HOME"] = str(Path(folder) / "home")
        window = opened(folder)
        for name, cost in measured(window).items():
            print(f"{name} {cost:.1f}")
        window.close()


if __name__ == "__main__":
    main()
