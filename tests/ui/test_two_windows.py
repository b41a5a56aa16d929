"""One project, several programs: each sees what the others write, and nothing is lost, doubled or said too soon."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.project import Project
from annotator.ui import app

ROOT = Path(__file__).resolve().parent.parent.parent
NEWER_MAJOR, NEWER_MINOR = 0x7F0000, 0xFFFF
HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
for line in sys.stdin:
    held.execute(line)
    print("done", flush=True)
held.execute("COMMIT")
held.close()
"""
WORDS = ("Minister", "Trade", "Alba Renn", "Monday", "Port Velm", "June", "Critics", "cranes", "Jon Tarr", "League")


class Other:
    """A process that works on the project, a line at a time."""

    def __init__(self, home, *words):
        environment = {**os.environ, "ANNOTATOR_HOME": str(home), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, *map(str, words)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self.process = subprocess.Popen(command, env=environment, text=True, encoding="utf-8", **pipes)

    def line(self):
        return self.process.stdout.readline().rstrip("\n")

    def tell(self, line):
        """Give it a line and return what it answers."""
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.line()

    def end(self):
        """Let it finish; return its exit code and what it said of errors."""
        _, told = self.process.communicate(timeout=50)
        return self.process.returncode, told

    def kill(self):
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def start(home):
    """Return a function that starts other processes; those that are left are ended with the test."""
    started = []

    def begin(*words):
        started.append(Other(home, *words))
        return started[-1]

    yield begin
    for one in started:
        if one.process.returncode is None:
            one.kill()


@pytest.fixture
def tagger(start, window, article_id):
    """Return a command line that tags words of the open article, printing the id of each once it is saved."""
    program = ("-m", "annotator", "tag", "--project", window.project.path, "--article", article_id, "--from", "-")
    other = start(*program)

    def tag(word, label="PERSON"):
        at = window.reader.version.text.index(word)
        return other.tell(json.dumps({"start": at, "end": at + len(word), "label": label})).split("\t")[0]

    tag.end = other.end
    return tag


@pytest.fixture
def holder(start, window):
    """Return a process that holds the project's write lock until it is ended."""
    other = start("-c", HOLD, window.project.path)
    assert other.line() == "held"
    return other


@pytest.fixture
def acting(qtbot, window, hand):
    qtbot.waitUntil(window.isActiveWindow)
    window.reader.setFocus()
    return hand(window)


def shown(window):
    return sorted(one.quote for one in window.reader.annotations())


def test_what_another_program_tags_is_shown_within_two_seconds(qtbot, window, tagger):
    uid = tagger("Alba Renn")
    qtbot.waitUntil(lambda: shown(window) == ["Alba Renn"], timeout=2000)
    assert window.reader.annotations()[0].uid == uid
    assert window.panel.tabs.tabText(0) == "Entities 1"
    assert "1 annotation" in window.status.counts.text()


def test_what_another_program_tags_is_shown_although_the_window_wrote_right_after_it(qtbot, window, acting, tagger):
    tagger("Alba Renn")
    acting.drag("Jon Tarr")
    acting.type("1")
    qtbot.waitUntil(lambda: shown(window) == ["Alba Renn", "Jon Tarr"], timeout=2000)


def test_two_that_write_in_turn_lose_and_double_nothing(qtbot, window, project, article_id, acting, tagger):
    theirs = []
    for mine, other in zip(WORDS[::2], WORDS[1::2], strict=True):
        theirs.append(tagger(other))
        acting.drag(mine)
        acting.type("1")
    assert tagger.end() == (0, "")
    stored = project.annotations(article_id)
    assert sorted(one.quote for one in stored) == sorted(WORDS)
    assert set(theirs) < {one.uid for one in stored}
    qtbot.waitUntil(lambda: shown(window) == sorted(WORDS), timeout=2000)
    assert len(project.entities()) == len(WORDS)
    assert project.check() == []


def test_a_name_that_both_tag_is_one_entity(project, acting, tagger):
    tagger("Renn")
    acting.drag("Renn", nth=1)
    acting.type("1")
    assert [one.name for one in project.entities()] == ["Renn"]
    assert list(project.mention_counts().values()) == [2]


def test_a_selection_outlasts_what_another_program_writes(qtbot, window, acting, tagger):
    acting.drag("Jon Tarr")
    selected = window.reader.selection()
    tagger("Alba Renn")
    qtbot.waitUntil(lambda: shown(window) == ["Alba Renn"], timeout=2000)
    assert window.reader.selection() == selected
    assert window.focusWidget() is window.reader


def test_a_note_being_written_outlasts_what_another_program_writes(qtbot, window, project, acting, tagger):
    acting.drag("Jon Tarr")
    acting.type("1")
    acting.type("n")
    acting.type("of the ")
    tagger("Alba Renn")
    qtbot.waitUntil(lambda: len(shown(window)) == 2, timeout=2000)
    acting.type("League")
    acting.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    noted = {one.quote: one.note for one in window.reader.annotations()}
    assert noted == {"Jon Tarr": "of the League", "Alba Renn": ""}


def test_a_tag_waits_while_another_program_holds_the_file_and_retry_saves_it(
    qtbot, window, project, article_id, acting, holder
):
    acting.drag("Jon Tarr")
    acting.type("1")
    assert window.status.saved.text().startswith("Not saved")
    assert "another program is writing" in window.status.saved.text()
    assert window.status.saved.text().count("Not saved") == 1
    assert project.annotations(article_id) == []
    acting.drag("Alba Renn")
    acting.type("1")
    assert "Save or discard it first" in window.strip.said()
    assert holder.end() == (0, "")
    acting.click(window.status.retry)
    assert window.status.saved.text() == "Saved"
    assert [one.quote for one in project.annotations(article_id)] == ["Jon Tarr"] == shown(window)


def test_a_tag_that_waits_is_saved_by_itself_once_the_file_is_free(qtbot, window, project, article_id, acting, holder):
    acting.drag("Jon Tarr")
    acting.type("1")
    assert project.pending is not None
    assert holder.end() == (0, "")
    qtbot.waitUntil(lambda: window.status.saved.text() == "Saved", timeout=3000)
    assert [one.quote for one in project.annotations(article_id)] == ["Jon Tarr"]


def test_a_change_that_waited_never_overwrites_what_was_written_meanwhile(
    qtbot, window, project, article_id, acting, start
):
    acting.drag("Jon Tarr")
    acting.type("1")
    made = project.annotations(article_id)[0]
    other = start("-c", HOLD, project.path)
    assert other.line() == "held"
    acting.type("2")
    assert project.pending is not None
    note = "UPDATE annotations SET note = 'from elsewhere', updated_at = '2030-01-01T00:00:00Z' WHERE uid = "
    assert other.tell(f"{note}'{made.uid}'") == "done"
    assert other.end() == (0, "")
    acting.click(window.status.retry)
    assert "another program changed the same" in window.status.saved.text()
    acting.click(window.status.discard)
    qtbot.waitUntil(lambda: window.reader.annotations()[0].note == "from elsewhere", timeout=2000)
    assert project.annotations(article_id) == window.reader.annotations()


def test_an_entity_that_waited_is_not_made_twice(qtbot, window, project, acting, start, person):
    other = start("-c", HOLD, project.path)
    assert other.line() == "held"
    acting.drag("Jon Tarr")
    acting.type("1")
    label, uid = "(SELECT id FROM labels WHERE key = 'PERSON')", f"e_{'0' * 8}-0000-4000-8000-{'0' * 12}"
    insert = "INSERT INTO entities (uid, label_id, canonical_name, name_key)"
    assert other.tell(f"{insert} VALUES ('{uid}', {label}, 'Jon Tarr', 'jon tarr')") == "done"
    assert other.end() == (0, "")
    acting.click(window.status.retry)
    assert "another program changed the same" in window.status.saved.text()
    acting.click(window.status.discard)
    acting.type("1")
    assert [one.name for one in project.entities()] == ["Jon Tarr"]


def with_version(path, version):
    """Mark a project as written by another version of the program."""
    connection = sqlite3.connect(path)
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute(f"PRAGMA user_version = {found + version}")
    connection.close()


def test_a_project_of_a_newer_program_is_refused_in_the_window(window, project, person, tmp_path):
    path = tmp_path / "newer.annotator.db"
    Project.create(path, person).close()
    with_version(path, NEWER_MAJOR)
    before = path.read_bytes()
    window.perform(lambda: window.files.open_path(path))
    assert "newer version of Annotator" in window.strip.said()
    assert window.project is project
    assert path.read_bytes() == before


def test_a_project_of_a_slightly_newer_program_is_opened_for_reading(qtbot, person, tmp_path):
    path = tmp_path / "newer.annotator.db"
    Project.create(path, person).close()
    with_version(path, 1)
    opened = app.open_window(path)
    qtbot.waitExposed(opened)
    assert opened.banner.isVisible()
    assert "newer version of Annotator" in opened.banner.text.text()
    assert not opened.commands["import"].isEnabled()
    opened.close()


def test_a_project_deleted_under_the_window_is_never_said_to_be_saved(qtbot, window, project, acting):
    for ending in ("", "-wal", "-shm"):
        Path(f"{project.path}{ending}").unlink(missing_ok=True)
    acting.drag("Jon Tarr")
    acting.type("1")
    assert window.status.saved.text() != "Saved"
    assert project.path.name in window.status.saved.text() + window.strip.said() + window.banner.text.text()
    project.discard()
