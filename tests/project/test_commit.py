"""The one door: saved before listeners hear of it, refused as a whole, kept when the disk says no."""

import sqlite3

import pytest

from annotator.errors import ReadOnlyProjectError, SaveError, UsageError
from annotator.model.changes import Change, ChangeSet
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import Project, ProjectReader, annotating, articles, entities


@pytest.fixture
def label(project):
    return project.labels().by_key("PERSON").uid


def test_what_listeners_hear_of_is_on_disk_already(project, version, label):
    seen = []

    def look(change_set):
        with ProjectReader(project.path) as reader:
            seen.append((change_set.title, [one.quote for one in reader.annotations(version.article)]))

    project.listen(look)
    annotating.tag(project, version, [Span(23, 32)], label)
    assert seen == [("Tag Person", ["Alba Renn"])]


def test_a_listener_that_fails_stops_neither_the_others_nor_the_write(project, version, label, monkeypatch):
    reported, heard = [], []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: reported.append(error))

    def fail(_):
        raise RuntimeError("a bug in a view")

    project.listen(fail)
    project.listen(heard.append)
    annotating.tag(project, version, [Span(23, 32)], label)
    assert [str(one) for one in reported] == ["a bug in a view"]
    assert len(heard) == 1 and len(project.annotations(version.article)) == 1


def test_a_listener_that_was_ended_hears_nothing(project, label):
    heard = []
    end = project.listen(heard.append)
    end()
    entities.make(project, label, "Alba")
    assert heard == []


def test_a_set_that_breaks_a_rule_leaves_nothing(project, label):
    good = Entity(new_uid("entity"), label, "One", qid="Q1")
    twin = Entity(new_uid("entity"), label, "Two", qid="Q1")
    with pytest.raises(sqlite3.IntegrityError):
        project.commit(ChangeSet("Two", (Change(None, good), Change(None, twin))))
    assert project.entities() == [] and project.undo_title == ""


def test_an_empty_set_is_not_a_step(project):
    project.commit(ChangeSet("Nothing", ()))
    assert project.undo_title == ""


def test_a_full_disk_keeps_the_tag_pending_and_saves_it_when_there_is_room(project, version, label):
    pages = project._db.execute("PRAGMA page_count").fetchone()[0]
    project._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(SaveError, match="disk that holds the project is full. Everything saved before is safe"):
        articles.add(project, [ArticleDraft("Long", "words " * 50_000)])
    assert project.pending.title == "Add “Long”" and len(project.articles()) == 1
    with pytest.raises(SaveError, match="“Add “Long”” is not saved yet"):
        annotating.tag(project, version, [Span(23, 32)], label)
    assert not project.retry()
    project._db.execute("PRAGMA max_page_count = 1000000")
    assert project.retry()
    assert project.pending is None and len(project.articles()) == 2


def test_what_is_pending_can_be_discarded(project, version, label):
    other = sqlite3.connect(project.path, isolation_level=None)
    project._db.execute("PRAGMA busy_timeout = 0")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SaveError, match="another program is writing"):
        annotating.tag(project, version, [Span(23, 32)], label)
    other.execute("ROLLBACK")
    other.close()
    project.discard()
    annotating.tag(project, version, [Span(23, 27)], label)
    assert [one.quote for one in project.annotations(version.article)] == ["Alba"]


def test_a_read_only_project_refuses_with_the_reason(project_path, person):
    project_path.chmod(0o444)
    opened = Project.open(project_path, person)
    with pytest.raises(ReadOnlyProjectError, match="marked read-only"):
        entities.make(opened, opened.labels().by_key("PERSON").uid, "Alba")
    opened.close()


def test_two_programs_see_each_others_writes(project, project_path, version, label):
    from annotator.project import Person

    other = Project.open(project_path, Person("u_11111111-1111-4111-8111-111111111111", "Bea"))
    assert project.refresh() and not project.refresh()
    annotating.tag(other, version, [Span(23, 32)], label)
    assert project.refresh()
    annotating.tag(project, version, [Span(54, 63)], label)
    assert other.refresh()
    quotes = [[one.quote for one in each.annotations(version.article)] for each in (project, other)]
    assert quotes == [["Alba Renn", "Port Velm"]] * 2
    other.close()


def test_a_uid_that_is_not_there_gives_a_sentence(project):
    with pytest.raises(UsageError, match="no article d_nowhere"):
        project.article("d_nowhere")
    with pytest.raises(UsageError, match="no article “Nowhere”"):
        project.find_article("Nowhere")


def test_an_article_is_named_by_its_title_where_only_one_has_it(project, article):
    assert project.find_article(article.title) == article
    articles.add(project, [ArticleDraft(article.title, "Another text.")])
    with pytest.raises(UsageError, match="2 articles have the title"):
        project.find_article(article.title)
