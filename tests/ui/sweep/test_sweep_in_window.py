"""The candidate sweep by its keys, in the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.model.records import ArticleDraft
from annotator.project import articles

BEARERS = "Alba Renn met Jon Renn in Oslo. Renn spoke first. Later Renn left Oslo with Ida Tarr, said Renn.\n"
PLACES = "A crane fell in Port Velm.\n"


def test_semicolon_begins_at_the_caret_and_goes_from_candidate_to_candidate(keys):
    keys.press(";")
    assert keys.framed() == "Alba Renn"
    keys.press(";")
    assert keys.framed() == "Monday"
    keys.press(",", ",")
    assert keys.framed() == "Dockers’ League"


def test_the_text_the_margin_the_panel_and_the_hints_tell_of_the_candidate(keys, window):
    keys.press(";")
    assert keys.marked("spread") == ["Renn"]
    assert keys.marked("candidates")[:2] == ["Monday", "Port Velm"]
    card = keys.card()
    assert card.isVisible()
    assert card.progress() == "7 of 7 decisions left"
    assert "given name" in card.why.text() and "Proposed Person" in card.why.text()
    assert [(one.text, one.key) for one in card.choices() if one.is_proposed] == [("Person", "1")]
    assert [(row.quote, row.label) for row in card.places.rows()] == [("Renn", "Person")]
    assert keys.hints()[:3] == ["accept, spread to 1", "only this", "other label"]


@pytest.mark.parametrize("size", [(900, 600), (1440, 900)])
def test_the_card_stands_between_the_labels_and_the_lists(qtbot, keys, window, size):
    keys.press(";")
    window.resize(*size)
    card, panel = keys.card(), window.panel
    qtbot.waitUntil(lambda: window.width() == size[0] and card.width() == panel.palette_view.width())
    chips = [one for one in panel.palette_view.findChildren(QWidget) if one.isVisible()]
    lowest = max(one.mapTo(panel, one.rect().bottomLeft()).y() for one in chips)
    heading = card.heading.mapTo(panel, card.heading.rect().topLeft()).y()
    assert 10 <= heading - lowest <= 18
    assert panel.tabs.y() - card.geometry().bottom() >= 6
    assert card.why.height() >= card.why.heightForWidth(card.why.width())


def test_space_accepts_spreads_and_moves_on_as_one_undo_step(keys, window, project):
    keys.press(";", "Space")
    assert keys.tags() == [("Alba Renn", "PERSON", "Alba Renn", "accepted"), ("Renn", "PERSON", "Alba Renn", "draft")]
    assert keys.framed() == "Monday"
    assert project.undo_title == "Tag Alba Renn and 1 equal form"
    window.commands["undo"].trigger()
    assert keys.tags() == []
    assert keys.framed() == "Alba Renn"


def test_shift_and_space_tag_this_place_alone(keys):
    keys.press(";", "Shift+Space")
    assert keys.tags() == [("Alba Renn", "PERSON", "Alba Renn", "accepted")]
    assert "Renn" in [*keys.marked("candidates"), keys.framed()]


def test_a_label_key_accepts_with_that_label_and_shift_for_this_place_alone(keys):
    keys.press(";", "2")
    assert keys.tags() == [("Alba Renn", "ORG", "Alba Renn", "accepted"), ("Renn", "ORG", "Alba Renn", "draft")]
    keys.window.commands["undo"].trigger()
    keys.press("Shift+2")
    assert keys.tags() == [("Alba Renn", "ORG", "Alba Renn", "accepted")]


def test_x_says_that_a_form_is_no_entity_and_it_is_remembered(keys, window):
    keys.press(";", ";", "x")
    assert keys.tags() == []
    assert "Monday" not in keys.marked("candidates")
    keys.press("Esc", ";")
    assert "Monday" not in keys.marked("candidates")
    window.commands["undo"].trigger()
    assert "Monday" in [*keys.marked("candidates"), keys.framed()]


@pytest.mark.parametrize(
    ("key", "expected"),
    [("]", "Alba Renn, said"), ("[", "Alba"), ("{", "Trade, Alba Renn"), ("}", "Renn"), ("Alt+[", "Alba Ren")],
)
def test_brackets_move_the_edges_of_the_candidate(keys, key, expected):
    keys.press(";", key)
    assert keys.framed() == expected
    assert keys.tags() == []


def test_escape_stops_and_leaves_nothing_of_the_sweep(keys, window):
    keys.press(";", "Space", "Esc")
    assert keys.framed() == ""
    assert keys.marked("candidates") == keys.marked("spread") == []
    assert not keys.card().isVisible()
    assert len(keys.tags()) == 2
    assert not window.commands["leave"].isEnabled()


def test_at_the_end_the_card_says_so_and_shift_a_confirms_what_was_spread(keys):
    keys.press(";", *["Space"] * 7)
    assert keys.card().progress() == "Nothing left to decide"
    assert "Shift+A" in keys.card().why.text()
    assert keys.hints() == ["confirm all", "stop"]
    keys.press("Shift+A")
    assert {status for *_, status in keys.tags()} == {"accepted"}


def test_a_confirms_one_spread_tag(keys, window):
    keys.press(";", "Space", "Esc")
    spread = next(one for one in window.reader.annotations() if one.status == "draft")
    window.show_current(spread.uid)
    keys.press("a")
    assert {status for *_, status in keys.tags()} == {"accepted"}


def test_a_name_with_two_bearers_is_offered_and_linked_by_its_digit_alone(keys, window):
    keys.open(BEARERS)
    keys.press(";", "Space", "Space", "Space")
    assert keys.framed() == "Renn"
    assert [(one.key, one.text) for one in keys.card().choices()] == [
        ("1", "Alba Renn · Person"),
        ("2", "Jon Renn · Person"),
    ]
    keys.press("2")
    assert ("Renn", "PERSON", "Jon Renn", "accepted") in keys.tags()
    assert keys.framed() == "Renn"
    keys.press("Space")
    assert ("Renn", "PERSON", "", "accepted") in keys.tags()
    assert keys.framed() == "Ida Tarr"
    keys.press("1")
    assert ("Ida Tarr", "PERSON", "Ida Tarr", "accepted") in keys.tags()
    assert keys.framed() == "Renn"
    keys.press("1")
    assert ("Renn", "PERSON", "Alba Renn", "accepted") in keys.tags()


def test_no_ambiguous_name_is_linked_without_a_person(keys):
    keys.open(BEARERS)
    keys.press(";", *["Space"] * 8)
    assert keys.card().progress() == "Nothing left to decide"
    assert [entity for quote, _, entity, _ in keys.tags() if quote == "Renn"] == ["", "", ""]


def test_one_reading_can_be_given_to_all_equal_places(keys):
    keys.open(BEARERS)
    keys.press(";", "Space", "Space", "Space", "Alt+2")
    assert [entity for quote, _, entity, _ in keys.tags() if quote == "Renn"] == ["Jon Renn"] * 3


def test_e_shows_where_other_articles_have_the_name_before_it_tags_there(keys, window, project):
    other = articles.add(project, [ArticleDraft("Cranes", PLACES)]).added[0].uid
    keys.press(";", ";", ";", "e")
    assert keys.framed() == "Port Velm"
    assert keys.card().spread.text().startswith("Spreads to 1 place in other articles")
    assert [row.quote for row in keys.card().places.rows()] == ["Port Velm"]
    assert keys.hints()[0] == "tag there too: 1"
    assert project.annotations(other) == []
    keys.press("e")
    assert [(one.quote, one.status) for one in project.annotations(other)] == [("Port Velm", "draft")]
    assert "Tagged 2 places" in window.strip.said()
    window.commands["undo"].trigger()
    assert project.annotations(other) == [] and keys.tags() == []


def test_f_tags_every_known_name_of_an_article_as_one_step(keys, window, project):
    keys.press(";", *["Space"] * 7, "Esc")
    keys.open("Jon Tarr sailed to Port Velm with Ulla Berg.\n")
    keys.press("f")
    assert [(quote, entity, status) for quote, _, entity, status in keys.tags()] == [
        ("Jon Tarr", "Jon Tarr", "draft"),
        ("Port Velm", "Port Velm", "draft"),
    ]
    assert keys.framed() == "Ulla Berg"
    window.commands["undo"].trigger()
    assert keys.tags() == []


def test_a_selection_made_during_the_sweep_is_tagged_itself(keys, window):
    keys.press(";")
    start = keys.text.index("cranes")
    window.reader.select(start, start + 6)
    keys.press("7")
    assert [tag[:2] for tag in keys.tags()] == [("cranes", "PRODUCT")]
    keys.press(";")
    assert keys.framed() == "Jon Tarr"


def test_a_click_on_a_candidate_makes_it_the_one_at_hand(keys, window, hand):
    keys.press(";")
    hand(window).click_text("Jon Tarr")
    assert keys.framed() == "Jon Tarr"
    keys.press("Space")
    assert [tag[0] for tag in keys.tags()] == ["Jon Tarr"]


def test_the_chips_of_the_card_do_what_the_keys_do(qtbot, keys):
    keys.press(";")
    chip = next(one for one in keys.card().chips() if one.text() == "Organization")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert [tag[:2] for tag in keys.tags()] == [("Alba Renn", "ORG"), ("Renn", "ORG")]


def test_another_article_ends_the_sweep(keys, window):
    keys.press(";")
    keys.open(PLACES)
    assert not window.sweeping.is_on
    keys.press(";")
    assert keys.framed() == "Port Velm"


def test_space_without_a_sweep_says_how_to_begin(keys, window):
    keys.press("Space")
    assert ";" in window.strip.said()
    assert keys.tags() == []


def test_the_sweep_begins_from_the_menu_and_from_the_search_field(keys, window):
    window.commands["sweep_next"].trigger()
    assert keys.framed() == "Alba Renn"
    keys.press("Esc")
    found = window._find("next candidate")
    assert found[0].action is window.commands["sweep_next"]
    window.places.go_to(found[0])
    assert keys.framed() == "Alba Renn"


def test_a_long_article_is_cut_into_words_in_the_background(qtbot, keys, window):
    keys.open("The ferry to Oslo was late again, said Ida Tarr.\n\n" * 500)
    keys.press(";")
    assert not window.sweeping.is_on
    qtbot.waitUntil(lambda: window.sweeping.is_on, timeout=10_000)
    assert keys.framed() == "Oslo"
