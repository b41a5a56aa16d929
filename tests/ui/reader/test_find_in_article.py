"""Finding words in an article, with the plain function and with the row above the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from annotator.errors import UsageError
from annotator.model import segments
from annotator.model.label import LabelSet
from annotator.ui.reader.find import find
from annotator.ui.reader.find_bar import FindBar

TEXT = "Erdogan met Erdoğan; ERDOGAN's envoy, e\u0301tage and étage. Old Erdogans do not."


def quotes(text, pattern, **how):
    return [span.of(text) for span in find(text, pattern, **how)]


@pytest.mark.parametrize(
    ("pattern", "how", "expected"),
    [
        ("erdogan", {}, ["Erdogan", "Erdoğan", "ERDOGAN", "Erdogan"]),
        ("Erdoğan", {}, ["Erdogan", "Erdoğan", "ERDOGAN", "Erdogan"]),
        ("Erdogan", {"case": True}, ["Erdogan", "Erdoğan", "Erdogan"]),
        ("erdoğan", {"diacritics": True}, ["Erdoğan"]),
        ("Erdogan", {"whole_word": True}, ["Erdogan", "Erdoğan", "ERDOGAN"]),
        ("etage", {}, ["e\u0301tage", "étage"]),
        ("étage", {"diacritics": True}, ["étage"]),
        (r"erdo\w+n\b", {"regex": True}, ["Erdogan", "Erdoğan", "ERDOGAN"]),
        ("Erdo.an", {}, []),
        ("", {}, []),
        ("x*", {"regex": True}, []),
    ],
)
def test_finding_minds_case_accents_and_word_borders_only_when_asked(pattern, how, expected):
    assert quotes(TEXT, pattern, **how) == expected


def test_text_without_accents_takes_the_fast_way_to_the_same_places():
    text = "A port, a Port and an airport."
    assert quotes(text, "PORT") == ["port", "Port", "port"]
    assert quotes(text, "PORT", whole_word=True) == ["port", "Port"]


@given(st.text(alphabet="aAéÉe\u0301 ß😀İ.", max_size=30), st.text(alphabet="aée ß😀.", min_size=1, max_size=3))
def test_places_found_are_in_order_apart_and_never_cut_a_character(text, pattern):
    spans = find(text, pattern)
    stops = segments.graphemes(text)
    assert all(left.end <= right.start for left, right in zip(spans, spans[1:], strict=False))
    assert all(span.start in stops and span.end in stops for span in spans)


@pytest.mark.parametrize("pattern", ["(", "[a", "*"])
def test_an_expression_that_cannot_be_read_is_refused_with_a_sentence(pattern):
    with pytest.raises(UsageError, match="regular expression"):
        find(TEXT, pattern, regex=True)


def test_an_expression_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr("annotator.ui.reader.find.SECONDS", 0.05)
    with pytest.raises(UsageError, match="too long"):
        find("a" * 60 + "b", r"^(a|aa)+$", regex=True)


@pytest.fixture
def bar(show, qtbot, make):
    view = show("One port, two ports and a third port.")
    found = FindBar(view)
    qtbot.addWidget(found)
    found.show_labels(LabelSet([make.PERSON, make.PLACE]))
    found.open()
    return found


def test_typing_marks_every_place_and_counts_them(bar, qtbot):
    qtbot.keyClicks(bar.field, "port")
    assert len(bar._reader.marked_ranges("search")) == 3
    assert bar.count.text() == "1 of 3"
    bar.words.click()
    assert bar.count.text() == "1 of 2"
    qtbot.keyClicks(bar.field, "x")
    assert bar.count.text() == "Not found"
    assert not bar.tag_all.isEnabled()


def test_enter_goes_round_the_places_and_selects_them(bar, qtbot):
    qtbot.keyClicks(bar.field, "port")
    seen = []
    for _ in range(3):
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
        seen.append(bar._reader.selection())
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert seen == [(14, 18), (32, 36), (4, 8)]
    assert bar._reader.selection() == (32, 36)
    assert bar._reader.marked_ranges("search_current") == [bar.current()]


def test_one_or_all_places_can_be_tagged_with_the_label_chosen(bar, qtbot, make):
    qtbot.keyClicks(bar.field, "port")
    bar.label.setCurrentText("Place")
    with qtbot.waitSignal(bar.tag_requested) as one:
        bar.tag.click()
    with qtbot.waitSignal(bar.tag_requested) as every:
        bar.tag_all.click()
    assert one.args == [[bar.current()], make.PLACE.uid]
    assert every.args == [bar.found(), make.PLACE.uid]


def test_nothing_can_be_tagged_in_a_project_open_for_reading(bar, qtbot):
    bar.is_read_only = True
    qtbot.keyClicks(bar.field, "port")
    assert not bar.tag.isEnabled() and not bar.tag_all.isEnabled()
    assert bar.next.isEnabled()


def test_escape_takes_the_marks_away(bar, qtbot):
    qtbot.keyClicks(bar.field, "port")
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar._reader.marked_ranges("search") == []
    assert bar._reader.marked_ranges("search_current") == []


def test_a_faulty_expression_is_told_beside_the_field(bar, qtbot):
    bar.expression.click()
    qtbot.keyClicks(bar.field, "(")
    assert "regular expression" in bar.count.toolTip()


def test_selected_words_are_looked_for_at_once(show, qtbot):
    view = show("One port, two ports.")
    view.select(4, 8)
    found = FindBar(view)
    qtbot.addWidget(found)
    found.open()
    assert (found.field.text(), len(found.found())) == ("port", 2)
