"""The brush, and the keys that say what a tag stands for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def acting(keys, window, hand):
    return hand(window)


def select(window, quote):
    start = window.reader.version.text.index(quote)
    window.reader.select(start, start + len(quote))


def test_with_the_brush_each_drag_is_tagged_at_once_until_escape(qtbot, keys, acting, window):
    keys.press("b", "2")
    acting.drag("Dockers’ League")
    qtbot.waitUntil(lambda: len(keys.tags()) == 1)
    acting.double("Velm", nth=1)
    qtbot.waitUntil(lambda: len(keys.tags()) == 2)
    assert [tag[:2] for tag in keys.tags()] == [("Velm", "ORG"), ("Dockers’ League", "ORG")]
    keys.press("Esc", "Esc")
    acting.drag("Alba Renn")
    QTest.qWait(20)
    assert len(keys.tags()) == 2
    assert window.reader.selection() is not None


def test_the_hint_line_says_what_the_brush_does(keys):
    keys.press("b")
    assert keys.hints() == ["choose the label of the brush", "put the brush away"]
    keys.press("3")
    assert keys.hints()[0] == "each selection is tagged Place (GPE)"
    keys.press("Esc")
    assert "put the brush away" not in keys.hints()


def test_another_label_key_loads_the_brush_anew(qtbot, keys, acting):
    keys.press("b", "2", "1")
    acting.drag("Jon Tarr")
    qtbot.waitUntil(lambda: [tag[:2] for tag in keys.tags()] == [("Jon Tarr", "PERSON")])


def test_the_brush_waits_until_shift_is_let_go_and_takes_whole_words(qtbot, keys, window):
    keys.press("b", "1")
    window.reader.set_caret(window.reader.version.text.index("Alba"))
    handle = window.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Shift, SHIFT)
    for _ in range(6):
        QTest.keyPress(handle, Qt.Key.Key_Right, SHIFT)
    assert keys.tags() == []
    QTest.keyRelease(handle, Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: [tag[0] for tag in keys.tags()] == ["Alba Renn"])


def test_the_brush_waits_for_all_fragments_while_control_is_held(qtbot, keys, acting, window):
    keys.press("b", "2")
    handle = window.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Control, CONTROL)
    acting.drag("Minister", CONTROL)
    acting.drag("Trade", CONTROL)
    QTest.qWait(20)
    assert keys.tags() == []
    QTest.keyRelease(handle, Qt.Key.Key_Control)
    qtbot.waitUntil(lambda: [tag[0] for tag in keys.tags()] == ["Minister […] Trade"])


def test_the_brush_tags_a_sentence_that_a_key_selects(qtbot, keys, window):
    keys.press("b", "8")
    window.reader.set_caret(5)
    keys.press("s")
    qtbot.waitUntil(lambda: [tag[1] for tag in keys.tags()] == ["EVENT"])


def test_a_selection_made_before_the_brush_has_its_label_is_tagged_by_the_label_key(qtbot, keys, window):
    select(window, "Jon Tarr")
    keys.press("b", "1")
    qtbot.waitUntil(lambda: [tag[0] for tag in keys.tags()] == ["Jon Tarr"])


def test_t_lets_a_description_stand_for_the_entity_before_it_and_again_for_the_one_before_that(keys, window, project):
    for name in ("Alba Renn", "Port Velm"):
        select(window, name)
        keys.press("1")
    select(window, "Critics")
    keys.press("t")
    tag = keys.tags()[-1]
    assert tag[:3] == ("Critics", "PERSON", "Port Velm")
    made = project.annotation(window.reader.current())
    assert (made.mention.form, made.mention.link_rule) == ("NOMINAL", "chosen")
    assert "Port Velm" in window.strip.said()
    keys.press("t")
    assert keys.tags()[-1][:3] == ("Critics", "PERSON", "Alba Renn")
    keys.press("t")
    assert keys.tags()[-1][:3] == ("Critics", "PERSON", "Port Velm")


def test_a_pronoun_is_told_from_a_description(keys, window, project):
    select(window, "Alba Renn")
    keys.press("1")
    select(window, "it")
    keys.press("t")
    assert project.annotation(window.reader.current()).mention.form == "PRONOMINAL"


def test_t_without_any_entity_says_so(keys, window):
    select(window, "Critics")
    keys.press("t")
    assert window.strip.said() == "No entity is mentioned in this article yet."
    assert keys.tags() == []


def test_y_splits_a_mention_off_and_gives_it_back(keys, window):
    keys.press(";", "Space", "Esc")
    spread = next(one for one in window.reader.annotations() if one.quote == "Renn")
    window.show_current(spread.uid)
    keys.press("y")
    assert [tag[2] for tag in keys.tags()] == ["Alba Renn", "Renn"]
    keys.press("y")
    assert [tag[2] for tag in keys.tags()] == ["Alba Renn", "Alba Renn"]


def test_y_on_the_only_mention_says_so(keys, window):
    select(window, "Jon Tarr")
    keys.press("1", "y")
    assert "only mention" in window.strip.said()


@pytest.mark.parametrize(("quote", "said"), [("Renn", "surname"), ("Alba Renn", "exact name")])
def test_the_inspector_says_by_which_rule_a_mention_was_linked(keys, window, quote, said):
    keys.press(";", "Space", "Esc")
    tag = next(one for one in window.reader.annotations() if one.quote == quote)
    window.show_current(tag.uid)
    rule = window.panel.inspector().mention.rule
    assert rule.isVisible() and said in rule.text()
