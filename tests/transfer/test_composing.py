"""Composing claims without a window: slots, edges, candidates and what would be kept."""

import pytest

from annotator.errors import UsageError
from annotator.model.span import Span
from annotator.project import annotating, capturing
from annotator.transfer import cues
from annotator.transfer.composed import SLOTS
from annotator.transfer.composing import Composing, Known

TEXT = (
    "Alba Renn says that the port is safe and that the cranes work.\n\n"
    "“The cranes,” Tarr said, “are rusting.” Some analysts said Renn denied that the port was closed.\n\n"
    "The port is old. It will close.\n"
)


def at(words):
    return TEXT.index(words)


def span(words):
    return Span(at(words), at(words) + len(words))


def composing(words, **options):
    return Composing(TEXT, at(words), **options)


def said(one):
    return [part.of(TEXT) for part in one.content]


def test_a_reporting_sentence_fills_every_slot():
    claim = composing("safe").claim
    assert said(claim) == ["the port is safe"]
    assert [part.of(TEXT) for part in claim.cue] == ["says"]
    assert [part.of(TEXT) for part in claim.source] == ["Alba Renn"]
    assert (claim.claimant, claim.quote_type, claim.modality) == ((None, "Alba Renn"), "indirect", "asserted")


def test_a_sentence_that_reports_nothing_is_what_the_author_asserts():
    state = composing("old")
    assert (said(state.claim), state.claim.voice, state.claim.quote_type) == (["The port is old"], "author", "none")
    assert state.to_keep()[0].claimant is None


def test_blank_text_has_nothing_to_compose():
    with pytest.raises(UsageError, match="no sentence"):
        Composing(" \n ", 0)


def test_slots_are_walked_in_a_circle():
    state = composing("safe")
    walked = []
    for _ in SLOTS:
        walked.append(state.slot)
        state.walk(1)
    assert tuple(walked) == SLOTS
    assert state.slot == SLOTS[0]
    state.walk(-1)
    assert state.slot == SLOTS[-1]


@pytest.mark.parametrize(
    ("side", "step", "is_exact", "expected"),
    [
        ("end", 1, False, "the port is safe and"),
        ("end", -1, False, "the port is"),
        ("start", 1, False, "port is safe"),
        ("start", -1, False, "that the port is safe"),
        ("end", -1, True, "the port is saf"),
        ("start", 1, True, "he port is safe"),
    ],
)
def test_an_edge_of_the_content_moves_by_word_or_character(side, step, is_exact, expected):
    state = composing("safe")
    state.take_slot("content")
    state.move_edge(side, step, is_exact=is_exact)
    assert said(state.claim) == [expected]


def test_in_the_slot_of_the_claimant_the_edges_of_the_source_move():
    state = composing("safe")
    state.move_edge("start", 1)
    assert [part.of(TEXT) for part in state.claim.source] == ["Renn"]


def test_pieces_of_an_interrupted_quotation_are_moved_one_by_one_and_never_meet():
    state = composing("rusting")
    state.take_slot("content")
    assert said(state.claim) == ["The cranes", "are rusting"]
    for _ in range(9):
        state.move_edge("end", 1)
    assert len(state.claim.content) == 2
    assert state.claim.content[0].end < state.claim.content[1].start
    state.walk_pieces(1)
    state.move_edge("start", 1)
    assert said(state.claim)[1] == "rusting"


def test_a_digit_takes_a_candidate_and_the_first_one_brings_the_proposal_back():
    known = Known([(Span(at("Tarr"), at("Tarr") + 4), "e_1", "Jon Tarr")])
    state = composing("safe", known=known)
    offered = state.claim.candidates("claimant")
    assert (None, "") in offered
    state.choose(offered.index((None, "")) + 1)
    assert state.claim.claimant == (None, "")
    state.choose(1)
    assert state.claim.claimant == offered[0]
    assert state.claim.candidates("claimant") == offered


def test_a_surname_stands_for_the_only_person_near_who_bears_it():
    renn = (span("Alba Renn"), "e_1", "Alba Renn")
    state = composing("port was closed", known=Known([renn]))
    assert state.claim.claimant == ("e_1", "Alba Renn")
    other = (span("Tarr"), "e_2", "Otto Renn")
    assert composing("port was closed", known=Known([renn, other])).claim.claimant == (None, "Renn")


def test_a_digit_takes_a_value_of_a_closed_slot():
    state = composing("safe")
    state.take_slot("modality")
    state.choose(3)
    assert state.claim.modality == "denied"
    state.choose(99)
    assert state.claim.modality == "denied"


def test_a_closed_slot_is_cycled_by_its_own_key():
    state = composing("safe")
    state.cycle("polarity")
    assert state.claim.polarity == "negative"
    state.cycle("polarity")
    assert state.claim.polarity == "positive"
    state.cycle("check_worthiness")
    assert state.claim.check_worthiness == "non_factual"


def test_the_same_source_and_cue_again_takes_what_the_sentence_says_next():
    state = composing("safe")
    state.again()
    kept = state.to_keep()
    assert [[part.of(TEXT) for part in one.content] for one in kept] == [["the port is safe"], ["the cranes work"]]
    assert kept[0].cue == kept[1].cue and kept[0].source == kept[1].source


def test_again_without_a_second_proposal_takes_the_rest_of_the_sentence():
    text = "Renn says that the port is safe today in Velm."
    state = Composing(text, 5)
    state.take_slot("content")
    for _ in range(3):
        state.move_edge("end", -1)
    state.again()
    assert [one.of(text) for one in state.claim.content] == ["today in Velm"]


