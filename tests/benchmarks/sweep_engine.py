"""Play the candidate sweep over an article with marked names, and count keys: `--article FILE --gold FILE`.

The player looks at what the sweep shows and decides as the marks say: Space, a label's key, X, edge keys, an option.
What the sweep missed or spread wrongly is put right by hand at the end, at a price of several keys each.
"""

import argparse
import json
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import Person, Project, annotating, articles
from annotator.transfer.sweeping import Sweep

HAND_TAG, HAND_DELETE, HAND_RELABEL, HAND_LINK = 6, 2, 2, 4
EDGE_STEPS = 5


@dataclass(frozen=True)
class Mark:
    """One marked name: its place, label and entity."""

    span: Span
    label: str
    entity: str


@dataclass
class Played:
    """What a run came to."""

    keys: Counter = field(default_factory=Counter)
    expected: int = 0
    found: int = 0
    right: int = 0
    linked: int = 0
    untouched: float = 0.0
    slowest: float = 0.0
    log: list = field(default_factory=list)

    @property
    def total(self):
        return sum(self.keys.values())

    @property
    def precision(self):
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self):
        return self.right / self.expected if self.expected else 1.0


def read_marks(path):
    """Return the marks of a JSON lines file."""
    rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    return [Mark(Span(row["start"], row["end"]), row["label"], row["entity"]) for row in rows]


