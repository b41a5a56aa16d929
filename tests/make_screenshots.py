"""Take the pictures of the README from the real window: `python tests/make_screenshots.py [FOLDER]`."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

SIZE = (1440, 900)
PATIENCE = 1500
"""Milliseconds for the window to settle before its picture is taken."""


def main(folder):
    """Write one picture of each place into a folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as home:
        os.environ["ANNOTATOR_HOME"] = home
        take(folder)


def take(folder):
    """Open the sample and save what the window shows, place after place."""
    from PySide6.QtTest import QTest

    from annotator import settings
    from annotator.transfer.samples import make_sample
    from annotator.ui import app

    make_sample(settings.default_project(), settings.person())
    settings.save(replace(settings.load(), theme="light"))
    window = app.open_window(settings.default_project())
    window.resize(*SIZE)
    window.open_article(window.project.articles()[0].uid)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("read", "review"):
        window.show_place(name)
        QTest.qWait(PATIENCE)
        window.grab().save(str(folder / f"{name}.png"))
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "resources/pictures"))
