"""Starting the program: what the words mean, one process for each person, no display."""

import os
import subprocess
import sys

import pytest

from annotator import settings
from annotator.__main__ import is_for_window
from annotator.project import Project
from annotator.ui import app
from annotator.ui.single import Doorbell, hand_over


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], True),
        (["news.db"], True),
        (["folder/article.txt"], True),
        (["article.md"], True),
        (["list", "articles"], False),
        (["import"], False),
        (["--help"], False),
        (["imprt"], False),
        (["export", "--project", "news.db"], False),
    ],
)
def test_words_go_to_the_command_line_and_files_to_the_window(words, expected):
    assert is_for_window(words) is expected


def start(*words, **variables):
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "annotator", *words],
        env={**environment, **variables},
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays can be missing on Linux only")
@pytest.mark.parametrize("variables", [{}, {"DISPLAY": ":4711"}, {"QT_QPA_PLATFORM": "xcb"}])
def test_without_a_display_one_sentence_names_the_command_line(variables):
    ended = start(**variables)
    assert ended.returncode == 1
    assert "annotator --help" in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
    assert ended.stdout == ""


def test_the_command_line_does_not_load_qt(tmp_path):
    code = "import sys; from annotator.__main__ import main; main(['formats']); sys.exit('PySide6' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=50, check=False)
    assert ended.returncode == 0


def test_the_first_start_makes_the_sample(qtbot):
    window = app.open_named(None)
    qtbot.waitExposed(window)
    assert window.project.path == settings.default_project()
    assert window.reader.article is not None
    window.close()


def test_the_next_start_opens_the_last_project(qtbot, project_path):
    app.open_window(project_path).close()
    window = app.open_named(None)
    assert window.project.path == project_path
    window.close()


def test_a_project_that_was_moved_away_is_not_made_again(qtbot, project_path):
    app.open_window(project_path).close()
    project_path.unlink()
    window = app.open_named(None)
    assert window.project.path == settings.default_project()
    assert str(project_path) in window.strip.said()
    assert not project_path.exists()
    window.close()


def test_an_article_named_at_the_start_comes_into_the_last_project(qtbot, project_path, tmp_path):
    app.open_window(project_path).close()
    path = tmp_path / "story.txt"
    path.write_text("A story of its own.", encoding="utf-8")
    window = app.open_named(path)
    assert window.project.path == project_path
    assert window.reader.version.text == "A story of its own."
    window.close()


def test_a_project_is_known_by_its_header_not_its_name(qtbot, project_path, tmp_path):
    disguised = tmp_path / "story.txt"
    project_path.rename(disguised)
    window = app.open_named(disguised)
    assert window.project.path == disguised
    window.close()


def test_a_path_typed_now_becomes_an_empty_project(qtbot, person, tmp_path):
    window = app.open_named(tmp_path / "fresh.db")
    assert window.project.title == "fresh"
    window.close()
    Project.open(tmp_path / "fresh.db", person).close()


def test_a_second_start_hands_its_file_to_the_first(qtbot, home):
    assert not hand_over("early")
    bell = Doorbell()
    assert bell.wait()
    code = "import sys; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]); "
    code += "from annotator.ui.single import hand_over; sys.exit(0 if hand_over('/tmp/Ärger am Kai.txt') else 3)"
    with qtbot.waitSignal(bell.rung, timeout=20000) as rung:
        other = subprocess.Popen([sys.executable, "-c", code])
    assert rung.args == ["/tmp/Ärger am Kai.txt"]
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20000)
    assert other.returncode == 0
    bell.stop()


def test_damaged_settings_are_set_aside_and_said(qtbot, project_path):
    path = settings.settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("theme = [", encoding="utf-8")
    window = app.open_window(project_path)
    qtbot.waitUntil(lambda: "damaged" in window.strip.said())
    window.close()
