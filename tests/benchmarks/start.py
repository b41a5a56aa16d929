"""Measure a start beside a bare window's: python tests/benchmarks/start.py [--runs N] [--json] [PROJECT].

CPU milliseconds of the whole process, all threads, from its first instruction until it is quiet for half a second,
and its peak memory. Both windows are 1440 by 900 with their event loop running. A first start, not counted, makes the
sample project, the byte code and the fonts' caches, and is closed as a person closes it. Needs Linux's /proc.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1440, 900)
window.show()
sys.exit(app.exec())
"""
FIRST = """
from PySide6.QtCore import QTimer
from annotator.ui import app
application = app.application()
window = app.open_named(None)
QTimer.singleShot(500, window.close)
application.exec()
"""
QUIET = 0.5
"""Seconds without work after which a window counts as usable."""
IDLE = 0.004
"""Seconds of CPU that a window's clock may use in that time."""
GOAL = 2.0


def cpu(pid):
    """Return the seconds that all threads of a process have run."""
    used = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        used += int((task / "schedstat").read_text().split()[0])
    return used / 1e9


def peak(pid):
    """Return the most megabytes that a process has had resident."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def started(command, environment):
    """Start a program, wait until it is quiet, end it; return its CPU milliseconds and its peak memory."""
    process = subprocess.Popen(command, env=environment)
    used, since = 0.0, time.monotonic()
    while time.monotonic() - since < QUIET:
        time.sleep(0.02)
        if process.poll() is not None:
            raise SystemExit(f"the program ended with {process.returncode}: {command}")
        now = cpu(process.pid)
        if now - used > IDLE:
            used, since = now, time.monotonic()
    found = used * 1000, peak(process.pid)
    process.send_signal(signal.SIGTERM)
    process.wait()
    return found


def measured(runs, project):
    """Return the figures of both windows, started in turn."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "ANNOTATOR_HOME": home,
            "PYTHONPYCACHEPREFIX": str(Path(home) / "bytecode"),
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        programs = {
            "bare window": [sys.executable, "-c", BARE],
            "Annotator": [sys.executable, "-m", "annotator", *project],
        }
        subprocess.run([sys.executable, "-c", FIRST], env=environment, check=True)
        found = {name: [] for name in programs}
        for turn in range(runs + 1):
            for name, command in programs.items():
                figures = started(command, environment)
                if turn:
                    found[name].append(figures)
    return found


def main():
    """Print the figures of both and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("project", nargs="*")
    options = parser.parse_args()
    found = measured(options.runs, options.project[:1])
    rows = {
        name: {
            "cpu": round(statistics.median(one[0] for one in figures), 1),
            "least": round(min(one[0] for one in figures), 1),
            "memory": round(statistics.median(one[1] for one in figures), 1),
        }
        for name, figures in found.items()
    }
    ratio = round(rows["Annotator"]["cpu"] / rows["bare window"]["cpu"], 2)
    if options.json:
        print(json.dumps({**rows, "ratio": ratio, "goal": GOAL}))
        return
    for name, row in rows.items():
        print(f"{name:12}  CPU {row['cpu']:6.1f} ms (least {row['least']:6.1f})   peak memory {row['memory']:6.1f} MB")
    print(f"ratio {ratio:.2f}, goal {GOAL:.0f}" + ("" if ratio <= GOAL else "   over"))


if __name__ == "__main__":
    main()
