"""Play the candidate sweep in the real window and count keys: `--article FILE --gold FILE [--log]`.

The player begins with an empty project and the article's text, sends key events to the window and nothing else, and
decides from what the window shows at that moment: the framed words, the places marked to spread to, the label that
the card proposes, its readings, its list of places. Marked names (the gold file) say what a person would want. It
stops when the card says that nothing is left; what is wrong then stays wrong and shows in precision and recall.
"""

import argparse
import json
import os
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

EDGE_STEPS = 6
MOST_KEYS = 2000


@dataclass(frozen=True, order=True)
class Name:
    """One marked name: its place, its label's key and its entity."""

    start: int
    end: int
    label: str
    entity: str

    def overlaps(self, span):
        """Tell whether the name shares a character with a span."""
        return self.start < span.end and span.start < self.end


@dataclass
class Score:
    """What a run came to."""

    keys: Counter = field(default_factory=Counter)
    log: list = field(default_factory=list)
    expected: int = 0
    found: int = 0
    right: int = 0
    grouped: int = 0
    drafts: int = 0
    seconds: float = 0.0

    @property
    def total(self):
        """Every key pressed; a key with Shift is two."""
        return sum(count * (2 if key.startswith("Shift+") else 1) for key, count in self.keys.items())

    @property
    def precision(self):
        """The share of tags that are right in place and label."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self):
        """The share of names that are tagged."""
        return self.right / self.expected if self.expected else 1.0


def read_names(path):
    """Return the marked names of a JSON lines file."""
    rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    return [Name(row["start"], row["end"], row["label"], row["entity"]) for row in rows]


class Player:
    """Looks at a window and presses its keys."""

    def __init__(self, window, names):
        self.window = window
        self.names = {(name.start, name.end): name for name in names}
        self.by_name = {label.name: label for label in window.project.labels()}
        self.by_key = {label.key: label for label in window.project.labels().in_use("entity")}
        self.score = Score(expected=len(names))
        self.text = window.reader.version.text
        self.forms = {}
        for name in names:
            self.forms.setdefault(name.entity, set()).add(self.text[name.start : name.end])

    def play(self):
        """Make every decision, confirm what was spread, and return what it came to."""
        before = time.process_time()
        self.press(";")
        while self.framed() is not None and self.score.total < MOST_KEYS:
            self.decide()
        if any("confirm" in one.text for one in self.window.strip.hints.hints()):
            self.press("Shift+A")
        self.score.seconds = time.process_time() - before
        return self.scored()

    # what the window shows

    def framed(self):
        """Return the words that are framed in the text."""
        return next(iter(self.window.reader.marked_ranges("candidate")), None)

    def card(self):
        """Return the panel's card."""
        return self.window.sweeping.display.card

    def proposed(self):
        """Return the label that the card proposes."""
        return next((one.text for one in self.card().choices() if one.is_proposed), "")

    def options(self):
        """Return the readings of an ambiguous name: key, name and label."""
        rows = [one for one in self.card().choices() if not one.label]
        return [(one.key, *one.text.rpartition(" · ")[::2]) for one in rows]

    def spread(self):
        """Return the places that would be tagged too, each with the label that the card's list says."""
        places = self.window.reader.marked_ranges("spread")
        return list(zip(places, [row.label for row in self.card().places.rows()], strict=True))

    # what the player does

    def press(self, key):
        """Send one key to the window."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        modifiers = shift if key.startswith("Shift+") else plain
        name = key.removeprefix("Shift+")
        code = Qt.Key.Key_Space if name == "Space" else name
        self.score.keys[key] += 1
        QTest.keyClick(self.window.windowHandle(), code, modifiers)

    def decide(self):
        """Make one decision, or go past what is neither a name nor refused by the window."""
        span, before = self.framed(), self.card().progress()
        name = self.names.get((span.start, span.end))
        key = self.key_for(name, span)
        self.score.log.append(f"{key}: {self.text[span.start : span.end]} as {self.proposed() or self.options()}")
        self.press(key)
        if self.framed() == span and self.card().progress() == before:
            self.press(";")

    def key_for(self, name, span):
        """Return the key for what is framed; the edges are moved first where that makes a name of it."""
        if name is None:
            name = self.moved_onto_name(span)
        if name is None:
            return "X"
        for key, form, label in self.options():
            if form in self.forms[name.entity] and self.by_name[label].key == name.label:
                return key
        wanted = self.by_key[name.label]
        others = [self.names.get((place.start, place.end)) for place, _ in self.spread()]
        is_proposed = self.proposed() == wanted.name
        if is_proposed:
            right = sum(one is not None and one.entity == name.entity for one in others)
        else:
            right = sum(one is not None and one.entity == name.entity and one.label == name.label for one in others)
        key = "Space" if is_proposed else wanted.shortcut
        return key if right * 2 >= len(others) else f"Shift+{key}"

    def moved_onto_name(self, span):
        """Move the edges of what is framed onto a marked name that it overlaps, where few keys do that."""
        wanted = next((one for one in sorted(self.names.values()) if one.overlaps(span)), None)
        for _ in range(EDGE_STEPS if wanted else 0):
            shown = self.framed()
            if (shown.start, shown.end) == (wanted.start, wanted.end):
                return wanted
            if shown.start != wanted.start:
                self.press("}" if shown.start < wanted.start else "{")
            else:
                self.press("]" if shown.end < wanted.end else "[")
            if self.framed() == shown:
                return None
        return None

    # how it went

    def scored(self):
        """Count what is tagged, right, and linked like the names."""
        project, score = self.window.project, self.score
        labels = project.labels()
        tags = project.annotations(self.window.reader.article.uid)
        right = {}
        for tag in tags:
            name = self.names.get((tag.start, tag.end))
            if name is not None and labels[tag.label].key == name.label:
                right[tag.uid] = (tag, name)
        owners = owners_of(right.values())
        score.found, score.right = len(tags), len(right)
        score.drafts = sum(tag.status == "draft" for tag in tags)
        score.grouped = sum(tag.mention.entity == owners.get(name.entity) for tag, name in right.values())
        return score


def owners_of(pairs):
    """Return the uid that stands for each marked entity: the one that most of its tags have, each uid once."""
    counts = Counter((name.entity, tag.mention.entity) for tag, name in pairs if tag.mention.entity)
    owners = {}
    for (entity, uid), _ in counts.most_common():
        if entity not in owners and uid not in owners.values():
            owners[entity] = uid
    return owners


def play_file(article, names, folder):
    """Open a window on an empty project with the article, play, close, and return the score."""
    from PySide6.QtTest import QTest

    from annotator.model.records import ArticleDraft
    from annotator.project import Person, Project, articles
    from annotator.ui import app

    path = Path(folder) / "sweep.annotator.db"
    project = Project.create(path, Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada"))
    uid = articles.add(project, [ArticleDraft("Article", Path(article).read_text("utf-8"))]).added[0].uid
    project.close(with_backup=False)
    window = app.open_window(path)
    window.open_article(uid)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.reading.take_focus()
    try:
        return Player(window, names).play()
    finally:
        window.close()


def main():
    """Play the files named and print what it came to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--article", required=True, type=Path)
    parser.add_argument("--gold", required=True, type=Path)
    parser.add_argument("--log", action="store_true", help="print every decision")
    options = parser.parse_args()
    names = read_names(options.gold)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANNOTATOR_HOME"] = str(Path(folder) / "home")
        score = play_file(options.article, names, folder)
    if options.log:
        print("\n".join(score.log))
    print(f"{options.article.name}: {score.total} keys for {score.expected} names {dict(score.keys)}")
    print(f"precision {score.precision:.3f}, recall {score.recall:.3f}")
    print(f"entities right {score.grouped} of {score.expected}, left to confirm {score.drafts}")
    print(f"{score.seconds / max(1, sum(score.keys.values())) * 1000:.1f} ms CPU a key")


if __name__ == "__main__":
    main()
