"""Selecting, moving and choosing in the reading view, with real keys and a real mouse."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.model.changes import Change, ChangeSet
from annotator.model.span import Span
from annotator.ui.reader import MoveKind

TEXT = (
    "The S-400 order, Mr. O'Neil said, will go to U.S. allies. Critics in Velm doubt it.\n\n"
    "A second paragraph 😀 names Alba Renn twice: Alba Renn. It ends."
)
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
KEY = Qt.Key


def chosen(view):
    return [span.of(view.version.text) for span in view.selected_spans()]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [("400", "r, M", "S-400 order, Mr"), ("Neil", "Neil", "O'Neil"), ("U.S", "llies", "U.S. allies")],
)
def test_a_drag_snaps_to_whole_words_when_the_button_is_let_go(show, mouse, first, last, expected):
    view = show(TEXT)
    mouse.drag(view, TEXT.index(first), TEXT.index(last) + len(last))
    assert chosen(view) == [expected]


def test_a_drag_with_alt_selects_exact_characters(show, mouse):
    view = show(TEXT)
    start = TEXT.index("ritic")
    mouse.drag(view, start, start + 3, ALT)
    assert chosen(view) == ["rit"]


def test_a_drag_backwards_selects_the_same_and_leaves_the_caret_at_the_start(show, mouse):
    view = show(TEXT)
    start = TEXT.index("Critics in Velm")
    mouse.drag_points(view, mouse.at(view, start + 14, share=0.7), mouse.at(view, start, share=0.2))
    assert chosen(view) == ["Critics in Velm"]
    assert view.caret() == start


def test_a_double_click_selects_the_word_and_a_third_the_paragraph(show, mouse, qtbot):
    view = show(TEXT)
    offset = TEXT.index("400")
    mouse.double(view, offset)
    assert chosen(view) == ["S-400"]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=mouse.at(view, offset))
    assert chosen(view) == [TEXT.partition("\n")[0]]


def test_shift_click_extends_to_whole_words(show, mouse):
    view = show(TEXT)
    mouse.click(view, TEXT.index("Critics"))
    view.set_caret(TEXT.index("Critics"))
    mouse.click(view, TEXT.index("Velm") + 2, SHIFT)
    assert chosen(view) == ["Critics in Velm"]


def test_ctrl_adds_fragments_by_drag_and_by_click(show, mouse):
    view = show(TEXT)
    mouse.drag(view, TEXT.index("order"), TEXT.index("order") + 5)
    mouse.drag(view, TEXT.index("Critics"), TEXT.index("Critics") + 7, CTRL)
    mouse.click(view, TEXT.index("Velm"), CTRL)
    assert chosen(view) == ["order", "Critics", "Velm"]
    view.copy()
    assert QGuiApplication.clipboard().text() == "order\nCritics\nVelm"
    mouse.click(view, 1)
    assert chosen(view) == []


def test_dragging_below_the_view_scrolls_along(show, mouse, qtbot):
    text = "\n\n".join(f"Paragraph {n} of a long text." for n in range(200))
    view = show(text, size=(820, 300))
    view.grab()
    view._pointer.press(_mouse_event(mouse.at(view, 3)))
    view._pointer.move(_mouse_event(QPoint(200, 380)))
    qtbot.waitUntil(lambda: view.place() > text.index("Paragraph 5"))
    view._pointer.release(_mouse_event(QPoint(200, 380)))
    place = view.place()
    qtbot.wait(60)
    assert view.place() == place
    assert view.selected_spans()[0].end > text.index("Paragraph 5")


def _mouse_event(point):
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QMouseEvent

    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    return QMouseEvent(QEvent.Type.MouseMove, QPointF(point), QPointF(point), left, left, none)


def test_arrows_step_over_whole_characters_and_breaks(show, qtbot):
    text = "ae\u0301👩‍👩‍👧\r\n\r\n🇹🇷b"
    view = show(text)
    seen = [view.caret()]
    for _ in range(7):
        qtbot.keyClick(view, KEY.Key_Right)
        seen.append(view.caret())
    second = text.index("🇹")
    assert seen == [0, 1, 3, 8, second, second + 2, second + 3, second + 3]
    for _ in range(7):
        qtbot.keyClick(view, KEY.Key_Left)
        seen.append(view.caret())
    assert seen[8:] == [second + 2, second, 8, 3, 1, 0, 0]


def test_in_a_right_to_left_paragraph_the_left_arrow_goes_on_in_the_text(show, qtbot):
    view = show("وصل الوزير")
    qtbot.keyClick(view, KEY.Key_Left)
    assert view.caret() == 1
    qtbot.keyClick(view, KEY.Key_Left, CTRL | SHIFT)
    assert chosen(view) == ["صل"]


@pytest.mark.parametrize(
    ("key", "modifiers", "start", "end"),
    [
        (KEY.Key_Right, CTRL, "The", "S-400"),
        (KEY.Key_Left, CTRL, "order", "S-400"),
        (KEY.Key_Down, ALT, "order", "Critics"),
        (KEY.Key_Up, ALT, "Critics", "The S-400"),
        (KEY.Key_Up, ALT, "A second", "Critics"),
        (KEY.Key_Down, ALT, "Critics", "A second"),
        (KEY.Key_Down, CTRL, "order", "A second"),
        (KEY.Key_Up, CTRL, "twice", "A second"),
        (KEY.Key_Up, CTRL, "A second", "The S-400"),
        (KEY.Key_Home, CTRL, "twice", "The S-400"),
        (KEY.Key_Home, Qt.KeyboardModifier.NoModifier, "order", "The S-400"),
    ],
)
def test_each_movement_key_goes_where_its_name_says(show, qtbot, key, modifiers, start, end):
    view = show(TEXT)
    view.set_caret(TEXT.index(start))
    qtbot.keyClick(view, key, modifiers)
    assert TEXT[view.caret() :].startswith(end)


def test_end_goes_to_the_end_of_the_line_and_with_ctrl_of_the_text(show, qtbot):
    view = show(TEXT)
    qtbot.keyClick(view, KEY.Key_End)
    line_end = view.caret()
    assert 0 < line_end < TEXT.index("\n")
    assert TEXT[line_end].isspace()
    qtbot.keyClick(view, KEY.Key_End, CTRL)
    assert view.caret() == len(TEXT)


def test_up_and_down_keep_their_column_and_come_back(show, qtbot):
    view = show(TEXT)
    start = TEXT.index("Mr")
    view.set_caret(start)
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_Up):
        qtbot.keyClick(view, key)
    assert view.caret() == start
    for _ in range(9):
        qtbot.keyClick(view, KEY.Key_Up)
    assert view.caret() == 0
    for _ in range(9):
        qtbot.keyClick(view, KEY.Key_Down)
    assert view.caret() == len(TEXT)


def test_page_keys_take_the_caret_and_the_view_along(show, qtbot):
    text = "\n\n".join(f"Paragraph {n} of a long text." for n in range(200))
    view = show(text)
    qtbot.keyClick(view, KEY.Key_PageDown)
    first = view.caret()
    qtbot.keyClick(view, KEY.Key_PageDown, SHIFT)
    assert view.caret() > first > 0
    assert view.selection() == (first, view.caret())
    assert view.viewport().rect().contains(view.caret_rect().toRect())
    qtbot.keyClick(view, KEY.Key_PageUp)
    qtbot.keyClick(view, KEY.Key_PageUp)
    assert view.caret() < 40


def test_what_shift_and_arrows_select_grows_to_words_soon_after_shift_is_let_go(show, qtbot):
    view = show(TEXT)
    view.set_caret(TEXT.index("ritics"))
    for _ in range(2):
        qtbot.keyClick(view, KEY.Key_Right, SHIFT)
    assert chosen(view) == ["ri"]
    qtbot.waitUntil(lambda: chosen(view) == ["Critics"])


def test_it_grows_at_once_when_another_key_is_pressed(show, qtbot):
    view = show(TEXT)
    view.set_caret(TEXT.index("ritics"))
    qtbot.keyClick(view, KEY.Key_Right, SHIFT)
    qtbot.keyClick(view, KEY.Key_1)
    assert chosen(view) == ["Critics"]


def test_with_alt_it_stays_exact(show, qtbot):
    view = show(TEXT)
    view.set_caret(TEXT.index("ritics"))
    for _ in range(2):
        qtbot.keyClick(view, KEY.Key_Right, SHIFT | ALT)
    qtbot.keyClick(view, KEY.Key_1)
    qtbot.wait(500)
    assert chosen(view) == ["ri"]


def test_slow_single_steps_with_shift_get_past_the_blank_between_words(show, qtbot):
    view = show(TEXT)
    view.set_caret(TEXT.index("Critics"))
    for _ in range(9):
        qtbot.keyClick(view, KEY.Key_Right, SHIFT)
        view._snap_timer.stop()
        view._settle_selection()
    assert chosen(view) != ["Critics"]
    assert chosen(view)[0].startswith("Critics ")


def test_ctrl_shift_right_selects_the_word_and_nothing_beside_it(show, qtbot):
    view = show(TEXT)
    view.set_caret(TEXT.index("Alba"))
    qtbot.keyClick(view, KEY.Key_Right, CTRL | SHIFT)
    assert chosen(view) == ["Alba"]
    qtbot.keyClick(view, KEY.Key_Right, CTRL | SHIFT)
    assert chosen(view) == ["Alba Renn"]


def test_s_selects_the_sentence_and_p_the_paragraph(show, qtbot):
    view = show(TEXT)
    view.set_caret(TEXT.index("allies"))
    qtbot.keyClick(view, KEY.Key_S)
    assert chosen(view) == ["The S-400 order, Mr. O'Neil said, will go to U.S. allies."]
    qtbot.keyClick(view, KEY.Key_P)
    assert chosen(view) == [TEXT.partition("\n")[0]]


def test_ctrl_a_and_ctrl_c_copy_the_text_as_it_is_stored(show, qtbot):
    text = "One\r\n\u00a0two\u2028e\u0301 😀"
    view = show(text)
    qtbot.keyClick(view, KEY.Key_A, CTRL)
    qtbot.keyClick(view, KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == text


def test_keys_that_type_change_nothing(show, qtbot):
    view = show(TEXT)
    qtbot.keyClicks(view, "qx7@")
    for code, letter in ((0x416, "ж"), (0, "é"), (KEY.Key_Dead_Acute, "")):
        QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, letter))
    assert view.version.text == TEXT
    assert (view.caret(), view.selection()) == (0, None)


def test_movements_can_be_asked_for_by_name(show):
    view = show(TEXT)
    view.move_caret(MoveKind.WORD_RIGHT, extend=True)
    view.move_caret(MoveKind.WORD_RIGHT, extend=True)
    assert chosen(view) == ["The S-400"]
    view.move_caret(MoveKind.RIGHT)
    assert (view.caret(), view.selection()) == (9, None)


def test_a_click_on_a_tag_makes_the_smallest_current_and_escape_lets_go(show, make, mouse, qtbot):
    inner, outer = make.tag(TEXT, "Velm"), make.tag(TEXT, "Critics in Velm doubt")
    view = show(TEXT, [outer, inner])
    told = []
    view.current_changed.connect(told.append)
    mouse.click(view, TEXT.index("Velm") + 1)
    mouse.click(view, TEXT.index("Critics") + 1)
    qtbot.keyClick(view, KEY.Key_Escape)
    assert told == [inner.uid, outer.uid, None]


def test_tab_walks_the_tags_at_the_caret_smallest_first(show, make, qtbot):
    tags = [make.tag(TEXT, quote) for quote in ("Velm", "in Velm", "Critics in Velm doubt it.")]
    view = show(TEXT, tags)
    view.set_caret(TEXT.index("Velm"))
    seen = []
    for key in (KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Backtab):
        qtbot.keyClick(view, key)
        seen.append(view.current())
    uids = [one.uid for one in tags]
    assert seen == [uids[0], uids[1], uids[2], uids[0], uids[2]]


def test_tab_leaves_the_text_where_there_is_no_tag_left_to_walk_to(show, make, qtbot):
    view = show(TEXT, [make.tag(TEXT, "Velm")])
    view.set_caret(TEXT.index("Velm"))
    event = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Tab, Qt.KeyboardModifier.NoModifier)
    assert view._walks(event)
    qtbot.keyClick(view, KEY.Key_Tab)
    assert not view._walks(event)


def test_j_and_k_go_through_annotations_in_text_order(show, make, qtbot):
    tags = [make.tag(TEXT, quote) for quote in ("S-400", "Mr. O'Neil", "O'Neil", "Velm", "Alba Renn")]
    view = show(TEXT, reversed(tags))
    seen = []
    for _ in range(6):
        qtbot.keyClick(view, KEY.Key_J)
        seen.append(view.current())
    assert seen == [*(one.uid for one in tags), tags[-1].uid]
    qtbot.keyClick(view, KEY.Key_K)
    assert view.current() == tags[-2].uid
    assert view.caret() == tags[-2].start


def test_moving_off_the_current_tag_lets_it_go(show, make, qtbot):
    view = show(TEXT, [make.tag(TEXT, "S-400")])
    view.reveal(view.annotations()[0].uid)
    qtbot.keyClick(view, KEY.Key_Right)
    assert view.current() is not None
    qtbot.keyClick(view, KEY.Key_End)
    assert view.current() is None


def test_the_pointer_lights_up_the_tag_below_it_only(show, make, mouse, qtbot):
    tag = make.tag(TEXT, "Velm")
    view = show(TEXT, [tag])
    told = []
    view.hovered_changed.connect(told.append)
    qtbot.mouseMove(view.viewport(), mouse.at(view, TEXT.index("Velm") + 1))
    qtbot.waitUntil(lambda: told == [tag.uid])
    qtbot.mouseMove(view.viewport(), mouse.at(view, 2))
    qtbot.waitUntil(lambda: told == [tag.uid, None])


def test_double_click_and_enter_activate_a_tag(show, make, mouse, qtbot):
    tag = make.tag(TEXT, "Alba Renn")
    view = show(TEXT, [tag])
    with qtbot.waitSignal(view.activated) as told:
        mouse.double(view, tag.start + 1)
    assert told.args == [tag.uid]
    assert view.current() == tag.uid
    with qtbot.waitSignal(view.activated) as told:
        qtbot.keyClick(view, KEY.Key_Return)
    assert told.args == [tag.uid]


def test_dragging_an_end_of_the_current_tag_asks_for_new_spans(show, make, mouse, qtbot):
    tag = make.tag(TEXT, "Alba")
    view = show(TEXT, [tag])
    view.reveal(tag.uid)
    edge = view.rect_of(tag.end - 1, tag.end)[0]
    grip = QPoint(round(edge.right()), round(edge.center().y()))
    with qtbot.waitSignal(view.ends_moved) as told:
        mouse.drag_points(view, grip, mouse.at(view, tag.end + 3, share=0.8))
    wider = Span(tag.start, tag.start + len("Alba Renn"))
    assert told.args == [tag.uid, "mention", [wider]]
    assert view.selection() is None
    assert view.current() == tag.uid


def test_dragging_an_end_of_a_claim_names_the_role_it_belongs_to(show, make, mouse, qtbot):
    claim = make.claim(TEXT, "doubt it", source="Critics", cue="")
    view = show(TEXT, [claim])
    view.set_current(claim.uid)
    edge = view.rect_of(TEXT.index("Critics") + 6, TEXT.index("Critics") + 7)[0]
    grip = QPoint(round(edge.right()), round(edge.center().y()))
    with qtbot.waitSignal(view.ends_moved) as told:
        mouse.drag_points(view, grip, mouse.at(view, TEXT.index("Velm") + 2))
    start = TEXT.index("Critics")
    assert told.args == [claim.uid, "source", [Span(start, start + len("Critics in Velm"))]]


def test_a_click_on_a_bracket_in_the_margin_chooses_the_claim(show, make, qtbot):
    claim = make.claim(TEXT, "names Alba Renn twice")
    view = show(TEXT, [claim])
    rect = view.rect_of(claim.start, claim.start + 1)[0]
    left = view.rect_of(TEXT.index("A second"), TEXT.index("A second") + 1)[0].left()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(left) - 25, round(rect.center().y())))
    assert view.current() == claim.uid


def test_a_changed_or_deleted_tag_stays_or_stops_being_current(show, make):
    tag = make.tag(TEXT, "Velm")
    view = show(TEXT, [tag])
    view.set_current(tag.uid)
    told = []
    view.current_changed.connect(told.append)
    moved = make.tag_at(TEXT, tag.start, tag.end, make.PLACE)
    from dataclasses import replace

    after = replace(tag, label=moved.label)
    view.apply(ChangeSet("Label", (Change(tag, after),)))
    assert (view.current(), told) == (tag.uid, [])
    view.apply(ChangeSet("Delete", (Change(after, None),)))
    assert (view.current(), told) == (None, [None])


def test_selection_and_caret_signals_tell_each_change_once(show):
    view = show(TEXT)
    selections, carets = [], []
    view.selection_changed.connect(lambda: selections.append(view.selection()))
    view.caret_moved.connect(carets.append)
    view.select(4, 9)
    view.select(4, 9)
    view.clear_selection()
    assert selections == [(4, 9), None]
    assert carets == [9]


def test_the_map_shows_where_tags_are_and_a_click_goes_there(show, make, qtbot):
    text = "\n\n".join(f"Paragraph {n} of a long text." for n in range(200))
    tag = make.tag(text, "Paragraph 150")
    view = show(text, [tag])
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bool(bar._counted()))
    ((_color, rects),) = bar._counted()
    assert len(rects) == 1
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=rects[0].center().toPoint())
    qtbot.waitUntil(lambda: bool(view.rect_of(tag.start, tag.end)))
    assert view.viewport().rect().contains(view.rect_of(tag.start, tag.end)[0].toRect())


def test_the_caret_blinks_at_the_pace_of_the_system_and_never_when_told_so(show, qtbot):
    hints = QGuiApplication.styleHints()
    before = hints.cursorFlashTime()
    view = show(TEXT)
    qtbot.waitUntil(view.hasFocus)
    try:
        hints.setCursorFlashTime(600)
        qtbot.keyClick(view, KEY.Key_Right)
        assert view._blink.interval() == 300
        assert view._blink.isActive()
        hints.setCursorFlashTime(0)
        qtbot.keyClick(view, KEY.Key_Right)
        assert not view._blink.isActive()
    finally:
        hints.setCursorFlashTime(before)


def test_exact_selection_can_be_switched_on_instead_of_holding_alt(show, mouse):
    view = show(TEXT)
    view.set_exact(True)
    start = TEXT.index("ritic")
    mouse.drag(view, start, start + 3)
    assert (view.is_exact(), chosen(view)) == (True, ["rit"])


def test_the_caret_in_a_crowd_of_tags_shows_them_all(show, make, qtbot):
    tags = [make.tag_at(TEXT, 4, 9 + n) for n in range(6)]
    view = show(TEXT, tags)
    view.set_caret(4)
    qtbot.keyClick(view, KEY.Key_Right)
    assert [one.uid for one in view._scene.stacked] == [one.uid for one in tags]
    qtbot.keyClick(view, KEY.Key_End)
    assert view._scene.stacked == []
