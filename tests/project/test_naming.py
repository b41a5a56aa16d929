import pytest

from annotator.errors import UsageError
from annotator.model.span import Span
from annotator.project import annotating, claims, naming


@pytest.fixture
def person_label(project):
    return project.labels().by_key("PERSON").uid


@pytest.fixture
def mentions(project, version, person_label):
    starts = [version.text.index(name) for name in ("Alba Renn", "Jon Tarr")]
    spans = [Span(starts[0], starts[0] + 9), Span(starts[1], starts[1] + 8)]
    return [annotating.tag(project, version, [span], person_label) for span in spans]


def test_mentions_are_linked_to_a_new_entity_in_one_step_and_bare_ones_go(project, mentions):
    naming.link_new(project, mentions, "  The   speakers ")
    linked = {project.annotation(one.uid).mention.entity for one in mentions}
    assert [one.name for one in project.entities()] == ["The speakers"]
    assert linked == {project.entities()[0].uid}
    project.undo()
    assert sorted(one.name for one in project.entities()) == ["Alba Renn", "Jon Tarr"]


def test_a_new_claimant_takes_the_place_of_a_bare_one(project, version, person_label):
    claim = claims.capture(project, version, [Span(0, 12)])
    naming.new_claimant(project, claim.occurrence.claim, "First", label=person_label)
    naming.new_claimant(project, claim.occurrence.claim, "Second", label=person_label)
    assert [one.name for one in project.entities()] == ["Second"]
    assert project.claim(claim.occurrence.claim).claimant == project.entities()[0].uid


def test_a_claimant_for_an_unknown_claim_is_refused(project, person_label):
    with pytest.raises(UsageError):
        naming.new_claimant(project, "c_none", "Nobody", label=person_label)
    assert project.entities() == []


def test_one_note_for_several_is_one_step(project, mentions):
    naming.note_all(project, mentions, "ask again")
    assert [project.annotation(one.uid).note for one in mentions] == ["ask again"] * 2
    assert project.undo_title == "Note on 2 tags"
    project.undo()
    assert [project.annotation(one.uid).note for one in mentions] == ["", ""]
