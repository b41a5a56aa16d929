"""Claims proposed for each shape of reported speech, on sentences written for these tests."""

import pytest

from annotator.assist.claims import claim_candidates, own_assertion, propose
from annotator.model.segments import paragraphs, sentences
from annotator.model.span import Span


def proposals(text, **options):
    """Return the proposals for the whole text's sentences, each claim once, and those as (content, cue, source)."""
    found = []
    for paragraph in paragraphs(text):
        for sentence in sentences(text, paragraph):
            found += [one for one in propose(text, sentence, **options) if one not in found]
    return found


def shown(text, spans):
    return " … ".join(span.of(text) for span in spans)


def slots(text):
    return [(shown(text, one.content), shown(text, one.cue), shown(text, one.source)) for one in proposals(text)]


ONE_CLAIM = {
    "a clause with that": (
        "The warden said that the gate was locked.",
        ("the gate was locked", "said", "The warden"),
    ),
    "a clause without that": (
        "The warden thinks the gate was locked.",
        ("the gate was locked", "thinks", "The warden"),
    ),
    "time between cue and clause": (
        "The warden said on Monday the gate was locked.",
        ("the gate was locked", "said", "The warden"),
    ),
    "a hearer": (
        "The warden told two reporters that the gate was locked.",
        ("the gate was locked", "told", "The warden"),
    ),
    "an auxiliary and an adverb within the cue": (
        "The warden has always insisted that the gate was locked.",
        ("the gate was locked", "has always insisted", "The warden"),
    ),
    "an adverb at the edge of the cue": (
        "The warden later admitted that the gate was open.",
        ("the gate was open", "admitted", "The warden"),
    ),
    "a particle": (
        "The warden pointed out that the gate was old.",
        ("the gate was old", "pointed out", "The warden"),
    ),
    "a quotation, subject first": ("“The gate was locked,” she said.", ("The gate was locked", "said", "she")),
    "a quotation, verb first": (
        "“The gate was locked,” said Ivo Lenz, warden of the park.",
        ("The gate was locked", "said", "Ivo Lenz, warden of the park"),
    ),
    "a quotation after a colon": (
        "Warden Ivo Lenz wrote in his report: “The gate was locked.”",
        ("The gate was locked", "wrote", "Warden Ivo Lenz"),
    ),
    "an interrupted quotation": (
        "“The gate,” Lenz said, “was locked all night.”",
        ("The gate … was locked all night", "said", "Lenz"),
    ),
    "a quotation that goes on after its speaker": (
        "“The gate was locked,” said Lenz. “I have the key.”",
        ("The gate was locked … I have the key", "said", "Lenz"),
    ),
    "a question": ("“Who locked the gate?” asked Lenz.", ("Who locked the gate?", "asked", "Lenz")),
    "an exclamation before its speaker": ("“Lock it!” Lenz shouted.", ("Lock it!", "shouted", "Lenz")),
    "according to, first": (
        "According to two walkers, the gate was open.",
        ("the gate was open", "According to", "two walkers"),
    ),
    "according to, last": (
        "The gate was open, according to two walkers.",
        ("The gate was open", "according to", "two walkers"),
    ),
    "according to, between": (
        "The gate, according to two walkers, was open.",
        ("The gate … was open", "according to", "two walkers"),
    ),
    "in the words of": (
        "In the words of one walker, the park is a jungle.",
        ("the park is a jungle", "In the words of", "one walker"),
    ),
    "in someone's view": (
        "In the warden’s view, the park is safe.",
        ("the park is safe", "In … view", "the warden"),
    ),
    "a noun and its owner": (
        "The warden’s claim that the gate was locked is untrue.",
        ("the gate was locked", "claim", "The warden"),
    ),
    "a pronoun as owner": (
        "Her promise to mend the gate was soon forgotten.",
        ("to mend the gate", "promise", "Her"),
    ),
    "a noun without owner": ("There were rumours that the park would close.", ("the park would close", "rumours", "")),
    "a passive accusation": (
        "The warden was accused of selling timber by two rangers.",
        ("selling timber", "was accused", "two rangers"),
    ),
    "an active accusation": (
        "Two rangers accused the warden of selling timber.",
        ("the warden of selling timber", "accused", "Two rangers"),
    ),
    "a passive without agent": (
        "It is believed that the warden sold timber.",
        ("the warden sold timber", "is believed", ""),
    ),
    "an infinitive": ("The council promised to mend the gate.", ("to mend the gate", "promised", "The council")),
    "the infinitive of an object": (
        "Walkers urged the council to mend the gate.",
        ("the council to mend the gate", "urged", "Walkers"),
    ),
    "the infinitive that a hearer is told": ("Holt told walkers to wait.", ("to wait", "told", "Holt")),
    "a quoted predicate after its speaker": (
        "What came next, Holt said, “was a miracle”.",
        ("What came next … was a miracle", "said", "Holt"),
    ),
    "a noun that calls for something": (
        "The rangers’ call for a new gate was ignored.",
        ("a new gate", "call", "The rangers"),
    ),
    "a passive belief about its subject": (
        "The warden is thought to have sold timber.",
        ("The warden … to have sold timber", "is thought", ""),
    ),
    "a subordinate clause before the main one": (
        "While Holt thinks the gate is safe, the park stays shut.",
        ("the gate is safe", "thinks", "Holt"),
    ),
    "a gerund": ("Lenz denies selling timber.", ("selling timber", "denies", "Lenz")),
    "a noun phrase": ("Walkers welcomed the new gate.", ("the new gate", "welcomed", "Walkers")),
    "an object and what it is called": (
        "Walkers called the gate “a joke”.",
        ("the gate “a joke”", "called", "Walkers"),
    ),
    "a source between commas": (
        "The park, some rangers fear, will close.",
        ("The park … will close", "fear", "some rangers"),
    ),
    "a source at the end": ("The park will close, rangers fear.", ("The park will close", "fear", "rangers")),
    "a source after its verb between commas": (
        "The park, says ranger Mia Holt, is safe.",
        ("The park … is safe", "says", "ranger Mia Holt"),
    ),
    "as someone says": ("As Holt put it, the park is safe.", ("the park is safe", "put it", "Holt")),
    "an apposition": (
        "The park’s warden, Ivo Lenz, said it was safe.",
        ("it was safe", "said", "The park’s warden, Ivo Lenz"),
    ),
    "an aside that is no part of the source": (
        "Rangers, speaking on Friday, said it was safe.",
        ("it was safe", "said", "Rangers"),
    ),
    "a place before the source": ("In Velden, rangers said it was safe.", ("it was safe", "said", "rangers")),
    "a headline": ("Warden: Gate was locked", ("Gate was locked", ":", "Warden")),
    "a headline, source last": ("Gate was locked, says warden", ("Gate was locked", "says", "warden")),
    "a relative clause": (
        "The paper quoted a letter, which says the gate is old.",
        ("the gate is old", "says", "a letter"),
    ),
    "an adjective": ("Holt is convinced that the park is safe.", ("the park is safe", "is convinced", "Holt")),
    "a question put indirectly": (
        "Holt asked whether the gate was locked.",
        ("whether the gate was locked", "asked", "Holt"),
    ),
    "a remark of the author": ("The gate is made of oak.", ("The gate is made of oak", "", "")),
}


