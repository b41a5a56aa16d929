"""Composing claims with keys in the real window."""

import pytest
from PySide6.QtCore import Qt

from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import annotating, articles

KEY = Qt.Key
SHIFT, ALT, CONTROL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
TEXT = (
    "Alba Renn says that the port is safe and that the cranes work.\n\n"
    "“The gates,” Jon Tarr said, “are rusting.” Some analysts said Renn denied that the port was closed.\n\n"
    "The port is old. It will close in May.\n"
)


@pytest.fixture
def reader(window):
    added = articles.add(window.project, [ArticleDraft("Gates", TEXT)]).added[0]
    window.open_article(added.uid)
    window.reader.setFocus()
    return window.reader


@pytest.fixture
def press(qtbot, reader):
    """Return what presses keys in the text, named as in the table of keys."""

    def pressed(*names):
        for name in names:
            *modifiers, key = name.split("-")
            held = Qt.KeyboardModifier.NoModifier
            for one in modifiers:
                held |= {"Shift": SHIFT, "Alt": ALT, "Ctrl": CONTROL}[one]
            qtbot.keyClick(reader, getattr(KEY, f"Key_{key}"), held)

    return pressed


def put(reader, words, into=1):
    reader.set_caret(TEXT.index(words) + into)


def tagged(window, reader):
    return [one for one in window.project.annotations(reader.article.uid) if one.kind == "claim"]


def card(window):
    return window.claiming.composer.display.card


def test_two_keys_capture_a_right_proposal(window, reader, press):
    put(reader, "safe")
    press("C", "Return")
    claim = tagged(window, reader)[0]
    assert (claim.quote, claim.text("cue"), claim.text("source")) == ("the port is safe", "says", "Alba Renn")
    claimant = window.project.claim(claim.occurrence.claim).claimant
    assert window.project.entity(claimant).name == "Alba Renn"
    assert window.project.undo_title == "Capture claim"
    assert reader.current() == claim.uid


def test_escape_leaves_the_text_as_it_was(window, reader, press):
    reader.select(TEXT.index("port"), TEXT.index("port") + 4)
    before = reader.selection()
    press("C", "Tab", "M", "Escape")
    assert tagged(window, reader) == []
    assert reader.selection() == before
    assert [reader.marked_ranges(role) for role in ("content", "cue", "source")] == [[], [], []]
    assert not card(window).isVisible()
    assert window.panel.palette_view.isVisible()


def test_the_proposal_is_drawn_in_the_text_and_read_in_the_panel(window, reader, press):
    put(reader, "safe")
    press("C")
    marked = {role: [one.of(TEXT) for one in reader.marked_ranges(role)] for role in ("content", "cue", "source")}
    assert marked == {"content": ["the port is safe"], "cue": ["says"], "source": ["Alba Renn"]}
    assert card(window).isVisible()
    assert card(window).line.text() == "Alba Renn says that the port is safe."
    assert card(window).value("claimant").shown()[0] == "Alba Renn (new)"
    press("Escape")


def test_keys_of_the_text_do_nothing_else_while_a_claim_is_composed(window, reader, press):
    put(reader, "safe")
    press("C", "1", "A", "X", "S", "D", "Escape")
    assert window.project.annotations(reader.article.uid) == []
    press("S")
    assert reader.selection() is not None


def test_the_hint_line_names_the_composers_keys_and_then_the_texts_again(window, reader, press):
    put(reader, "safe")
    press("C")
    assert window.strip.hints.hints()[0].text == "keep claim"
    press("Tab", "Tab", "Tab")
    assert "choose" in [one.text for one in window.strip.hints.hints()]
    press("Escape")
    assert "claim of the sentence" in [one.text for one in window.strip.hints.hints()]


def test_arrows_move_the_edges_of_the_slot_by_word_and_with_alt_by_character(window, reader, press):
    put(reader, "safe")
    press("C", "Tab", "Tab", "Right", "Shift-Right", "Alt-Left", "Return")
    assert tagged(window, reader)[0].quote == "port is safe an"


def test_tab_goes_on_and_shift_tab_back(window, reader, press):
    put(reader, "safe")
    press("C", "Tab")
    assert window.claiming.composer.composing.slot == "cue"
    press("Shift-Tab", "Shift-Tab")
    assert window.claiming.composer.composing.slot == "check_worthiness"
    press("3", "Return")
    claim = tagged(window, reader)[0]
    assert window.project.claim(claim.occurrence.claim).check_worthiness == "check_worthy"


