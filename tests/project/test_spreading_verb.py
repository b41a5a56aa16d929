"""Tagging many places at once."""

import pytest

from annotator.errors import UsageError
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.span import Span
from annotator.project import annotating, linking, spreading, sweeping
from annotator.project.spreading import Place


@pytest.fixture
def person_label(project):
    return project.labels().by_key("PERSON").uid


def span_of(version, form, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = version.text.index(form, at + 1)
    return Span(at, at + len(form))


def test_places_and_their_new_entity_are_one_step(project, version, article_id, person_label):
    renn = Entity(new_uid("entity"), person_label, "Alba Renn")
    places = [
        Place(
            version, span_of(version, "Alba Renn"), person_label, renn.uid, "exact", "accepted", "manual", "sweep:x:Y"
        ),
        Place(version, span_of(version, "Renn", 1), person_label, renn.uid, "surname"),
    ]
    made = spreading.spread(project, places, title="Tag Alba Renn", new=[renn])
    assert project.annotations(article_id) == made
    assert [(one.quote, one.status, one.origin) for one in made] == [
        ("Alba Renn", "accepted", "manual"),
        ("Renn", "draft", "propagated"),
    ]
    assert project.undo_title == "Tag Alba Renn"
    project.undo()
    assert project.annotations(article_id) == [] and project.entity(renn.uid) is None


def test_a_tagged_place_is_never_doubled_and_nothing_is_written_for_none(project, version, article_id, person_label):
    annotating.tag(project, version, [span_of(version, "Alba Renn")], person_label)
    before = project.undo_title
    ghost = Entity(new_uid("entity"), person_label, "Ghost")
    places = [Place(version, span_of(version, "Renn"), person_label, ghost.uid)]
    assert spreading.spread(project, places, title="Tag Renn", new=[ghost]) == []
    assert project.undo_title == before and project.entity(ghost.uid) is None
    tarr = span_of(version, "Jon Tarr")
    twice = [Place(version, tarr, person_label), Place(version, Span(tarr.start, tarr.end - 1), person_label)]
    assert [one.quote for one in spreading.spread(project, twice, title="Tag Tarr")] == ["Jon Tarr"]


def test_known_entities_gain_the_aliases_they_lack(project, version, person_label):
    renn = annotating.tag(project, version, [span_of(version, "Alba Renn")], person_label).mention.entity
    places = [Place(version, span_of(version, "Renn", 1), person_label, renn, "surname")]
    spreading.spread(project, places, title="Tag Renn", aliases={renn: ["Alba Renn", "Renn", "Renn"]})
    assert project.entity(renn).aliases == ("Renn",)


def test_unknown_labels_and_entities_are_refused(project, version, person_label):
    span = span_of(version, "Alba Renn")
    with pytest.raises(UsageError):
        spreading.spread(project, [Place(version, span, "l_none")], title="Tag")
    with pytest.raises(UsageError):
        spreading.spread(project, [Place(version, span, person_label, new_uid("entity"))], title="Tag")
    assert project.undo_title != "Tag"


def test_a_rejection_is_kept_for_its_text_and_can_be_taken_back(project, version):
    span = span_of(version, "Minister of Trade")
    made = sweeping.reject(project, version, span, rule="head word")
    assert project.rejections(version) == [made]
    assert (made.form, made.rule) == ("Minister of Trade", "head word")
    assert project.rejected_forms() == [("Minister of Trade", "head word", 1)]
    sweeping.allow(project, [made, made])
    assert project.rejections(version) == [] and project.rejected_forms() == []
    project.undo()
    assert project.rejections(version) == [made]
    assert project.check() == []


def test_rules_are_counted_by_what_their_proposals_became(project, version, person_label):
    organization = project.labels().by_key("ORG").uid
    for form, label in (("Alba Renn", person_label), ("Jon Tarr", organization)):
        place = Place(
            version,
            span_of(version, form),
            label,
            origin="manual",
            status="accepted",
            origin_ref="sweep:full name:PERSON",
        )
        spreading.spread(project, [place], title=f"Tag {form}")
    counts = {(one.rule, one.proposed, one.given): (one.count, one.corrected) for one in project.rule_counts()}
    assert counts == {
        ("full name", "PERSON", "PERSON"): (1, ()),
        ("full name", "PERSON", "ORG"): (1, ("Jon Tarr",)),
    }


def test_confirming_leaves_what_is_decided_alone(project, version, article_id, person_label):
    first = annotating.tag(project, version, [span_of(version, "Alba Renn")], person_label)
    places = [Place(version, span_of(version, "Jon Tarr"), person_label)]
    spreading.spread(project, places, title="Tag Tarr")
    assert sweeping.confirm_all(project, article_id) == 1
    assert {one.status for one in project.annotations(article_id)} == {"accepted"}
    assert project.reviews_of(first.uid) == []
    assert sweeping.confirm_all(project, article_id) == 0


def test_a_mention_splits_off_with_an_entity_of_its_own(project, version, person_label):
    annotating.tag(project, version, [span_of(version, "Renn")], person_label)
    second = annotating.tag(project, version, [span_of(version, "Renn", 1)], person_label)
    made = linking.split(project, second)
    assert project.annotation(second.uid).mention.entity == made.uid
    assert (made.name, len(project.entities())) == ("Renn", 2)
    project.undo()
    assert project.annotation(second.uid) == second and len(project.entities()) == 1


def test_a_pronoun_refers_to_an_entity_with_its_label(project, version, person_label):
    renn = annotating.tag(project, version, [span_of(version, "Alba Renn")], person_label).mention.entity
    made = linking.refer(project, version, [span_of(version, "it")], renn, form="PRONOMINAL")
    assert (made.label, made.mention.entity, made.mention.form) == (person_label, renn, "PRONOMINAL")
    with pytest.raises(UsageError):
        linking.refer(project, version, [span_of(version, "it")], new_uid("entity"), form="PRONOMINAL")
