"""Random sequences drawn from every verb, undone to the start, leave every row as it was."""

import inspect
import random
import sqlite3

from annotator.errors import AnnotatorError
from annotator.model.annotation import MENTION_FORMS, MODALITIES, POLARITIES, STATUSES
from annotator.model.article import ARTICLE_STATUSES
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.label import Label
from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import (
    Project,
    annotating,
    articles,
    capturing,
    choosing,
    claims,
    entities,
    labels,
    linking,
    spreading,
    sweeping,
)
from annotator.project.capturing import NewClaim
from annotator.project.spreading import Place

MODULES = (annotating, articles, capturing, choosing, claims, entities, labels, linking, spreading, sweeping)
HISTORY = ("change_sets", "changes", "sqlite_sequence")


def verbs():
    """Return every public function of the verb modules that takes the project first."""
    found = set()
    for module in MODULES:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            takes_project = next(iter(inspect.signature(function).parameters), "") == "project"
            if takes_project and function.__module__ == module.__name__ and not name.startswith("_"):
                found.add(f"{module.__name__.rsplit('.', 1)[1]}.{name}")
    return found


class Player:
    """Does random things to a project, with any verb."""

    def __init__(self, project, seed):
        self.project = project
        self.random = random.Random(seed)
        self.done = 0

    def article(self):
        return self.random.choice(self.project.articles() or [self.add()])

    def version(self):
        return self.project.version(self.article().uid)

    def spans(self, version, most=2):
        found = []
        for _ in range(self.random.randint(1, most)):
            start = self.random.randrange(len(version.text) - 1)
            found.append(Span(start, self.random.randint(start + 1, min(len(version.text), start + 30))))
        return found

    def label(self):
        return self.random.choice(self.project.labels().in_use("entity")).uid

    def some(self):
        there = self.project.annotations(self.article().uid)
        return self.random.sample(there, min(len(there), self.random.randint(1, 3)))

    def entity(self):
        there = self.project.entities()
        return self.random.choice(there).uid if there else None

    def add(self):
        text = "".join(self.random.choices("ab c.\n😀é مر", k=60)) + str(self.random.random())
        return articles.add(self.project, [ArticleDraft(f"T{self.random.random()}", text)]).added[0]

    def tag(self):
        version = self.version()
        form = self.random.choice(MENTION_FORMS)
        status = self.random.choice(["accepted", "draft", "proposed"])
        annotating.tag(self.project, version, self.spans(version), self.label(), form=form, status=status)

    def move(self):
        for one in self.some()[:1]:
            version = self.project.version(one.article)
            role = self.random.choice(["cue", "source", "content"]) if one.kind == "claim" else "mention"
            annotating.move(self.project, one, role, self.spans(version))

    def capture(self):
        version = self.version()
        cue = self.spans(version, 1) if self.random.random() < 0.5 else []
        claims.capture(self.project, version, self.spans(version), cue=cue, claimant=self.entity())

    def capture_all(self):
        version = self.version()
        there = [one.uid for one in self.project.annotations(version.article) if one.kind == "claim"]
        first = NewClaim(
            tuple(self.spans(version)), name=self.random.choice(["", "Renn", "Velm"]), label=self.label(),
            parent=self.random.choice([None, *there]), reported={"voice": "nested"},
        )  # fmt: skip
        nested = NewClaim(
            tuple(self.spans(version)), cue=tuple(self.spans(version, 1)), claimant=self.entity(), parent=0
        )
        capturing.capture_all(self.project, version, [first, nested])

    def edit_claim(self):
        for one in self.project.claims()[:3]:
            fields = self.random.choice(
                [{"note": str(self.random.random())}, {"claimant": self.entity()}, {"types": ("causal", "quote")}]
            )
            claims.edit_claim(self.project, one.uid, **fields)

    def edit_occurrence(self):
        for one in self.some():
            field = self.random.choice([{"modality": MODALITIES}, {"polarity": POLARITIES}])
            chosen = {name: self.random.choice(words) for name, words in field.items()}
            claims.edit_occurrence(self.project, one, **chosen)

    def edit_entity(self):
        if self.project.entities():
            number = self.random.randint(1, 5)
            fields = self.random.choice([{"name": f"N{number}"}, {"qid": f"Q{number}"}, {"aliases": ("x", "y")}])
            entities.edit(self.project, self.entity(), **fields)

    def add_label(self):
        key = f"L{self.random.randint(1, 9)}"
        labels.add(self.project, Label(new_uid("label"), "entity", key, key.lower()))

    def edit_label(self):
        labels.edit(self.project, self.label(), name=f"Name {self.random.random()}")

    def reject(self):
        version = self.version()
        form = self.random.choice(["", "Velm"])
        sweeping.reject(self.project, version, self.spans(version, 1)[0], form=form, rule="country")

    def allow(self):
        rejected = self.project.rejections(self.version())
        sweeping.allow(self.project, rejected[: self.random.randint(1, 2)])

    def spread(self):
        places, made = [], Entity(new_uid("entity"), self.label(), "Spread")
        for _ in range(self.random.randint(1, 6)):
            version = self.version()
            entity = self.random.choice([None, made.uid, self.entity()])
            places += [Place(version, span, self.label(), entity, "exact") for span in self.spans(version, 1)]
        aliases = {self.entity() or made.uid: ["z"], made.uid: []}
        spreading.spread(self.project, places, title="Spread", new=[made], aliases=aliases)

    def refer(self):
        version, entity = self.version(), self.entity()
        if entity:
            linking.refer(self.project, version, self.spans(version), entity, form="PRONOMINAL")

    def choose(self):
        """Tag or change something as the palette does."""
        project, version, name = self.project, self.version(), self.random.choice(["Alba", "Ship yard", "Velm"])
        spans, entity, tags = self.spans(version), self.entity(), self.some()
        return {
            "choosing.tag_as_entity": lambda: choosing.tag_as_entity(project, version, spans, entity=entity or "e_0"),
            "choosing.tag_as_new_entity": lambda: choosing.tag_as_new_entity(
                project, version, spans, label=self.label(), name=name
            ),
            "choosing.tag_with_new_label": lambda: choosing.tag_with_new_label(project, version, spans, name=name),
            "choosing.relabel_with_new": lambda: choosing.relabel_with_new(
                project, [one for one in tags if one.kind == "entity"], name=name
            ),
            "choosing.link_new_entity": lambda: [
                choosing.link_new_entity(project, one, name) for one in tags[:1] if one.kind == "entity"
            ],
            "choosing.tag_equal": lambda: choosing.tag_equal(project, version, spans, label=self.label()),
        }

    def moves(self):
        project, pick = self.project, self.random.choice
        return {
            "annotating.tag": self.tag,
            "annotating.relabel": lambda: annotating.relabel(project, self.some(), self.label()),
            "annotating.delete": lambda: annotating.delete(project, self.some()),
            "annotating.set_note": lambda: [annotating.set_note(project, one, pick("abc")) for one in self.some()[:1]],
            "annotating.set_status": lambda: annotating.set_status(project, self.some(), pick(STATUSES), reason="x"),
            "annotating.move": self.move,
            "annotating.link": lambda: annotating.link(project, self.some(), pick([None, self.entity()])),
            "annotating.set_form": lambda: annotating.set_form(project, self.some(), pick(MENTION_FORMS)),
            "capturing.capture_all": self.capture_all,
            "claims.capture": self.capture,
            "claims.edit_claim": self.edit_claim,
            "claims.edit_occurrence": self.edit_occurrence,
            "entities.make": lambda: entities.make(project, self.label(), pick(["Alba", "Renn", "Velm"])),
            "entities.edit": self.edit_entity,
            "articles.add": self.add,
            "articles.edit": lambda: articles.edit(project, self.article().uid, outlet=pick("abc"), note=pick("de")),
            "articles.delete": lambda: articles.delete(project, [self.article().uid]),
            "articles.set_status": lambda: articles.set_status(project, [self.article().uid], pick(ARTICLE_STATUSES)),
            "labels.add": self.add_label,
            "linking.split": lambda: [linking.split(project, one) for one in self.some()[:1]],
            "linking.refer": self.refer,
            "spreading.spread": self.spread,
            "sweeping.reject": self.reject,
            "sweeping.allow": self.allow,
            "sweeping.confirm": lambda: sweeping.confirm(project, self.some()),
            "sweeping.confirm_all": lambda: sweeping.confirm_all(project, self.article().uid),
            "labels.edit": self.edit_label,
            **{name: lambda name=name: self.choose()[name]() for name in self.choose()},
        }

    def play(self, count):
        rare = {"articles.delete": 0.1, "articles.add": 0.3, "labels.add": 0.2}
        moves = self.moves()
        names = list(moves)
        weights = [rare.get(name, 1.0) for name in names]
        while self.done < count:
            self.done += 1
            try:
                moves[self.random.choices(names, weights)[0]]()
            except AnnotatorError:
                assert self.project.pending is None


