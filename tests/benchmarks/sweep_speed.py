"""Measure the sweep at 1,000 tags and 1,000 known names, and a spread over 200 articles, in CPU milliseconds."""

import random
import statistics
import tempfile
import time
from pathlib import Path

from annotator.model.changes import Change, ChangeSet
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.records import ArticleDraft
from annotator.project import Person, Project, articles
from annotator.transfer.sweeping import Sweep

SYLLABLES = "ba ke lo mi nu ra se ti vo za dor fen gal hul jin".split()
SENTENCE = "On that day {} said that the harbour would open again before the winter."
ELSEWHERE = "They came to {0} by night. Nobody in {0} had asked for it, but {0} paid, wrote the paper on page {1}."


def made_names(count, seed=3):
    """Return different made-up full names."""
    chosen = random.Random(seed)
    found = {}
    while len(found) < count:
        given, family = ("".join(chosen.sample(SYLLABLES, 3)).capitalize() for _ in range(2))
        found[f"{given} {family}"] = None
    return list(found)


def dense_article(known, *, tagged=1000, open_names=120):
    """Return a text that mentions known names a thousand times, and others."""
    chosen = random.Random(5)
    others = made_names(open_names, seed=11)
    sentences = [SENTENCE.format(chosen.choice(known)) for _ in range(tagged)]
    for place, name in zip(chosen.sample(range(tagged), open_names), others, strict=True):
        sentences[place] += " " + SENTENCE.format(name)
    return "\n\n".join(" ".join(sentences[at : at + 6]) for at in range(0, tagged, 6))


def filled(folder):
    """Return a project with 1,000 known people, and the uid of an article with as many tags."""
    project = Project.create(
        Path(folder) / "speed.annotator.db", Person("u_0f0e6f7c-3f57-4a0a-9a3e-2b7f4c1d5e60", "Ada")
    )
    known = made_names(1000)
    person = project.labels().by_key("PERSON").uid
    people = [Entity(new_uid("entity"), person, name) for name in known]
    project.commit(ChangeSet("People", tuple(Change(None, one) for one in people)))
    article = articles.add(project, [ArticleDraft("Dense", dense_article(known))]).added[0].uid
    Sweep(project, article).accept_known()
    return project, article


def milliseconds(act):
    """Return the CPU time of a call in milliseconds."""
    before = time.process_time()
    act()
    return (time.process_time() - before) * 1000


def decisions_cost(project, article):
    """Return the cost of opening the sweep and of each kind of decision."""
    cost = {"open": milliseconds(lambda: Sweep(project, article))}
    sweep = Sweep(project, article)
    organization = project.labels().by_key("ORG").uid
    for name, act in (
        ("accept", sweep.accept),
        ("relabel", lambda: sweep.relabel(organization)),
        ("reject", sweep.reject),
    ):
        cost[name] = statistics.median(milliseconds(act) for _ in range(15))
    return cost


def spread_cost(project, *, count=200):
    """Return the cost of spreading one name over many articles, of its undo, and how many places it had."""
    drafts = [ArticleDraft(f"Number {at}", ELSEWHERE.format("Zelkovgrad", at)) for at in range(count)]
    first = articles.add(project, drafts).added[0].uid
    sweep = Sweep(project, first)
    made = []
    spread = milliseconds(lambda: made.extend(sweep.accept(scope="project")))
    return {"spread": spread, "undo": milliseconds(project.undo), "places": len(made)}


def main():
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        project, article = filled(folder)
        print(f"{len(project.annotations(article))} tags, {len(project.entities())} entities")
        for name, cost in {**decisions_cost(project, article), **spread_cost(project)}.items():
            print(f"{name} {cost:.1f}")
        project.close(with_backup=False)


if __name__ == "__main__":
    main()
