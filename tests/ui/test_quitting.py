"""Leaving the program: by key or by the window's own button, without a word of error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.ui import app

ROOT = Path(__file__).resolve().parent.parent.parent
RUN = """
import sys
from PySide6.QtCore import QTimer
from annotator.ui import app
qt = app.application()
def leave():
    for window in qt.topLevelWidgets():
        if hasattr(window, "commands"):
            window.commands["quit"].trigger() if sys.argv[1] == "key" else window.close()
QTimer.singleShot(500, leave)
sys.exit(app.run([]))
"""


def test_quit_by_its_key_closes_the_window(qtbot, project_path, hand):
    window = app.open_window(project_path)
    qtbot.waitExposed(window)
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window.destroyed):
        hand(window).key(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("way", ["key", "button"])
def test_the_program_ends_without_a_trace_of_trouble(home, way):
    environment = {**os.environ, "ANNOTATOR_HOME": str(home), "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", RUN, way], env=environment, capture_output=True, timeout=50, check=False
        )
        told = [line for line in done.stderr.decode().splitlines() if not line.startswith("This plugin")]
        assert (done.returncode, told) == (0, [])
    assert not [path for path in (home / "data").rglob("*.log") if path.stat().st_size]
