"""The small shared widgets and what is painted by lines."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from annotator.model.span import Span
from annotator.ui import theme
from annotator.ui.edges import CHARACTER, END, START, WORD, moved
from annotator.ui.widgets import Card, Chip, ElidedLabel, FlowLayout, Hint, HintStrip, PlainLabel, StatusBadge
from annotator.ui.widgets.lines import is_right_to_left, wrapped


def test_a_flow_breaks_into_rows_at_the_width(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, spacing=10, row_spacing=5)
    for _ in range(3):
        part = QLabel("x")
        part.setFixedSize(100, 20)
        flow.addWidget(part)
    assert [flow.heightForWidth(width) for width in (320, 220, 100)] == [20, 45, 70]
    flow.setGeometry(QRect(0, 0, 220, 45))
    assert [flow.itemAt(number).geometry().topLeft().toTuple() for number in range(3)] == [(0, 0), (110, 0), (0, 25)]
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(QRect(0, 0, 220, 45))
    assert flow.itemAt(0).geometry().right() == 219


def test_a_cleared_flow_takes_no_room(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    flow.addWidget(QLabel("x"))
    flow.clear()
    assert (flow.count(), flow.heightForWidth(100)) == (0, 0)


def test_labels_show_markup_as_it_stands(qtbot):
    label = PlainLabel("<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_label_without_room_tells_the_rest_in_its_tooltip(qtbot):
    label = ElidedLabel("A title that is longer than <any> room")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert "&lt;any&gt;" in label.toolTip()
    label.resize(900, 20)
    assert label.toolTip() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_card_is_chosen_by_key_and_click(qtbot, key):
    card = Card(edge="hue-2")
    qtbot.addWidget(card)
    card.resize(200, 60)
    card.show()
    with qtbot.waitSignal(card.chosen):
        qtbot.keyClick(card, key)
    with qtbot.waitSignal(card.chosen):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)


def test_a_chip_has_room_for_its_key(qtbot):
    plain, keyed = Chip("Person"), Chip("Person", hue="hue-1", key="1")
    for chip in (plain, keyed):
        qtbot.addWidget(chip)
    assert keyed.sizeHint().width() > plain.sizeHint().width() + 30
    assert keyed.accessibleName() == "Person"


def test_a_status_badge_uses_the_words_of_the_window(qtbot):
    badge = StatusBadge("draft")
    qtbot.addWidget(badge)
    assert badge.text() == "To review"
    badge.set_status("proposed")
    assert badge.text() == "Suggested"


def test_a_toast_gives_way_to_the_hints_and_its_button_works_once(qtbot):
    strip, done = HintStrip(), []
    qtbot.addWidget(strip)
    strip.show()
    strip.hints.show_hints([Hint(("J",), "next")])
    strip.say("Deleted", button="Undo", verb=lambda: done.append(1))
    assert strip.said() == "Deleted"
    qtbot.mouseClick(strip.toast.button, Qt.MouseButton.LeftButton)
    assert done == [1] and not strip.toast.button.isVisible()
    strip.end_toast()
    assert strip.said() == "" and strip.hints.isVisible()


def test_lines_break_at_words_and_the_last_is_cut(qapp):
    font = theme.ui_font(13)
    assert wrapped("short", font, width=200) == ("short",)
    assert wrapped("", font, width=200) == ()
    lines = wrapped("one two three four five six seven eight nine ten 🚢 eleven twelve", font, width=120)
    assert len(lines) == 2 and lines[0].startswith("one two") and lines[1].endswith("…")


@pytest.mark.parametrize(("text", "expected"), [("abc", False), ("سؤال", True), ("123 سؤال", True), ("a سؤال", False)])
def test_the_first_letter_with_a_direction_tells_where_a_line_begins(text, expected):
    assert is_right_to_left(text) is expected


TEXT = "The S-400 and the F-35s fly."


@pytest.mark.parametrize(
    ("edge", "step", "unit", "expected"),
    [
        (END, 1, WORD, "S-400 and"),
        (END, -1, WORD, "S-400"),
        (START, -1, WORD, "The S-400"),
        (START, 1, WORD, "S-400"),
        (END, -1, CHARACTER, "S-40"),
        (START, 1, CHARACTER, "-400"),
    ],
)
def test_an_edge_moves_by_a_word_or_a_character_but_never_past_the_other(edge, step, unit, expected):
    spans = moved(TEXT, [Span(4, 9)], edge=edge, step=step, unit=unit)
    assert [span.of(TEXT) for span in spans] == [expected]


def test_the_outer_edges_of_several_pieces_move():
    pieces = [Span(4, 9), Span(18, 23)]
    assert moved(TEXT, pieces, edge=END, step=1, unit=WORD) == [Span(4, 9), Span(18, 27)]
    assert moved(TEXT, pieces, edge=START, step=-1, unit=WORD) == [Span(0, 9), Span(18, 23)]
