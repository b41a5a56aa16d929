"""Undo and redo: named, whole, across restarts, refused where a later change stands in the way."""

import pytest

from annotator.errors import UndoError
from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import Person, Project, annotating, articles, claims, entities

BEA = Person("u_11111111-1111-4111-8111-111111111111", "Bea")


@pytest.fixture
def label(project):
    return project.labels().by_key("PERSON").uid


def test_a_tag_and_its_entity_are_one_step_with_a_name(project, version, label):
    made = annotating.tag(project, version, [Span(23, 32)], label)
    assert project.undo_title == "Tag Person"
    project.undo()
    assert project.annotations(version.article) == [] and project.entities() == []
    assert project.redo_title == "Tag Person"
    project.redo()
    assert project.annotations(version.article) == [made]
    assert [one.name for one in project.entities()] == ["Alba Renn"]


def test_undo_survives_a_restart(project, project_path, person, version, label):
    made = annotating.tag(project, version, [Span(23, 32)], label)
    annotating.delete(project, [made])
    project.close(with_backup=False)
    again = Project.open(project_path, person)
    assert again.undo_title == "Delete tag"
    again.undo()
    assert again.annotations(version.article) == [made]
    again.undo()
    assert again.annotations(version.article) == []
    again.close(with_backup=False)
    third = Project.open(project_path, person)
    third.redo()
    assert third.annotations(version.article) == [made]
    third.close()


def test_something_new_ends_redo(project, version, label):
    annotating.tag(project, version, [Span(23, 32)], label)
    project.undo()
    annotating.tag(project, version, [Span(54, 63)], label)
    assert project.redo_title == ""
    with pytest.raises(UndoError, match="nothing to redo"):
        project.redo()


def test_redo_goes_forward_in_order(project, version, label):
    for start in (0, 4, 9):
        annotating.tag(project, version, [Span(start, start + 3)], label)
    for _ in range(3):
        project.undo()
    quotes = []
    for _ in range(3):
        project.redo()
        quotes.append(project.annotations(version.article)[-1].quote)
    assert quotes == ["The", "Min", "ter"]
    assert project.redo_title == ""


def test_typing_in_one_note_is_one_step(project, version, label):
    made = annotating.tag(project, version, [Span(23, 32)], label)
    for text in ("a", "ab", "abc"):
        annotating.set_note(project, made, text)
    project.undo()
    assert project.annotation(made.uid).note == ""
    project.redo()
    assert project.annotation(made.uid).note == "abc"


def test_notes_on_two_tags_are_two_steps(project, version, label):
    one = annotating.tag(project, version, [Span(23, 32)], label)
    two = annotating.tag(project, version, [Span(54, 63)], label)
    annotating.set_note(project, one, "first")
    annotating.set_note(project, two, "second")
    project.undo()
    assert (project.annotation(one.uid).note, project.annotation(two.uid).note) == ("first", "")


def test_a_run_of_imports_is_one_step(project):
    for number in range(3):
        articles.add(project, [ArticleDraft(f"T{number}", f"text {number}")], run_id="run")
    project.undo()
    assert project.articles() == []
    project.redo()
    assert [one.title for one in project.articles()] == ["T0", "T1", "T2"]
    assert project.text(project.articles()[2].uid) == "text 2"


def test_another_persons_steps_are_not_ones_own(project, project_path, version, label):
    annotating.tag(project, version, [Span(23, 32)], label)
    other = Project.open(project_path, BEA)
    with pytest.raises(UndoError, match="nothing to undo"):
        other.undo()
    other.close()


def test_a_step_is_refused_by_name_where_someone_changed_the_same_tag_later(project, project_path, version, label):
    made = annotating.tag(project, version, [Span(23, 32)], label)
    other = Project.open(project_path, BEA)
    annotating.set_note(other, made, "mine")
    with pytest.raises(UndoError, match=r"“Tag Person”.*Bea changed the same annotation later \(“Note”\)"):
        project.undo()
    other.undo()
    other.close()
    project.undo()
    assert project.annotations(version.article) == []


def test_undoing_a_creation_that_others_built_on_is_refused(project, project_path, version, label):
    made = entities.make(project, label, "Alba Renn")
    other = Project.open(project_path, BEA)
    annotating.tag(other, version, [Span(23, 32)], label)
    with pytest.raises(UndoError, match="New entity Alba Renn"):
        project.undo()
    other.close()
    assert project.entity(made.uid) is not None


def test_a_claim_with_all_its_parts_comes_back_the_same(project, version, label):
    speaker = entities.make(project, label, "Alba Renn")
    made = claims.capture(
        project,
        version,
        [Span(54, 63), Span(69, 75)],
        cue=[Span(34, 38)],
        source=[Span(0, 32)],
        claimant=speaker.uid,
        modality="intended",
    )
    record = project.claim(made.occurrence.claim)
    annotating.delete(project, [made])
    assert project.claims() == [] and project.entities() == []
    project.undo()
    assert project.annotation(made.uid) == made
    assert project.claim(record.uid) == record and project.entities() == [speaker]


def test_history_tells_who_when_before_and_after(project, version, label):
    made = annotating.tag(project, version, [Span(23, 32)], label)
    annotating.set_note(project, made, "seen")
    project.undo()
    entries = project.history_of(made.uid)
    assert [(one.who, one.title) for one in entries] == [("Ada", "Tag Person"), ("Ada", "Note"), ("Ada", "Undo Note")]
    assert entries[0].before is None and '"note":"seen"' in entries[1].after
