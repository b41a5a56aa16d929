"""The shipped cue lexicon, and what an edited one changes."""

import tomllib

import pytest

from annotator.assist.claims import LexiconError, propose, read_lexicon, shipped_lexicon
from annotator.assist.claims.inflection import Form, forms_of, plural
from annotator.model.annotation import ENDORSEMENTS, MODALITIES
from annotator.model.span import Span
from annotator.resources import resource

TABLES = tomllib.loads(resource("lexicon/cues.toml").read_text(encoding="utf-8"))
ENTRIES = [
    pytest.param(table, entry, id=f"{table}-{entry.get('cue') or entry['before'] + '-' + entry['after']}")
    for table in ("verbs", "adjectives", "nouns", "phrases", "possessives")
    for entry in TABLES[table]
]


@pytest.mark.parametrize(("table", "entry"), ENTRIES)
def test_every_entry_says_how_it_puts_a_claim(table, entry):
    assert entry["modality"] in MODALITIES
    assert entry["endorsement"] in ENDORSEMENTS
    assert table not in ("verbs", "adjectives") or entry["shapes"]


def test_every_entry_is_read_and_none_is_given_twice():
    lexicon = shipped_lexicon()
    assert len(lexicon.cues) == len(ENTRIES)
    keys = [(cue.kind, cue.words, cue.after) for cue in lexicon.cues]
    assert len(set(keys)) == len(keys)


def test_the_cues_of_the_domain_are_there():
    verbs = {" ".join(cue.words): cue for cue in shipped_lexicon().of_kind("verb")}
    expected = {
        "endorses": "acknowledge admit confirm reveal recall note",
        "distances": "claim allege insist purport assert",
    }
    for endorsement, words in expected.items():
        assert {verbs[word].endorsement for word in words.split()} == {endorsement}
    modalities = {
        "denied": "deny reject dispute refute dismiss",
        "hedged": "suggest suspect believe think expect estimate",
        "intended": "threaten promise plan vow pledge offer",
        "directive": "demand urge",
        "questioned": "doubt question ask",
        "evaluated": "worry thank criticise praise welcome condemn",
    }
    for modality, words in modalities.items():
        assert {verbs[word].modality for word in words.split()} == {modality}


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("claim", "claim claims claimed claimed claiming"),
        ("deny", "deny denies denied denied denying"),
        ("admit", "admit admits admitted admitted admitting"),
        ("argue", "argue argues argued argued arguing"),
        ("agree", "agree agrees agreed agreed agreeing"),
        ("stress", "stress stresses stressed stressed stressing"),
        ("plan", "plan plans planned planned planning"),
        ("quip", "quip quips quipped quipped quipping"),
        ("reveal", "reveal reveals revealed revealed revealing"),
        ("say", "say says sayed sayed saying"),
    ],
)
def test_verbs_are_inflected_by_rule(verb, forms):
    assert [word for _, word in forms_of(verb)] == forms.split()


def test_irregular_forms_replace_the_rule():
    found = dict.fromkeys(Form, "") | dict(forms_of("write", past="wrote", participle="written"))
    assert (found[Form.PAST], found[Form.PARTICIPLE], found[Form.GERUND]) == ("wrote", "written", "writing")


def test_alternative_irregular_forms_are_all_read():
    pasts = [word for form, word in forms_of("learn", past="learned/learnt") if form is Form.PAST]
    assert pasts == ["learned", "learnt"]


def test_nouns_have_plurals():
    assert [plural(word) for word in ("claim", "worry", "speech")] == ["claims", "worries", "speeches"]


def edited(folder, old, new):
    path = folder / "cues.toml"
    shipped = resource("lexicon/cues.toml").read_text(encoding="utf-8")
    assert old in shipped
    path.write_text(shipped.replace(old, new, 1), encoding="utf-8")
    return path


def test_an_edited_lexicon_changes_what_is_proposed(tmp_path):
    text = "Holt trumpeted that the gate was new."
    whole = Span(0, len(text))
    assert [one.voice for one in propose(text, whole)] == ["author"]
    entry = (
        '[[verbs]]\ncue = "trumpet"\nshapes = ["that"]\nmodality = "asserted"\nendorsement = "distances"\n\n[[verbs]]'
    )
    (one,) = propose(text, whole, lexicon=read_lexicon(edited(tmp_path, "\n[[verbs]]\n", f"\n{entry}\n")))
    assert (one.voice, one.endorsement, one.cue) == ("attributed", "distances", (Span(5, 14),))


def test_a_cue_taken_out_is_proposed_no_more(tmp_path):
    text = "Holt insists the gate was new."
    path = edited(tmp_path, 'cue = "insist"', 'cue = "insist-never"')
    assert [one.voice for one in propose(text, Span(0, len(text)), lexicon=read_lexicon(path))] == ["author"]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('[[verbs]]\ncue = "say"\nshapes = ["that"]\nmodality = "loud"\n', "say"),
        ('[[verbs]]\ncue = "say"\nshapes = ["clause"]\n', "clause"),
        ('[[verbs]]\ncue = "say"\n', "shape"),
        ('[[verbs]]\ncue = "say"\nshapes = "that"\n', "square brackets"),
        ('[[nouns]]\nword = "claim"\n', "[[nouns]]"),
        ('[[nouns]]\ncue = "claim"\nendorsement = "likes"\n', "likes"),
        ('[words]\nhedges = "may"\n', "hedges"),
        ("[[verbs]\n", "cues.toml"),
    ],
)
def test_a_wrong_lexicon_is_refused_by_name(tmp_path, content, named):
    path = tmp_path / "cues.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=named.replace("[", r"\[")):
        read_lexicon(path)


def test_a_missing_lexicon_is_refused(tmp_path):
    with pytest.raises(LexiconError, match=r"cues\.toml"):
        read_lexicon(tmp_path / "cues.toml")