def test_a_claim_inside_a_claim_is_kept_with_the_one_it_is_nested_in():
    state = composing("port was closed")
    kept = state.to_keep()
    assert [[part.of(TEXT) for part in one.content] for one in kept] == [
        ["Renn denied that the port was closed"],
        ["the port was closed"],
    ]
    assert [one.parent for one in kept] == [None, 0]
    assert kept[1].reported["voice"] == "nested"


def test_a_claim_is_taken_out_of_the_one_around_it():
    state = composing("port was closed")
    state.nest()
    assert (state.claim.parent, state.claim.voice) == (None, "attributed")
    assert len(state.to_keep()) == 1
    state.nest()
    assert state.claim.voice == "nested"


def test_the_next_proposal_of_the_sentence_comes_to_hand_and_all_can_be_kept():
    state = composing("safe")
    state.next_claim()
    assert said(state.claim) == ["the cranes work"]
    assert len(state.to_keep(every=True)) == 2


def test_words_elsewhere_become_the_source_and_a_mention_names_the_claimant():
    known = Known([(span("Some analysts"), "e_1", "Analysts")])
    state = composing("old", known=known)
    state.give("source", [span("Some analysts")])
    assert state.claim.claimant == ("e_1", "Analysts")
    assert state.claim.voice == "attributed"


def test_words_given_to_the_content_are_a_further_piece():
    state = composing("old")
    state.give("content", [span("It will close")], add=True)
    assert said(state.claim) == ["The port is old", "It will close"]
    state.drop()
    assert said(state.claim) == ["The port is old"]
    state.drop()
    assert said(state.claim) == ["The port is old"]


def test_dropping_the_source_leaves_a_claim_of_nobody():
    state = composing("safe")
    state.drop()
    assert (state.claim.source, state.claim.claimant) == ((), (None, ""))


def test_what_is_reported_can_be_made_the_authors_own_and_back():
    state = composing("safe")
    state.make_own()
    assert (state.claim.voice, state.claim.cue, state.claim.source) == ("author", (), ())
    state.make_own()
    assert state.claim.voice == "attributed"


def test_several_selected_pieces_are_the_content():
    pieces = [span("port is old"), span("It will close")]
    state = composing("old", selection=pieces)
    assert list(state.claim.content) == pieces


@pytest.fixture
def version(project):
    from annotator.model.records import ArticleDraft
    from annotator.project import articles

    return project.version(articles.add(project, [ArticleDraft("T", TEXT)]).added[0].uid)


def captured(project, version, state, **options):
    label = project.labels().by_key("PERSON").uid
    return capturing.capture_all(project, version, state.to_keep(label=label, **options))


def test_what_is_kept_is_one_step_with_its_claimant(project, version):
    made = captured(project, version, composing("port was closed"))
    assert [one.occurrence.parent for one in made] == [None, made[0].uid]
    assert [one.name for one in project.entities()] == ["Renn"]
    assert project.claim(made[1].occurrence.claim).claimant == project.entities()[0].uid
    project.undo()
    assert (project.annotations(version.article), project.entities(), project.claims()) == ([], [], [])
    project.redo()
    assert len(project.annotations(version.article)) == 2


def test_a_claim_that_is_there_is_passed_over_and_holds_the_one_inside_it(project, version):
    outer = captured(project, version, composing("analysts"))
    state = composing("analysts", known=Known((), outer))
    assert said(state.claim) == ["the port was closed"]
    made = captured(project, version, state)
    assert made[-1].occurrence.parent == outer[0].uid
    assert len(project.annotations(version.article)) == 2


def test_capturing_the_same_again_writes_nothing(project, version):
    first = captured(project, version, composing("safe"))
    title = project.undo_title
    assert captured(project, version, composing("safe")) == first
    assert project.undo_title == title


def test_a_claimant_with_a_known_name_is_that_entity(project, version):
    tagged = annotating.tag(project, version, [span("Alba Renn")], project.labels().by_key("PERSON").uid)
    made = captured(project, version, composing("safe"))
    assert project.claim(made[0].occurrence.claim).claimant == tagged.mention.entity


def test_a_name_that_two_entities_bear_is_linked_to_neither(project, version):
    from annotator.project import entities

    for key in ("PERSON", "ORG"):
        entities.make(project, project.labels().by_key(key).uid, "Alba Renn")
    made = captured(project, version, composing("safe"))
    assert project.claim(made[0].occurrence.claim).claimant is None


def test_a_parent_that_has_gone_leaves_a_claim_nested_in_nothing(project, version):
    outer = captured(project, version, composing("analysts"))
    state = composing("analysts", known=Known((), outer))
    annotating.delete(project, outer)
    made = captured(project, version, state)
    assert (made[-1].occurrence.parent, made[-1].occurrence.voice) == (None, "attributed")


def test_an_edited_lexicon_is_used_and_a_broken_one_is_told(home):
    assert cues.lexicon()[1] == ""
    path = cues.own_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('[[verbs]]\ncue = "hum"\nshapes = ["that"]\n', encoding="utf-8")
    words, fault = cues.lexicon()
    assert ([cue.words for cue in words.cues], fault) == ([("hum",)], "")
    state = Composing("Renn hums that the port is safe.", 6, lexicon=words)
    assert state.claim.cue == (Span(5, 9),)
    path.write_text("[[verbs]\n", encoding="utf-8")
    words, fault = cues.lexicon()
    assert len(words.cues) > 50
    assert "cues.toml" in fault and fault.endswith("used instead.")
