"""Candidates of an article: what is proposed, as what, standing for whom, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assist.candidates import Known, candidates
from annotator.assist.decisions import decisions
from annotator.assist.learning import Learned, RuleStats
from annotator.assist.linking import KnownEntity, KnownNames
from annotator.model.span import Span


def found(text, **known):
    """Return (form, label's key, entity's name) of the candidates, in text order."""
    return [(one.form, one.label, one.name) for one in candidates(text, Known(**known))]


def labels(text, **known):
    return {one.form: one.label for one in candidates(text, Known(**known))}


def names(*entities):
    return KnownNames(KnownEntity(f"e_{number}", *entity) for number, entity in enumerate(entities))


def test_a_candidate_names_the_place_the_rule_and_the_reason():
    text = "The plan was signed by President Alba Renn."
    (one,) = candidates(text, Known())
    assert one.span.of(text) == one.form == one.name == "Alba Renn"
    assert (one.label, one.rule, one.entity, one.link_rule) == ("PERSON", "title", "", "exact")
    assert one.why == "It follows the title “President”."


@pytest.mark.parametrize(
    ("text", "form", "label"),
    [
        ("He saw Alba Renn there.", "Alba Renn", "PERSON"),
        ("He saw Vincent van Tarr there.", "Vincent van Tarr", "PERSON"),
        ("He saw Bashar al-Renni there.", "Bashar al-Renni", "PERSON"),
        ("He saw J. K. Tarr there.", "J. K. Tarr", "PERSON"),
        ("He saw Hanna-Mai O’Renn there.", "Hanna-Mai O’Renn", "PERSON"),
        ("He asked the Velmar Grid Authority.", "Velmar Grid Authority", "ORG"),
        ("He asked the Institute for Northern Security.", "Institute for Northern Security", "ORG"),
        ("He asked the Ministry of Trade and Industry.", "Ministry of Trade and Industry", "ORG"),
        ("He asked the Food and Drug Administration.", "Food and Drug Administration", "ORG"),
        ("He asked the Dockers’ League.", "Dockers’ League", "ORG"),
        ("He asked Tarr & Sons there.", "Tarr & Sons", "ORG"),
        ("He asked the Orrewatch too.", "Orrewatch", "ORG"),
        ("He lived in Gundby then.", "Gundby", "GPE"),
        ("He lived in the town of Gundby.", "Gundby", "GPE"),
        ("They crossed the Sound of Orre.", "Sound of Orre", "LOC"),
        ("They crossed Harrow Bridge.", "Harrow Bridge", "FAC"),
        ("They broke the Wismar Accord.", "Wismar Accord", "LAW"),
        ("They fled Storm Edda.", "Storm Edda", "EVENT"),
        ("They flew the Q-77B home.", "Q-77B", "PRODUCT"),
        ("They bought a Corvid 4 and left.", "Corvid 4", "PRODUCT"),
        ("He wrote in the newspaper Orre Courier.", "Orre Courier", "ORG"),
        ("He met Orre Tind, a broadcaster from there.", "Orre Tind", "ORG"),
        ("He spoke for Norway.", "Norway", "GPE"),
        ("He spoke with Norwegian miners.", "Norwegian", "NORP"),
        ("He spoke with Velmari miners.", "Velmari", "NORP"),
    ],
)
def test_the_shape_of_a_name_and_the_words_beside_it_give_its_label(text, form, label):
    assert labels(text) == {form: label}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("They met Foreign Minister Alba Renn.", "Alba Renn"),
        ("They met Secretary of State Alba Renn.", "Alba Renn"),
        ("They met the Minister of Trade, Alba Renn.", "Alba Renn"),
        ("They met Dr. Alba Renn.", "Alba Renn"),
        ("They met Alba Renn’s brother.", "Alba Renn"),
        ("They met the Velmari-born people.", "Velmari"),
    ],
)
def test_titles_roles_and_the_possessive_s_stay_outside(text, form):
    assert [one.form for one in candidates(text, Known())] == [form]


def test_a_country_an_office_and_a_person_in_one_run_are_told_apart():
    text = "It was U.S. Secretary of State Alba Renn and Norwegian Defence Minister Jon Tarr."
    assert found(text) == [
        ("U.S.", "GPE", "United States"),
        ("Alba Renn", "PERSON", "Alba Renn"),
        ("Norwegian", "NORP", "Norway"),
        ("Jon Tarr", "PERSON", "Jon Tarr"),
    ]


def test_hyphens_join_family_names_but_not_countries():
    text = "After the Turkish-Norwegian talks and Polish-U.S. ties, Petra Lind-Maier spoke."
    assert [form for form, _, _ in found(text)] == ["Turkish", "Norwegian", "Polish", "U.S.", "Petra Lind-Maier"]


def test_the_first_word_of_a_sentence_alone_is_no_name_unless_something_tells_so():
    assert found("Critics disagree. Nobody paid. Prices rose. “Everything burns,” it was said.") == []
    assert labels("Orrewatch disagrees. They asked Orrewatch.") == {"Orrewatch": "ORG"}
    assert labels("Norway disagrees.") == {"Norway": "GPE"}
    assert labels("However, Norwegian ships came.") == {"Norwegian": "NORP"}
    assert labels("Tarr said nothing.") == {"Tarr": "PERSON"}
    assert labels("Renn left. They had asked Alba Renn.") == {"Renn": "PERSON", "Alba Renn": "PERSON"}


def test_a_line_set_like_a_title_gives_only_names_that_are_known_elsewhere():
    text = "Minister Renn Says Norway Could Buy More Ships Despite Doubts\n\nAlba Renn wants to buy ships."
    assert [form for form, _, _ in found(text)] == ["Renn", "Norway", "Alba Renn"]


def test_a_line_in_capitals_holds_no_acronyms():
    assert found("HARBOUR CRANES RUST WHILE TALKS DRAG ON\n\nThe cranes rust.") == []


def test_an_acronym_with_its_gloss_stands_for_the_same_entity():
    text = "The Baltic Watch Alliance (BWA) met. The BWA said no."
    (decision,) = decisions(candidates(text, Known()))
    assert decision.forms == ["Baltic Watch Alliance", "BWA"]
    assert {one.name for one in decision.candidates} == {"Baltic Watch Alliance"}
    assert [one.link_rule for one in decision.candidates] == ["exact", "acronym", "acronym"]


def test_a_foreign_acronym_in_brackets_after_an_organization_is_its_gloss():
    (decision,) = decisions(candidates("The Northern Workers’ Party (PKV) met. The PKV lost.", Known()))
    assert decision.forms == ["Northern Workers’ Party", "PKV"]


def test_demonyms_and_short_names_join_the_country_and_keep_their_own_label():
    text = (
        "They left Norway. The Norwegian king and two Norwegians came from the United Kingdom, or Britain, or the U.K."
    )
    first, second = decisions(candidates(text, Known()))
    assert [(one.form, one.label, one.link_rule) for one in first.candidates] == [
        ("Norway", "GPE", "exact"),
        ("Norwegian", "NORP", "demonym"),
        ("Norwegians", "NORP", "demonym"),
    ]
    assert [(one.form, one.link_rule) for one in second.candidates] == [
        ("United Kingdom", "exact"),
        ("Britain", "alias"),
        ("U.K.", "alias"),
    ]


def test_an_unlisted_place_and_the_word_for_its_people_tell_of_each_other():
    text = "They want Velmar back. The Velmari fishermen and Ostmerian sailors met; one asked Ostmere."
    assert labels(text) == {"Velmar": "GPE", "Velmari": "NORP", "Ostmerian": "NORP", "Ostmere": "GPE"}
    assert {one.form: one.name for one in candidates(text, Known())}["Velmari"] == "Velmar"


def test_a_family_name_joins_the_only_full_name_that_bears_it():
    text = "They saw Recep Tarik Renn. Later Renn left, and Tarik Renn too."
    (decision,) = decisions(candidates(text, Known()))
    assert [(one.form, one.link_rule) for one in decision.candidates] == [
        ("Recep Tarik Renn", "exact"),
        ("Renn", "surname"),
        ("Tarik Renn", "surname"),
    ]


def test_a_family_name_with_three_bearers_is_offered_and_linked_to_none():
    text = "They saw Vikram Rao, Meera Rao and Arjun Rao. Later Rao left. They say Rao may return."
    alone = [one for one in candidates(text, Known()) if one.form == "Rao"]
    assert [one.is_ambiguous for one in alone] == [True, True]
    assert [option.name for option in alone[0].options] == ["Vikram Rao", "Meera Rao", "Arjun Rao"]
    assert all(not one.entity and not one.name and not one.link_rule for one in alone)
    assert len(decisions(alone)) == 2


def test_a_place_that_is_also_somebodys_name_is_offered():
    text = "They flew to Jordan with Michael Jordan. The Jordanian king waited."
    by_form = {one.form: one for one in candidates(text, Known())}
    assert [option.name for option in by_form["Jordan"].options] == ["Jordan", "Michael Jordan"]
    assert by_form["Jordan"].entity == by_form["Jordan"].name == ""
    assert by_form["Jordanian"].name == "Jordan" and not by_form["Jordanian"].is_ambiguous


def test_codes_join_their_plural_and_their_longer_name():
    text = "The Q-35 Bright Star flew. Two Q-35s followed, then a Q-35."
    (decision,) = decisions(candidates(text, Known()))
    assert decision.forms == ["Q-35 Bright Star", "Q-35s", "Q-35"]
    assert {one.name for one in decision.candidates} == {"Q-35 Bright Star"}


def test_a_companys_first_word_stands_for_it():
    text = "The plant of Kestrel Dynamics closed. Workers of Kestrel left."
    (decision,) = decisions(candidates(text, Known()))
    assert decision.forms == ["Kestrel Dynamics", "Kestrel"]


def test_known_names_are_linked_by_exact_form_alias_surname_and_demonym():
    known = names(
        ("PERSON", "Alba Renn"), ("ORG", "Velmar Grid Authority", ("VGA",)), ("GPE", "Norway"), ("PERSON", "Jon Tarr")
    )
    text = "They saw Alba Renn. The VGA answered Norwegian papers. Still Tarr wrote."
    made = {one.form: (one.entity, one.link_rule) for one in candidates(text, Known(known))}
    assert made == {
        "Alba Renn": ("e_0", "exact"),
        "VGA": ("e_1", "acronym"),
        "Norwegian": ("e_2", "demonym"),
        "Tarr": ("e_3", "surname"),
    }


def test_a_known_name_inside_a_longer_one_is_left_to_the_longer_one():
    known = names(("GPE", "Tallmere"))
    assert found("She taught at the University of Tallmere.", names=known) == [
        ("University of Tallmere", "ORG", "University of Tallmere")
    ]
    assert [one.entity for one in candidates("She came to Tallmere.", Known(known))] == ["e_0"]


def test_two_known_bearers_of_one_name_are_offered():
    known = names(("PERSON", "Alba Renn"), ("PERSON", "Alba Renn"))
    (one,) = candidates("They saw Alba Renn.", Known(known))
    assert {option.entity for option in one.options} == {"e_0", "e_1"}


def test_the_text_itself_settles_a_family_name_that_two_in_the_project_bear():
    known = names(("PERSON", "Alba Renn"), ("PERSON", "Ove Renn"))
    text = "They saw Alba Renn. Later Renn left."
    assert [one.entity for one in candidates(text, Known(known))] == ["e_0", "e_0"]
    (alone,) = candidates("Once Renn left them.", Known(known))
    assert len(alone.options) == 2


def test_a_script_without_capitals_gives_known_names_only():
    text = "佐藤健一は東京で会見した。अनिल ने कहा। خطيب"
    assert found(text) == []
    known = names(("PERSON", "佐藤健一"), ("PERSON", "अनिल"), ("PERSON", "अन"))
    assert [one.form for one in candidates(text, Known(known))] == ["佐藤健一", "अनिल"]


def test_what_is_tagged_already_is_no_candidate():
    text = "They saw Alba Renn and Jon Tarr."
    at = text.index("Renn")
    assert [one.form for one in candidates(text, Known(tagged=[Span(at, at + 4)]))] == ["Jon Tarr"]


def test_a_rejected_form_is_left_out_and_listed_names_inside_it_appear():
    text = "They saw Norway Bound there."
    assert [one.form for one in candidates(text, Known())] == ["Norway Bound"]
    assert [one.form for one in candidates(text, Known(rejected={"Norway Bound"}))] == ["Norway"]
    assert candidates(text, Known(rejected={"Norway Bound", "Norway"})) == []


def test_a_correction_of_a_form_and_of_a_head_word_changes_the_next_proposals():
    text = "They asked the Coastal Directorate and the Orre Directorate and Gundby."
    learned = Learned(labels={"gundby": "LOC"}, heads={"directorate": "FAC"})
    assert set(labels(text, learned=learned).items()) == {
        ("Coastal Directorate", "FAC"),
        ("Orre Directorate", "FAC"),
        ("Gundby", "LOC"),
    }


def test_a_rule_that_was_often_wrong_goes_quiet():
    text = "It was 3 March 2030 when Norway paid."
    assert [one.label for one in candidates(text, Known())] == ["DATE", "GPE"]
    learned = Learned(rules={"date": RuleStats(rejected=2)})
    assert learned.is_quiet("date")
    assert [one.label for one in candidates(text, Known(learned=learned))] == ["GPE"]
    assert not Learned(rules={"date": RuleStats(accepted=3, rejected=2)}).is_quiet("date")


def test_candidates_never_overlap_and_stand_in_text_order():
    text = (
        "On 3 March 2030 the Bank of England Governor Alba Renn met Norwegian Q-35 crews in Port Velm for $3 million."
    )
    spans = [one.span for one in candidates(text, Known())]
    assert spans == sorted(spans) and len(spans) > 5
    assert not any(one.overlaps(two) for one, two in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize("text", ["", "\n\n", "a", "A", "-", "“”", "…", "I", "U.S.", "1", "’s", "😀 😀"])
def test_tiny_texts_are_read_without_complaint(text):
    assert len(candidates(text, Known())) <= 1


PARTS = st.sampled_from(
    "The the Norway Norwegian Renn Alba of and U.S. US BWA (BWA) S-400 S-400s President Minister Bank Orre's "
    "O’Neil al-Renn - , . “ ” ! 2030 $4 5% March \n\n 😀 Hạnh 佐藤 अनिल ’s Co. II & / X".split(" ")
)


@given(st.lists(PARTS, max_size=25), st.booleans())
def test_whatever_the_text_candidates_are_whole_apart_and_say_why(parts, is_tight):
    text = ("" if is_tight else " ").join(parts)
    known = names(("PERSON", "Alba Renn"), ("PERSON", "佐藤"), ("GPE", "Norway"), ("ORG", "BWA"))
    made = candidates(text, Known(known))
    spans = [one.span for one in made]
    assert spans == sorted(spans)
    assert not any(one.overlaps(two) for one, two in zip(spans, spans[1:], strict=False))
    for one in made:
        assert one.span.of(text).strip() == one.span.of(text) != ""
        assert one.label and one.why and 0 <= one.confidence <= 1
        assert bool(one.options) != bool(one.name)