def rows(path):
    """Return every row of every table but the history, articles that an undone import marked as deleted left out."""
    opened = sqlite3.connect(path)
    tables = [
        name
        for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name not in HISTORY and (name == "search_docs" or not name.startswith("search_docs_"))
    ]
    gone = "(SELECT id FROM articles WHERE deleted_at IS NOT NULL)"
    left_out = {"articles": f"id IN {gone}", "article_versions": f"article_id IN {gone}"}
    found = {}
    for name in tables:
        found[name] = sorted(
            opened.execute(f"SELECT * FROM {name} WHERE NOT {left_out.get(name, '0')}").fetchall(), key=repr
        )
    opened.close()
    return found


def test_the_player_knows_every_verb(project):
    assert set(Player(project, 0).moves()) == verbs()


def test_a_thousand_random_operations_undone_leave_the_start_also_across_reopening(project, project_path, person):
    Player(project, 1).play(60)
    first = project._db.execute("SELECT max(id) FROM change_sets").fetchone()[0]
    start = rows(project_path)
    player = Player(project, 2)
    player.play(500)
    project.close(with_backup=False)

    again = Project.open(project_path, person)
    player.project = again
    player.play(1000)
    assert again.check() == []
    end = rows(project_path)
    steps = 0
    while newest_kept(again) > first:
        again.undo()
        steps += 1
    assert steps > 300
    assert rows(project_path) == start
    assert again.check() == []
    while again.redo_title:
        again.redo()
    assert without_row_ids(rows(project_path)) == without_row_ids(end)
    again.close(with_backup=False)


def newest_kept(project):
    """Return the number of the newest step that is not undone."""
    from annotator.store import history

    return history.step_to_undo(project._db, project.person.uid)[0].number


def without_row_ids(tables):
    """Return the annotations by uid, status, note and place: redo gives uids back, not row numbers."""
    return sorted((row[1], row[6], row[10], row[11], row[12]) for row in tables["annotations"] if row[-1] is None)