class Player:
    """Decides from what the sweep shows and from the marks."""

    def __init__(self, project, article, marks):
        self.project = project
        self.article = article
        self.marks = {mark.span: mark for mark in marks}
        self.forms = defaultdict(set)
        self.sweep = Sweep(project, article)
        for mark in marks:
            self.forms[mark.entity].add(mark.span.of(self.sweep.version.text))
        self.played = Played(expected=len(marks))
        self.entities = {}

    def play(self):
        """Make every decision, put right by hand what is wrong, confirm, and return what it came to."""
        self._press("start", lambda: None)
        while self.sweep.current is not None:
            before = time.process_time()
            self._decide(self.sweep.current)
            self.played.slowest = max(self.played.slowest, time.process_time() - before)
        self.played.untouched = self._score()
        self._put_right()
        if any(one.status == "draft" for one in self.project.annotations(self.article)):
            self._press("confirm", self.sweep.confirm_all)
        self._score()
        return self.played

    def _press(self, key, act, note=""):
        self.played.keys[key] += 1
        if note:
            self.played.log.append(f"{key}: {note}")
        return act()

    def _decide(self, decision):
        mark = self.marks.get(decision.head.span)
        note = f"{decision.head.form} as {decision.label} ({decision.head.rule}), {len(decision.others)} others"
        if mark is None:
            if not self._move_edges(decision.head.span, note):
                self._press("X", self.sweep.reject, note)
        elif decision.head.is_ambiguous:
            self._choose(decision, mark, note)
        else:
            self._tag(decision, mark, note)

    def _tag(self, decision, mark, note):
        spread = [self.marks.get(one.span) for one in decision.others if one.label == decision.label]
        right = sum(one is not None and (one.label, one.entity) == (mark.label, mark.entity) for one in spread)
        only = right < len(spread) - right
        if decision.label == mark.label:
            spread = [self.marks.get(one.span) for one in decision.others]
            only = sum(one is not None and one.entity == mark.entity for one in spread) * 2 < len(spread)
            made = self._press("shift space" if only else "space", lambda: self.sweep.accept(only=only), note)
        else:
            uid = self.project.labels().by_key(mark.label).uid
            key = "shift label" if only else "label"
            made = self._press(key, lambda: self.sweep.relabel(uid, only=only), f"{note}; {mark.label}")
        assert made, "the decision tagged nothing"

    def _choose(self, decision, mark, note):
        for number, option in enumerate(decision.head.options):
            if option.label == mark.label and option.name in self.forms[mark.entity]:
                self._press("option", lambda number=number: self.sweep.choose(number), note)
                return
        uid = self.project.labels().by_key(mark.label).uid
        self._press("label", lambda: self.sweep.relabel(uid, only=True), note)

    def _move_edges(self, span, note):
        """Move the edges of what is shown onto a mark that it overlaps, if that takes few keys."""
        wanted = next((one for one in sorted(self.marks) if one.overlaps(span) and not self._is_tagged(one)), None)
        if wanted is None:
            return False
        for _ in range(EDGE_STEPS):
            shown = self.sweep.current.head.span
            if shown == wanted:
                return True
            side = "start" if shown.start != wanted.start else "end"
            step = 1 if getattr(shown, side) < getattr(wanted, side) else -1
            self._press("edge", lambda side=side, step=step: self.sweep.move_edge(side, step), note)
            if self.sweep.current.head.span == shown:
                return False
        return self.sweep.current.head.span == wanted

    def _is_tagged(self, span):
        return any(one.overlaps(span) for one in self.project.mention_places(self.sweep.version))

    def _put_right(self):
        for one in self.project.annotations(self.article):
            if one.spans()[0] not in self.marks:
                self.played.keys["hand"] += HAND_DELETE
                self.played.log.append(f"by hand: delete {one.quote}")
                annotating.delete(self.project, [one])
        there = {one.spans()[0]: one for one in self.project.annotations(self.article)}
        for span, mark in self.marks.items():
            uid = self.project.labels().by_key(mark.label).uid
            if span not in there:
                self.played.keys["hand"] += HAND_TAG
                self.played.log.append(f"by hand: tag {span.of(self.sweep.version.text)} as {mark.label}")
                annotating.tag(self.project, self.sweep.version, [span], uid)
            elif there[span].label != uid:
                self.played.keys["hand"] += HAND_RELABEL
                self.played.log.append(f"by hand: label {there[span].quote} {mark.label}")
                annotating.relabel(self.project, [there[span]], uid)
        self._link_right()

    def _link_right(self):
        owners = self._owners()
        for one in self.project.annotations(self.article):
            uid = owners.get(self.marks[one.spans()[0]].entity)
            if uid and one.mention.entity != uid:
                self.played.keys["hand"] += HAND_LINK
                self.played.log.append(f"by hand: link {one.quote}")
                annotating.link(self.project, [one], uid)

    def _owners(self):
        """Return the uid that stands for each marked entity: the one most of its mentions have, each uid once."""
        counts = Counter()
        for one in self.project.annotations(self.article):
            mark = self.marks.get(one.spans()[0])
            if mark is not None and one.mention.entity:
                counts[mark.entity, one.mention.entity] += 1
        owners = {}
        for (entity, uid), _ in counts.most_common():
            if entity not in owners and uid not in owners.values():
                owners[entity] = uid
        return owners

    def _score(self):
        labels = self.project.labels()
        owners = self._owners()
        there = self.project.annotations(self.article)
        right = [
            one
            for one in there
            if (mark := self.marks.get(one.spans()[0])) is not None and labels[one.label].key == mark.label
        ]
        self.played.found, self.played.right = len(there), len(right)
        self.played.linked = sum(one.mention.entity == owners.get(self.marks[one.spans()[0]].entity) for one in right)
        return self.played.recall


def play(text, marks, folder):
    """Play an article in an empty project made in a folder."""
    person = Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada")
    project = Project.create(Path(folder) / "sweep.annotator.db", person)
    try:
        article = articles.add(project, [ArticleDraft("Article", text)]).added[0]
        return Player(project, article.uid, marks).play()
    finally:
        project.close(with_backup=False)


def main():
    """Run the player on the files named and print what it came to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--article", required=True, type=Path)
    parser.add_argument("--gold", required=True, type=Path)
    parser.add_argument("--log", action="store_true", help="print every key")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        played = play(options.article.read_text("utf-8"), read_marks(options.gold), folder)
    if options.log:
        print("\n".join(played.log))
    print(f"{options.article.name}: {played.total} keys for {played.expected} names {dict(played.keys)}")
    print(f"precision {played.precision:.3f}, recall {played.recall:.3f}, linked right {played.linked}")
    print(f"recall before anything by hand {played.untouched:.3f}; slowest decision {played.slowest * 1000:.1f} ms CPU")


if __name__ == "__main__":
    main()