@pytest.mark.parametrize(("text", "expected"), ONE_CLAIM.values(), ids=ONE_CLAIM)
def test_one_claim_is_proposed_with_content_cue_and_source(text, expected):
    assert slots(text) == [expected]


TWO_CLAIMS = {
    "conjoined clauses share cue and source": (
        "Holt said that the gate was old and that nobody had locked it.",
        [("the gate was old", "said", "Holt"), ("nobody had locked it", "said", "Holt")],
    ),
    "conjoined verbs share the source": (
        "Holt admitted that the gate was old but denied selling timber.",
        [("the gate was old", "admitted", "Holt"), ("selling timber", "denied", "Holt")],
    ),
    "a participle takes the source of the main verb": (
        "“The gate is old,” Holt said, adding that it would be mended.",
        [("The gate is old", "said", "Holt"), ("it would be mended", "adding", "Holt")],
    ),
    "two speakers in one sentence": (
        "Holt says the gate is old, but Lenz insists it is safe.",
        [("the gate is old", "says", "Holt"), ("it is safe", "insists", "Lenz")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TWO_CLAIMS.values(), ids=TWO_CLAIMS)
def test_two_claims_are_proposed_side_by_side(text, expected):
    assert slots(text) == expected
    assert [one.parent for one in proposals(text)] == [None, None]


NESTED = {
    "a verb within a clause": (
        "Holt said Lenz had denied selling timber.",
        [("Lenz had denied selling timber", "said", "Holt"), ("selling timber", "had denied", "Lenz")],
    ),
    "a noun within an object": (
        "Lenz rejected the rangers’ claim that he sold timber.",
        [("the rangers’ claim that he sold timber", "rejected", "Lenz"), ("he sold timber", "claim", "the rangers")],
    ),
    "a noun within the subject of a passive": (
        "The claim that he sold timber was dismissed by a judge.",
        [("The claim that he sold timber", "was dismissed", "a judge"), ("he sold timber", "claim", "")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NESTED.values(), ids=NESTED)
def test_a_claim_within_a_claim_names_its_parent(text, expected):
    assert slots(text) == expected
    outer, inner = proposals(text)
    assert (outer.voice, outer.parent) == ("attributed", None)
    assert (inner.voice, inner.parent) == ("nested", 0)


MANNERS = {
    "Holt said the gate was old.": ("indirect", "asserted", "positive", "neutral"),
    "“The gate was old,” Holt said.": ("direct", "asserted", "positive", "neutral"),
    "Holt said the gate was “a ruin”.": ("mixed", "asserted", "positive", "neutral"),
    "Holt said the gate was not locked.": ("indirect", "asserted", "negative", "neutral"),
    "Holt said nobody had locked the gate.": ("indirect", "asserted", "negative", "neutral"),
    "Holt said the gate that nobody locked was old.": ("indirect", "asserted", "positive", "neutral"),
    "Holt said the gate might fall.": ("indirect", "hedged", "positive", "neutral"),
    "Holt suspects the gate was forced.": ("indirect", "hedged", "positive", "neutral"),
    "Holt claimed the gate was forced.": ("indirect", "asserted", "positive", "distances"),
    "Holt acknowledged that the gate was old.": ("indirect", "asserted", "positive", "endorses"),
    "Holt denied that the gate was old.": ("indirect", "denied", "positive", "neutral"),
    "Holt does not believe that the gate was forced.": ("indirect", "denied", "positive", "neutral"),
    "Holt doubts that the gate was forced.": ("indirect", "questioned", "positive", "neutral"),
    "“Was it forced?” Holt wondered.": ("direct", "questioned", "positive", "neutral"),
    "“Was it forced?” Holt said.": ("direct", "questioned", "positive", "neutral"),
    "Holt vowed to mend the gate.": ("indirect", "intended", "positive", "neutral"),
    "Holt demanded that the gate be mended.": ("indirect", "directive", "positive", "neutral"),
    "“Mend the gate,” Holt told the rangers. “Stop talking.”": ("direct", "asserted", "positive", "neutral"),
    "“Stop talking,” Holt told the rangers.": ("direct", "directive", "positive", "neutral"),
    "Holt praised the rangers.": ("indirect", "evaluated", "positive", "neutral"),
}


@pytest.mark.parametrize(("text", "manner"), MANNERS.items())
def test_the_manner_follows_cue_marks_and_words(text, manner):
    (one,) = proposals(text)
    assert (one.quote_type, one.modality, one.polarity, one.endorsement) == manner


CLAIMANTS = {
    "Senator Rosa Pell said it was late.": "Rosa Pell",
    "The Ministry of Health said it was late.": "Ministry of Health",
    "Its director, Rosa Pell, said it was late.": "Rosa Pell",
    "The company said it was late.": "",
    "Farmers said it was late.": "",
    "She said it was late.": "",
    "Rosa Pell’s lawyer said it was late.": "",
    "Baker Rosa Pell closed her shop on Monday. She said it was late.": "Rosa Pell",
}


@pytest.mark.parametrize(("text", "name"), CLAIMANTS.items())
def test_the_claimant_is_the_name_behind_the_source(text, name):
    assert proposals(text)[-1].claimant_name == name


def test_a_known_mention_gives_the_claimant_its_entity():
    text = "Mayor Pell said it was late. She said it was cold."
    known = [(Span(6, 10), "e_1", "Rosa Pell")]
    found = proposals(text, known_mentions=known)
    assert {(one.claimant_entity, one.claimant_name) for one in found} == {("e_1", "Rosa Pell")}


def test_a_quotation_that_runs_through_paragraphs_is_one_claim_from_either_paragraph():
    text = "Holt told the court: “The gate was old.\n\n“It fell in May.”"
    first, second = (propose(text, paragraph) for paragraph in paragraphs(text))
    assert first == second
    assert shown(text, first[0].content) == "The gate was old … It fell in May"


def test_a_quotation_keeps_the_speaker_named_paragraphs_later():
    text = "“The gate was old.\n\n“It fell in May,” Holt said. Rain fell."
    first, second = (propose(text, Span(at, at + 5)) for at in (1, text.index("It fell")))
    assert first == second
    assert [shown(text, one) for one in (first[0].content, first[0].cue, first[0].source)] == [
        "The gate was old … It fell in May",
        "said",
        "Holt",
    ]


def test_a_quotation_without_a_cue_takes_its_source_from_the_sentence_before():
    text = "Rosa Pell was furious. “Nobody locked the gate.”"
    last = proposals(text)[-1]
    assert (last.cue, shown(text, last.source), last.claimant_name) == ((), "Rosa Pell", "Rosa Pell")
    assert last.voice == "attributed"


def test_reported_speech_that_goes_on_keeps_cue_and_source():
    text = "Holt said the gate was weak. It would fall in the next storm."
    last = proposals(text)[-1]
    assert (shown(text, last.cue), shown(text, last.source)) == ("said", "Holt")
    assert last.content == (Span(29, 60),)


def test_a_question_of_the_author_is_questioned():
    assert [(one.voice, one.modality) for one in proposals("Is the gate safe?")] == [("author", "questioned")]


def test_the_author_speaks_in_a_sentence_without_an_attribution():
    (one,) = proposals("The gate may fall in the next storm.")
    assert (one.voice, one.quote_type, one.modality, one.cue, one.source) == ("author", "none", "hedged", (), ())


def test_the_claim_at_the_caret_comes_first_and_parents_stay_right():
    text = "Holt said Lenz had denied selling timber."
    (inner, outer) = propose(text, Span(0, len(text)), caret=text.index("denied"))
    assert shown(text, inner.cue) == "had denied"
    assert (inner.parent, outer.parent) == (1, None)


def test_a_selection_becomes_the_content_and_keeps_cue_and_source():
    text = "Holt said the old gate was locked."
    selection = Span(text.index("the old"), text.index(" was"))
    (one,) = propose(text, Span(0, len(text)), selection=selection)
    assert (one.content, shown(text, one.cue), shown(text, one.source)) == ((selection,), "said", "Holt")


def test_a_selection_of_the_whole_sentence_chooses_its_claim():
    text = "Holt said the old gate was locked."
    whole = Span(0, len(text))
    assert propose(text, whole, selection=whole) == propose(text, whole)


def test_a_selection_that_cuts_into_the_cue_leaves_no_cue_inside_the_content():
    text = "Holt said the old gate was locked."
    selection = Span(text.index("said"), text.index(" was"))
    (one,) = propose(text, Span(0, len(text)), selection=selection)
    assert (one.content, one.cue, one.source, one.claimant_name) == ((selection,), (), (), "")


def test_a_selection_within_a_quotation_is_direct_and_one_across_its_marks_mixed():
    text = "“The old gate was never locked,” said Holt."
    for start, end, expected in ((1, 13, "direct"), (0, 13, "mixed")):
        (one,) = propose(text, Span(0, len(text)), selection=Span(start, end))
        assert (one.quote_type, one.polarity, shown(text, one.cue)) == (expected, "positive", "said")


def test_the_author_can_be_made_to_speak_in_any_sentence():
    text = "Holt said the gate may fall."
    one = own_assertion(text, Span(0, len(text)))
    assert (one.content, one.voice, one.modality) == ((Span(0, len(text) - 1),), "author", "hedged")
    part = own_assertion(text, Span(0, len(text)), selection=Span(10, 27))
    assert (part.content, part.source) == ((Span(10, 27),), ())


def test_other_values_of_a_slot_never_repeat_the_proposed_one():
    text = "“The gate,” Holt said, “was locked,” adding that it was old."
    found = propose(text, Span(0, len(text)), [(Span(12, 16), "e_1", "Mia Holt")])
    assert found[0].alternatives["claimant"] == ((None, ""),)
    for one in found:
        proposed = {"content": one.content, "cue": one.cue, "source": one.source, "modality": one.modality}
        assert all(value not in one.alternatives[slot] for slot, value in proposed.items())
        assert all(len(values) <= 9 for values in one.alternatives.values())


def test_words_that_only_look_like_cues_are_left_alone():
    texts = ("The States united.", "The report lay on the desk.", "Claims fell by half.", "A planned strike began.")
    assert [one.voice for text in texts for one in proposals(text)] == ["author"] * 4


def test_candidates_are_the_sentences_that_report():
    text = "The gate is old. Holt said it was locked. Rain fell. According to Lenz, it was open."
    found = claim_candidates(text, Span(0, len(text)))
    assert [span.of(text) for span in found] == ["Holt said it was locked.", "According to Lenz, it was open."]


@pytest.mark.parametrize(
    "text", ["…", "“", "“”", ",", "said", "He said", "said that", "🚨", "According to", ": “a”", "'s"]
)
def test_scraps_are_proposed_without_a_failure(text):
    (one,) = propose(text, Span(0, len(text)))
    assert all(span.end <= len(text) for span in (*one.content, *one.cue, *one.source))
