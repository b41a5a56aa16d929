"""Rows, orders, filters and counts of the review table are those of plain Python over all annotations."""

import random
from collections import Counter
from dataclasses import replace
from itertools import product

import pytest

from annotator.formats import csv
from annotator.model.annotation import STATUSES
from annotator.model.article import Version, checksum
from annotator.model.changes import Change, ChangeSet
from annotator.model.fold import fold, for_index, key_of
from annotator.model.ids import new_uid
from annotator.model.label import Label
from annotator.model.records import ArticleDraft, Filter
from annotator.model.span import Span
from annotator.project import ProjectReader, annotating, articles, claims, entities, labels

WORDS = ("Ánkara", "ankara", "Ankara", "Zürich", "zurich", "Élan", "elan", "東京", "б", "Oslo", "OSLO", "x", "ناتو")
ORDERS = ("place", "label", "text", "entity", "article", "status", "updated")


class Maker:
    """Fills a project with random articles, of which some are deleted and some have a second text."""

    def __init__(self, project, seed):
        self.project = project
        self.random = random.Random(seed)
        self.spare = []

    def fill(self):
        for key in ("A", "B"):
            labels.add(self.project, Label(new_uid("label"), "entity", f"TWIN{key}", "Twin"))
        self.labels = [one.uid for one in self.project.labels().in_use("entity")][-5:]
        made = [entities.make(self.project, self.labels[0], name) for name in ("Zed", "Ému", "emu", "Ankara")]
        self.entities = [one.uid for one in made]
        for _ in range(7):
            self.article(f"{self.random.choice(('Same', 'same', 'Élan', 'Zeta'))}")
        for uid in self.random.sample([one.uid for one in self.project.articles()], 3):
            self.replace_text(uid)
        articles.delete(self.project, [self.random.choice(self.project.articles()).uid])
        for one in self.random.sample(self.live(), 4):
            annotating.delete(self.project, [one])
        for one in self.random.sample(self.live(), 6):
            annotating.set_note(self.project, one, self.random.choice(("Überprüfen", "look at ANKARA", "東京 again")))

    def article(self, title):
        text = " ".join(self.random.choices(WORDS, k=24)) + f" {self.random.random()}"
        self.tag(articles.add(self.project, [ArticleDraft(title, text)]).added[0].uid)

    def replace_text(self, uid):
        before = self.project.article(uid)
        text = " ".join(self.random.choices(WORDS, k=24)) + f" {self.random.random()}"
        version = Version(uid, before.version + 1, text, checksum(text))
        after = replace(before, version=version.number)
        self.project.commit(ChangeSet("New text", (Change(None, version), Change(before, after))))
        self.tag(uid)

    def tag(self, uid):
        version = self.project.version(uid)
        for _ in range(9):
            start = self.random.randrange(60)
            spans = [Span(start, start + self.random.randint(1, 9))]
            status = self.random.choice(("proposed", "draft", "accepted"))
            if self.random.random() < 0.3:
                claimant = self.random.choice((None, *self.entities))
                cue = [Span(max(0, start - 3), start)] if start else []
                claims.capture(self.project, version, spans, cue=cue, claimant=claimant, status=status)
                continue
            if self.random.random() < 0.3:
                spans.append(Span(start + 20, start + 25))
            made = annotating.tag(self.project, version, spans, self.random.choice(self.labels), status=status)
            if self.random.random() < 0.7:
                annotating.link(self.project, [made], self.random.choice((None, *self.entities)))

    def live(self):
        return [one for article in self.project.articles() for one in self.project.annotations(article.uid)]


class Plain:
    """Answers as the project should, from its values."""

    def __init__(self, project):
        self.project = project
        self.labels = project.labels()
        self.claims = {one.uid: one for one in project.claims()}
        self.entities = {one.uid: one for one in project.entities()}
        self.articles = {one.uid: one for one in project.articles()}
        self.ranks = {uid: rank for rank, uid in enumerate(self.articles)}
        found = [one for uid in self.articles for one in project.annotations(uid)]
        self.made = dict(project._db.execute("SELECT uid, id FROM annotations").fetchall())
        self.written = dict(project._db.execute("SELECT uid, current_version_id FROM articles").fetchall())
        self.all = sorted(found, key=self.place)

    def entity_uid(self, one):
        return one.mention.entity if one.mention else self.claims[one.occurrence.claim].claimant

    def entity_name(self, one):
        found = self.entities.get(self.entity_uid(one))
        return found.name if found else ""

    def place(self, one):
        reach = one.envelope
        return self.ranks[one.article], reach.start, -reach.end, self.made[one.uid]

    def first_quote(self, one):
        return next(piece.quote for piece in one.pieces if piece.role == one.main_role)

    def text_key(self, one):
        reach = one.envelope
        return fold(self.first_quote(one))[:64], self.written[one.article], reach.start, -reach.end, self.made[one.uid]

    def key(self, order):
        return {
            "place": self.place,
            "label": lambda one: (fold(self.labels[one.label].name), self.place(one)),
            "text": self.text_key,
            "entity": lambda one: (fold(self.entity_name(one)), self.place(one)),
            "article": lambda one: (fold(self.articles[one.article].title), self.place(one)),
            "status": lambda one: (one.status, self.place(one)),
            "updated": lambda one: (one.updated_at, self.made[one.uid]),
        }[order]

    def matches(self, one, wanted):
        plain = {
            "articles": one.article,
            "labels": one.label,
            "kinds": one.kind,
            "statuses": one.status,
            "entities": self.entity_uid(one),
            "annotations": one.uid,
        }
        is_chosen = all(not getattr(wanted, name) or value in getattr(wanted, name) for name, value in plain.items())
        return is_chosen and (not wanted.text.strip() or self.holds(one, wanted.text.strip()))

    def holds(self, one, text):
        if for_index(text) in for_index(f"{one.quote}\n{one.note}".rstrip()):
            return True
        found = self.entities.get(self.entity_uid(one))
        if found and key_of(text) in key_of(found.name):
            return True
        return bool(one.occurrence) and fold(text) in fold(self.claims[one.occurrence.claim].proposition)

    def uids(self, wanted, order, *, descending=False):
        chosen = [one for one in self.all if self.matches(one, wanted)]
        return [one.uid for one in sorted(chosen, key=self.key(order), reverse=descending)]


