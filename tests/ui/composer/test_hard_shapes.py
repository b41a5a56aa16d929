"""Every hard shape of a claim is made by keys, and survives undo, reopening and the round trips of the exports."""

import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator import settings
from annotator.model.annotation import STATUSES
from annotator.model.records import ArticleDraft, Filter
from annotator.project import Person, Project, annotating, articles
from annotator.transfer import exporting, importing
from annotator.ui import app, tasks

KEY = Qt.Key
HELD = {
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
}
TEXT = (
    "# Gates 🚢 at Velm\n\n"
    "“The gates,” Jon Tarr said, “are rusting and will fall.”\n\n"
    "Alba Renn says that the port is safe and that the cranes work.\n\n"
    "Some analysts said Renn denied that the basin was closed.\n\n"
    "He warned that the harbour would silt up. Two officials claimed the locks leak.\n\n"
    "“We have the money.\n\n“We have the people,” said Mina Okafor.\n\n"
    "The letter is clear. Ferries will stop in May. Tugs, all three of them, are idle.\n\n"
    "The port is old.\n"
)


class Keys:
    """Presses keys in the text of a window."""

    def __init__(self, window):
        self.window = window
        self.reader = window.reader

    def at(self, words, into=1):
        self.reader.setFocus()
        self.reader.set_caret(TEXT.index(words) + into)
        return self

    def press(self, *names):
        for name in names:
            *modifiers, key = name.split("-")
            held = Qt.KeyboardModifier.NoModifier
            for one in modifiers:
                held |= HELD[one]
            QTest.keyClick(self.reader, getattr(KEY, f"Key_{key}"), held)
        return self


def me():
    """Return who annotates in the window."""
    found = settings.person()
    return Person(found.uid, found.name)


def opened(qtbot, path):
    window = app.open_window(path)
    qtbot.waitExposed(window)
    qtbot.waitUntil(window.isActiveWindow)
    return window


def closed(qtbot, window):
    qtbot.waitUntil(lambda: not tasks.running())
    with qtbot.waitSignal(window.destroyed):
        window.close()


def make_hard_shapes(window):
    """Make each shape with the keys that the help names for it."""
    keys = Keys(window)
    keys.at("rusting").press("C", "Return")
    keys.at("port is safe").press("C", "Plus", "Return")
    keys.at("basin was closed").press("C", "Return")
    keys.at("silt").press("C", "Return")
    keys.at("locks leak").press("C", "Return")
    keys.at("We have the people").press("C", "Return")
    keys.at("Ferries will").press("C", "R")
    keys.at("The letter", into=0).press("Ctrl-Shift-Right", "Ctrl-Shift-Right", "Return", "Return")
    keys.at("Tugs").press("C", "Tab", "Tab", *["Left"] * 6, "Shift-C")
    keys.at("are idle", into=0).press("Ctrl-Shift-Right", "Ctrl-Shift-Right", "Return", "Return")
    keys.at("port is old").press("C", "Return")


def shape(project, one):
    claim = project.claim(one.occurrence.claim)
    name = project.entity(claim.claimant).name if claim.claimant else ""
    return (one.quote, one.text("cue"), one.text("source"), name, one.occurrence.quote_type, one.occurrence.voice)


EXPECTED = [
    ("The gates […] are rusting and will fall", "said", "Jon Tarr", "Jon Tarr", "direct", "attributed"),
    ("the port is safe", "says", "Alba Renn", "Alba Renn", "indirect", "attributed"),
    ("the cranes work", "says", "Alba Renn", "Alba Renn", "indirect", "attributed"),
    ("Renn denied that the basin was closed", "said", "Some analysts", "", "indirect", "attributed"),
    ("the basin was closed", "denied", "Renn", "Renn", "indirect", "nested"),
    ("the harbour would silt up", "warned", "He", "Renn", "indirect", "attributed"),
    ("the locks leak", "claimed", "Two officials", "", "indirect", "attributed"),
    ("We have the money […] We have the people", "said", "Mina Okafor", "Mina Okafor", "direct", "attributed"),
    ("Ferries will stop in May", "", "The letter", "", "indirect", "attributed"),
    ("Tugs […] are idle", "", "", "", "none", "author"),
    ("The port is old", "", "", "", "none", "author"),
]


@pytest.fixture
def hard(qtbot, project_path):
    """Return a closed project in which every hard shape was made by keys."""
    project = Project.open(project_path, me())
    article = articles.add(project, [ArticleDraft("Gates", TEXT)]).added[0]
    project.close()
    window = opened(qtbot, project_path)
    window.open_article(article.uid)
    make_hard_shapes(window)
    closed(qtbot, window)
    return project_path


def bytes_of(project, name):
    stream = io.BytesIO()
    exporting.export(project, name, Filter(statuses=STATUSES), target=stream)
    return stream.getvalue()


def test_every_hard_shape_is_there_after_reopening(hard):
    project = Project.open(hard, me())
    made = project.annotations(project.articles()[0].uid)
    assert [shape(project, one) for one in made] == EXPECTED
    nested = next(one for one in made if one.occurrence.voice == "nested")
    assert project.annotation(nested.occurrence.parent).quote == "Renn denied that the basin was closed"
    project.close()


def test_every_hard_shape_is_undone_and_redone_step_by_step(hard):
    project = Project.open(hard, me())
    article = project.articles()[0].uid
    made = project.annotations(article)
    steps = 0
    while project.undo_title.startswith("Capture"):
        project.undo()
        steps += 1
    assert (steps, project.annotations(article), project.entities(), project.claims()) == (9, [], [], [])
    for _ in range(steps):
        project.redo()
    assert project.annotations(article) == made
    project.close()


def test_every_hard_shape_can_be_edited_and_the_edit_undone(hard):
    project = Project.open(hard, me())
    for one in project.annotations(project.articles()[0].uid):
        annotating.move(project, one, "content", one.spans("content")[:1])
        assert len(project.annotation(one.uid).spans("content")) == 1
        if one.spans("content")[1:]:
            project.undo()
            assert project.annotation(one.uid) == one
    project.close()


def test_every_hard_shape_comes_back_from_jsonl_byte_for_byte(hard, tmp_path):
    project = Project.open(hard, me())
    first = bytes_of(project, "jsonl")
    project.close()
    (tmp_path / "all.jsonl").write_bytes(first)
    other = Project.create(tmp_path / "other.annotator.db", me())
    importing.import_paths(other, [tmp_path / "all.jsonl"])
    assert bytes_of(other, "jsonl") == first
    assert [shape(other, one) for one in other.annotations(other.articles()[0].uid)] == EXPECTED
    other.close()


def test_every_hard_shape_comes_back_from_csv_byte_for_byte(hard, tmp_path):
    project = Project.open(hard, me())
    first = bytes_of(project, "csv")
    annotating.delete(project, project.annotations(project.articles()[0].uid))
    assert bytes_of(project, "csv") != first
    (tmp_path / "all.csv").write_bytes(first)
    importing.import_paths(project, [tmp_path / "all.csv"])
    assert bytes_of(project, "csv") == first
    project.close()
