"""An article with names and a hand on the window's keys."""

import importlib.util
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.records import ArticleDraft
from annotator.project import articles

TESTS = Path(__file__).resolve().parent.parent.parent
PLAIN, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
CODES = {
    "Space": Qt.Key.Key_Space,
    "Esc": Qt.Key.Key_Escape,
    "Enter": Qt.Key.Key_Return,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Right": Qt.Key.Key_Right,
    "Backspace": Qt.Key.Key_Backspace,
}


class Keys:
    """Presses keys in a window and reads what it shows."""

    def __init__(self, window):
        self.window = window

    def press(self, *keys):
        """Press keys, such as `;`, `Space`, `Shift+1` or `Alt+]`, one after another."""
        for key in keys:
            modifiers, name = PLAIN, key
            for prefix, modifier in (("Shift+", SHIFT), ("Alt+", ALT)):
                if name.startswith(prefix) and len(name) > len(prefix):
                    modifiers, name = modifiers | modifier, name.removeprefix(prefix)
            QTest.keyClick(self.window.windowHandle(), CODES.get(name, name), modifiers)

    def type(self, words):
        """Type letters."""
        for letter in words:
            QTest.keyClick(self.window.windowHandle(), letter)

    @property
    def text(self):
        return self.window.reader.version.text

    def framed(self):
        """Return the words that are framed as the candidate, empty for none."""
        return next((span.of(self.text) for span in self.window.reader.marked_ranges("candidate")), "")

    def marked(self, name):
        """Return the words marked under a name."""
        return [span.of(self.text) for span in self.window.reader.marked_ranges(name)]

    def card(self):
        return self.window.sweeping.display.card

    def hints(self):
        return [hint.text for hint in self.window.strip.hints.hints()]

    def tags(self):
        """Return the tags in text order: words, label's key, entity's name and status."""
        project = self.window.project
        labels = project.labels()
        found = []
        for one in project.annotations(self.window.reader.article.uid):
            entity = project.entity(one.mention.entity) if one.mention and one.mention.entity else None
            found.append((one.quote, labels[one.label].key, entity.name if entity else "", one.status))
        return found

    def open(self, text, title="Another"):
        """Import an article and open it."""
        uid = articles.add(self.window.project, [ArticleDraft(title, text)]).added[0].uid
        self.window.open_article(uid)
        self.window.reading.take_focus()
        return uid


@pytest.fixture
def keys(qtbot, window):
    """Return the keys of the window, the focus in the text."""
    qtbot.waitUntil(window.isActiveWindow)
    window.reading.take_focus()
    return Keys(window)


@pytest.fixture(scope="session")
def benchmark():
    """Return what loads a benchmark by its name."""

    def load(name):
        spec = importlib.util.spec_from_file_location(f"benchmark_{name}", TESTS / "benchmarks" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module

    return load
