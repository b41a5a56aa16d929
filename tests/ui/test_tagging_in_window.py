"""Tagging with keys in the real window."""

import pytest
from PySide6.QtCore import Qt

from annotator.model.span import Span
from annotator.project import annotating


def quotes(project, article_id):
    return [one.quote for one in project.annotations(article_id)]


@pytest.fixture
def reader(window):
    window.reader.setFocus()
    return window.reader


def label_keys(project, article_id):
    labels = project.labels()
    return [labels[one.label].key for one in project.annotations(article_id)]


def test_a_tagged_selection_survives_undo_and_redo(qtbot, window, project, article_id, reader):
    reader.select(4, 12)
    qtbot.keyClick(reader, Qt.Key.Key_1)
    tagged = project.annotations(article_id)
    assert [one.quote for one in tagged] == ["Minister"]
    qtbot.keyClick(reader, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert project.annotations(article_id) == []
    qtbot.keyClick(reader, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert project.annotations(article_id) == tagged


def test_a_digit_tags_the_word_under_the_caret(qtbot, project, article_id, reader):
    reader.set_caret(6)
    qtbot.keyClick(reader, Qt.Key.Key_2)
    assert quotes(project, article_id) == ["Minister"]


def test_a_second_label_key_relabels_the_tag_just_made(qtbot, project, article_id, reader):
    reader.select(4, 12)
    qtbot.keyClick(reader, Qt.Key.Key_1)
    qtbot.keyClick(reader, Qt.Key.Key_2)
    assert label_keys(project, article_id) == ["ORG"]


def test_shift_enter_makes_a_claim_of_the_whole_sentence_at_the_caret_at_once(qtbot, project, article_id, reader):
    reader.set_caret(10)
    qtbot.keyClick(reader, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    claim = project.annotations(article_id)[0]
    assert claim.kind == "claim"
    assert claim.quote.startswith("The Minister") and claim.quote.endswith("June.")


def test_cue_source_and_more_content_join_the_claim_at_hand(qtbot, project, article_id, reader):
    text = reader.version.text
    start = text.index("Port Velm")
    reader.select(start, text.index(" in June"))
    qtbot.keyClick(reader, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    for word, key in (("said", Qt.Key.Key_U), ("Alba Renn", Qt.Key.Key_R)):
        at = text.index(word)
        reader.select(at, at + len(word))
        qtbot.keyClick(reader, key)
    at = text.index("June")
    reader.select(at, at + 4)
    qtbot.keyClick(reader, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    claim = project.annotations(article_id)[0]
    assert (claim.text("cue"), claim.text("source"), claim.quote) == (
        "said",
        "Alba Renn",
        "Port Velm will reopen […] June",
    )


def test_backspace_removes_the_tag_and_the_toast_brings_it_back(qtbot, window, project, article_id, reader):
    reader.select(4, 12)
    qtbot.keyClick(reader, Qt.Key.Key_1)
    before = project.annotations(article_id)
    qtbot.keyClick(reader, Qt.Key.Key_Backspace)
    assert project.annotations(article_id) == []
    assert "Minister" in window.strip.said()
    qtbot.mouseClick(window.strip.toast.button, Qt.MouseButton.LeftButton)
    assert project.annotations(article_id) == before


def test_brackets_move_the_end_and_the_start_by_a_word(qtbot, project, article_id, reader):
    reader.select(4, 12)
    qtbot.keyClick(reader, Qt.Key.Key_1)
    for key, expected in (
        (Qt.Key.Key_BracketRight, "Minister of"),
        (Qt.Key.Key_BracketLeft, "Minister"),
        (Qt.Key.Key_BraceLeft, "The Minister"),
        (Qt.Key.Key_BraceRight, "Minister"),
    ):
        qtbot.keyClick(reader, key)
        assert quotes(project, article_id) == [expected]


def test_alt_moves_an_end_by_a_character(qtbot, project, article_id, reader):
    reader.select(4, 12)
    qtbot.keyClick(reader, Qt.Key.Key_1)
    qtbot.keyClick(reader, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.AltModifier)
    assert quotes(project, article_id) == ["Ministe"]


def test_brackets_move_the_end_of_a_selection_too(qtbot, project, article_id, reader):
    reader.select(4, 12)
    qtbot.keyClick(reader, Qt.Key.Key_BracketRight)
    assert reader.selection() == (4, 15)
    assert project.annotations(article_id) == []


def test_a_x_and_d_decide_on_the_tag_at_hand(qtbot, window, project, article_id, version, reader):
    label = project.labels().by_shortcut("1")
    for start, key, expected in (
        (4, Qt.Key.Key_A, "accepted"),
        (16, Qt.Key.Key_X, "rejected"),
        (23, Qt.Key.Key_D, "disputed"),
    ):
        made = annotating.tag(project, version, [Span(start, start + 3)], label.uid, status="draft")
        window.show_current(made.uid)
        qtbot.keyClick(reader, key)
        assert project.annotation(made.uid).status == expected


def test_shift_a_accepts_every_draft_of_the_article_as_one_step(qtbot, project, article_id, version, reader):
    label = project.labels().by_shortcut("1")
    for start in (4, 16, 23):
        annotating.tag(project, version, [Span(start, start + 3)], label.uid, status="draft")
    qtbot.keyClick(reader, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert {one.status for one in project.annotations(article_id)} == {"accepted"}
    project.undo()
    assert {one.status for one in project.annotations(article_id)} == {"draft"}


def test_what_is_not_possible_is_said_and_changes_nothing(qtbot, window, project, article_id, reader):
    reader.set_caret(0)
    qtbot.keyClick(reader, Qt.Key.Key_A)
    assert window.strip.said()
    assert project.annotations(article_id) == []


def test_digits_typed_into_a_field_tag_nothing(qtbot, window, project, article_id, reader):
    reader.select(4, 12)
    window.header.search.field.setFocus()
    qtbot.keyClicks(window.header.search.field, "123 acx")
    assert window.header.search.field.text() == "123 acx"
    assert project.annotations(article_id) == []


def test_n_puts_the_caret_into_the_note_and_control_enter_gives_it_back(qtbot, window, project, article_id, reader):
    reader.select(4, 12)
    qtbot.keyClick(reader, Qt.Key.Key_1)
    qtbot.keyClick(reader, Qt.Key.Key_N)
    field = window.focusWidget()
    assert window.panel.isAncestorOf(field)
    qtbot.keyClicks(field, "first mention")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert project.annotations(article_id)[0].note == "first mention"
    assert window.focusWidget() is reader


def test_j_and_k_walk_from_tag_to_tag(qtbot, window, project, article_id, version, reader):
    label = project.labels().by_shortcut("1")
    made = [annotating.tag(project, version, [Span(at, at + 3)], label.uid) for at in (4, 16, 23)]
    reader.set_caret(0)
    seen = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        qtbot.keyClick(reader, key)
        seen.append(reader.current())
    assert seen == [made[0].uid, made[1].uid, made[2].uid, made[1].uid]


def test_tags_made_by_hand_wait_for_review_when_the_setting_says_so(qtbot, window, project, article_id, reader):
    from dataclasses import replace

    window.settings = replace(window.settings, needs_review=True)
    reader.select(4, 12)
    qtbot.keyClick(reader, Qt.Key.Key_1)
    assert [one.status for one in project.annotations(article_id)] == ["draft"]
    assert "1 to review" in window.status.counts.text()