def test_letters_change_how_the_claim_is_put(window, reader, press):
    put(reader, "safe")
    press("C", "Q", "M", "P", "E", "W", "Return")
    claim = tagged(window, reader)[0]
    how = claim.occurrence
    assert (how.quote_type, how.modality, how.polarity, how.endorsement) == ("none", "hedged", "negative", "endorses")
    assert window.project.claim(how.claim).check_worthiness == "non_factual"


def test_a_digit_takes_another_claimant(window, reader, press):
    person = window.project.labels().by_key("PERSON").uid
    at = TEXT.index("Jon Tarr")
    tarr = annotating.tag(window.project, reader.version, [Span(at, at + 8)], person)
    put(reader, "safe")
    press("C")
    shown = card(window).value("claimant").shown()
    digit = next(n for n, one in enumerate(shown, start=1) if one == "Jon Tarr")
    press(str(digit), "Return")
    claim = tagged(window, reader)[0]
    assert window.project.claim(claim.occurrence.claim).claimant == tarr.mention.entity


def test_a_claimant_is_typed(qtbot, window, reader, press):
    put(reader, "safe")
    press("C", "T")
    field = card(window).name
    assert field.isVisible()
    qtbot.keyClicks(field, "Mina Okafor")
    qtbot.keyClick(field, KEY.Key_Return)
    assert not field.isVisible()
    press("Return")
    claim = tagged(window, reader)[0]
    assert window.project.entity(window.project.claim(claim.occurrence.claim).claimant).name == "Mina Okafor"


def test_chips_and_candidates_are_clicked(qtbot, window, reader, press):
    put(reader, "safe")
    press("C")
    qtbot.mouseClick(card(window).chips("modality").chip("denied"), Qt.MouseButton.LeftButton)
    assert window.claiming.composer.composing.claim.modality == "denied"
    value = card(window).value("cue")
    qtbot.mouseClick(value, Qt.MouseButton.LeftButton, pos=value.rect().center())
    assert window.claiming.composer.composing.slot == "cue"
    press("Return")
    assert tagged(window, reader)[0].occurrence.modality == "denied"


def test_plus_keeps_a_second_claim_under_the_same_cue_in_one_step(window, reader, press):
    put(reader, "safe")
    press("C", "Plus", "Return")
    assert [one.quote for one in tagged(window, reader)] == ["the port is safe", "the cranes work"]
    assert len({one.text("cue") for one in tagged(window, reader)}) == 1
    window.project.undo()
    assert tagged(window, reader) == []


def test_c_or_n_shows_the_next_proposal(window, reader, press):
    put(reader, "safe")
    press("C", "N")
    assert card(window).line.text() == "Alba Renn says: the cranes work."
    press("C")
    assert card(window).line.text() == "Alba Renn says that the port is safe."
    press("Shift-Return")
    assert len(tagged(window, reader)) == 2


def test_a_source_is_picked_in_another_sentence_by_keys(window, reader, press):
    put(reader, "The port is old")
    press("C", "R")
    assert "selection is the source" in [one.text for one in window.strip.hints.hints()]
    put(reader, "Some analysts", into=0)
    press("Ctrl-Shift-Right", "Ctrl-Shift-Right", "Return")
    assert reader.marked_ranges("source")[0].of(TEXT) == "Some analysts"
    press("Return")
    claim = tagged(window, reader)[0]
    assert (claim.quote, claim.text("source"), claim.occurrence.voice) == (
        "The port is old",
        "Some analysts",
        "attributed",
    )


def test_escape_gives_up_picking_before_it_leaves(window, reader, press):
    put(reader, "safe")
    press("C", "R", "Escape")
    assert window.claiming.composer.composing is not None
    press("Escape")
    assert window.claiming.composer.composing is None


def test_another_article_ends_the_composer(window, reader, press, article_id):
    put(reader, "safe")
    press("C")
    window.open_article(article_id)
    assert window.claiming.composer.composing is None
    assert not card(window).isVisible()


def test_undo_and_redo_keep_the_composed_claim_whole(window, reader, press):
    put(reader, "port was closed")
    press("C", "Return")
    made = tagged(window, reader)
    assert [one.occurrence.voice for one in made] == ["attributed", "nested"]
    press("Ctrl-Z")
    assert tagged(window, reader) == []
    press("Ctrl-Y")
    assert tagged(window, reader) == made


def test_the_card_fits_a_low_window(qtbot, window, reader, press):
    window.resize(900, 500)
    put(reader, "safe")
    press("C")
    assert window.height() == 500
    assert card(window).parent().parent().height() < 400
    press("Escape")


def test_a_click_on_c_in_the_menu_again_proposes_anew(window, reader, press):
    put(reader, "safe")
    press("C")
    put(reader, "The port is old")
    window.commands["claim"].trigger()
    assert card(window).line.text() == "The author: The port is old."
    press("Escape")