def filters(plain, source):
    """Return filters on every field, alone and together."""
    some = source.choice(plain.all)
    one, other = source.sample(sorted(plain.articles), 2)
    label, status, entity = some.label, some.status, plain.entity_uid(some) or new_uid("entity")
    return [
        Filter(),
        Filter(articles=(one,)),
        Filter(articles=(one, other), labels=(label,)),
        Filter(labels=(label,)),
        Filter(labels=tuple({each.label for each in plain.all[:9]})),
        Filter(labels=(new_uid("label"),)),
        Filter(statuses=(status,)),
        Filter(statuses=STATUSES[:3]),
        Filter(labels=(label,), statuses=(status,)),
        Filter(kinds=("claim",)),
        Filter(kinds=("entity",), statuses=(status,)),
        Filter(entities=(entity,)),
        Filter(entities=tuple(plain.entities)[:2], articles=(one, other)),
        Filter(annotations=tuple(each.uid for each in plain.all[::3])),
        Filter(text="ánk"),
        Filter(text="UBER"),
        Filter(text=" emu "),
        Filter(text="elan", labels=(label,)),
        Filter(text="京", statuses=("accepted", "draft")),
        Filter(text="no such words"),
    ]


@pytest.fixture(params=range(4))
def filled(request, project):
    maker = Maker(project, request.param)
    maker.fill()
    return project


@pytest.fixture
def plain(filled):
    return Plain(filled)


def shown(rows):
    return [row.uid for row in rows.page(0, len(rows))]


def test_every_filter_in_every_order_gives_what_plain_sorting_gives(filled, plain):
    for wanted, order, descending in product(filters(plain, random.Random(1)), ORDERS, (False, True)):
        rows = filled.review(wanted, order, descending=descending)
        assert shown(rows) == plain.uids(wanted, order, descending=descending), (wanted, order, descending)
    assert filled.review_total() == len(plain.all)


def test_the_first_rows_are_those_of_the_whole_answer(filled, plain):
    for wanted, order, descending in product(filters(plain, random.Random(2)), ("place", "text"), (False, True)):
        whole = filled.review_ids(wanted, order, descending=descending)
        first = filled.review_ids(wanted, order, descending=descending, most=5)
        assert len(first) == min(5, len(whole))
        assert whole.begins_with(first)


def test_counts_by_status_label_and_article_are_those_of_the_rows(filled, plain):
    for wanted in filters(plain, random.Random(3)):
        chosen = [one for one in plain.all if plain.matches(one, wanted)]
        found = filled.facets(wanted)
        assert found.statuses == Counter(one.status for one in chosen), wanted
        assert found.labels == Counter(one.label for one in chosen), wanted
        assert found.articles == Counter(one.article for one in chosen), wanted


def test_places_and_uids_are_each_others_inverse(filled, plain):
    rows = filled.review(Filter(statuses=("accepted",)), "text", descending=True)
    listed = shown(rows)
    assert rows.uids(range(len(rows))) == listed
    assert rows.positions(listed) == {uid: place for place, uid in enumerate(listed)}
    assert [rows.position(uid) for uid in listed] == list(range(len(rows)))
    left_out = next(one.uid for one in plain.all if one.status != "accepted")
    assert rows.position(left_out) is None
    assert rows.positions([left_out, new_uid("annotation"), listed[2]]) == {listed[2]: 2}
    assert rows.positions([]) == {}


def test_ids_asked_by_one_reader_are_shown_by_another(filled, plain):
    with ProjectReader(filled.path) as reader:
        ids = reader.review_ids(Filter(), "entity")
    assert shown(filled.rows_of(ids)) == plain.uids(Filter(), "entity")


def test_exported_rows_are_in_the_order_of_articles_places_and_uids(filled, plain):
    expected = sorted(plain.all, key=lambda one: (plain.ranks[one.article], one.start, -one.end, one.uid))
    assert [record.annotation.uid for record in filled.annotation_records(Filter())] == [one.uid for one in expected]
    for wanted in filters(plain, random.Random(4)):
        chosen = [one.uid for one in expected if plain.matches(one, wanted)]
        assert [record.annotation.uid for record in filled.annotation_records(wanted)] == chosen
        rows = [csv.row_of(record) for record in filled.annotation_records(wanted)]
        assert list(filled.table_rows(wanted)) == rows
        listed = [one.uid for record in filled.article_records(wanted) for one in record.annotations]
        assert listed == chosen


def test_orders_of_a_column_are_read_from_an_index_without_sorting(filled):
    plans = []
    filled._db.connection.set_trace_callback(plans.append)
    for order in ("place", "text", "updated"):
        filled.review(Filter(), order)
    filled._db.connection.set_trace_callback(None)
    for sql in (one for one in plans if "ORDER BY" in one):
        plan = [row[3] for row in filled._db.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not any("TEMP B-TREE" in step for step in plan), (sql, plan)
        assert not any("annotations USING INDEX" in step for step in plan), (sql, plan)
