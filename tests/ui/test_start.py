"""A second start loads only what the first page needs, so that the window is there soon."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

START = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from annotator.ui import app
window = app.open_window(Path(sys.argv[1]))
QApplication.processEvents()
shown = window.reader.article.title
loaded = sorted(sys.modules)
window.close()
print(json.dumps([shown, loaded]))
"""
NOT_NEEDED = (
    "ahocorasick_rs",
    "charset_normalizer",
    "click",
    "hashlib",
    "html.entities",
    "lxml",
    "mammoth",
    "platformdirs",
    "pypdfium2",
    "regex",
    "sqlite_utils",
    "trafilatura",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "PySide6.QtSvg",
    "annotator.assist",
    "annotator.cli",
    "annotator.formats",
    "annotator.model.records",
    "annotator.project.exporting",
    "annotator.project.finding",
    "annotator.project.queries",
    "annotator.project.review",
    "annotator.store.check",
    "annotator.transfer",
    "annotator.ui.claiming",
    "annotator.ui.dialogs",
    "annotator.ui.editing",
    "annotator.ui.files",
    "annotator.ui.finding",
    "annotator.ui.help_window",
    "annotator.ui.insights",
    "annotator.ui.panel.inspector",
    "annotator.ui.reader.find_bar",
    "annotator.ui.review",
    "annotator.ui.search_popup",
    "annotator.ui.tagging",
)


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """Return the title of the article that a second start shows, and the modules it has loaded by then."""
    from annotator.model.records import ArticleDraft
    from annotator.project import Person, Project, articles

    folder = tmp_path_factory.mktemp("start")
    path = folder / "start.annotator.db"
    project = Project.create(path, Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada"))
    articles.add(project, [ArticleDraft("Harbour talks", "“Velm” reopens in June. Nobody doubts it.\n")])
    project.close(with_backup=False)
    root = Path(__file__).resolve().parents[2]
    environment = {
        "PATH": "",
        "HOME": str(folder),
        "PYTHONPATH": str(root),
        "ANNOTATOR_HOME": str(folder / "home"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-c", START, str(path)], env=environment, capture_output=True, text=True, check=True
        )
    return json.loads(run.stdout)


def test_the_article_is_on_the_screen(started):
    assert started[0] == "Harbour talks"


@pytest.mark.parametrize("name", NOT_NEEDED)
def test_a_start_does_not_load(started, name):
    assert [one for one in started[1] if one == name or one.startswith(f"{name}.")] == []


@pytest.mark.parametrize("name", NOT_NEEDED)
def test_what_a_start_does_not_load_is_there_to_be_loaded(name):
    from importlib.util import find_spec

    assert find_spec(name) is not None


def test_what_needs_no_qt_is_loaded_before_it():
    root = Path(__file__).resolve().parents[2]
    code = "import sys, annotator.ui; print('annotator.project' in sys.modules, 'PySide6' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "False"]
