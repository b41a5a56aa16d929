"""Each gesture of tagging by its key, and each of them in a menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

GESTURES = {
    "palette": "Return", "brush": "B", "sweep_next": ";", "sweep_back": ",", "sweep_accept": "Space",
    "sweep_accept_only": "Shift+Space", "accept": "A", "accept_all": "Shift+A", "reject": "X", "end_out": "]",
    "end_in": "[", "start_in": "}", "start_out": "{", "end_out_char": "Alt+]", "end_in_char": "Alt+[",
    "start_in_char": "Alt+}", "start_out_char": "Alt+{", "delete_tag": "Backspace", "next": "J", "previous": "K",
    "next_waiting": "G",
    "select_sentence": "S", "select_paragraph": "P", "note": "N", "sweep_everywhere": "E", "sweep_known": "F",
    "refer": "T", "split": "Y", "leave": "Esc", "claim": "C",
}  # fmt: skip


def entries(menu):
    """Return every action below a menu, those of menus that fill when they open included."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        below = action.menu()
        yield from entries(below) if below is not None else [action]


@pytest.fixture
def listed(window):
    return list(entries(window.header.menu.menu()))


@pytest.mark.parametrize(("name", "key"), GESTURES.items())
def test_each_gesture_has_its_key_and_stands_in_a_menu(window, listed, name, key):
    action = window.commands[name]
    assert action in listed
    assert QKeySequence(key) in action.shortcuts()


def test_every_action_of_the_window_is_in_a_menu(window, listed):
    missing = [one.text() for one in window.commands.all() if one not in listed]
    assert missing == []


def test_labels_are_in_a_menu_for_equal_places_and_for_one_alone(window, project, listed):
    names = [label.name for label in project.labels().in_use("entity")]
    assert [one.text() for one in window.commands.labels() if one in listed] == names
    assert [one.text() for one in window.commands.only_labels() if one in listed] == names


def test_every_action_can_be_triggered_and_refuses_in_words_what_it_can_not_do(qtbot, window, listed):
    """Choose each entry that opens nothing and closes nothing, on an article with nothing chosen in it."""
    opens = {"new_project", "open_project", "import", "export", "print", "save_pdf", "quit", "help", "menu",
             "text_settings", "full_screen", "backup", "delete_article", "paste_article"}  # fmt: skip
    for action in listed:
        if action.objectName() in opens or not action.isEnabled() or action.isSeparator():
            continue
        window.places.read()
        action.trigger()
    window.commands["theme_light"].trigger()
    assert window.isVisible()


def tag(keys, quote, label="1"):
    start = keys.text.index(quote)
    keys.window.reader.select(start, start + len(quote))
    keys.press(label)


def test_a_tag_keeps_its_id_link_and_note_when_its_ends_move_and_its_label_changes(keys, project, window):
    tag(keys, "Alba Renn")
    before = project.annotation(window.reader.current())
    keys.press("[", "2")
    after = project.annotation(before.uid)
    assert (after.quote, after.mention.entity) == ("Alba", before.mention.entity)
    assert keys.tags()[0][1] == "ORG"


def test_a_fragment_is_added_with_control(qtbot, keys, hand, window):
    acting = hand(window)
    acting.drag("Minister")
    acting.drag("Trade", Qt.KeyboardModifier.ControlModifier)
    keys.press("1")
    assert keys.tags()[0][0] == "Minister […] Trade"


def test_tab_walks_the_tags_stacked_at_the_caret(keys, window, project):
    tag(keys, "Alba Renn")
    tag(keys, "Alba", "2")
    window.reader.set_current(None)
    window.reader.set_caret(keys.text.index("Alba") + 1)
    seen = []
    for _ in range(2):
        qt_tab(keys)
        seen.append(project.annotation(window.reader.current()).quote)
    assert seen == ["Alba", "Alba Renn"]


def qt_tab(keys):
    from PySide6.QtTest import QTest

    QTest.keyClick(keys.window.windowHandle(), Qt.Key.Key_Tab)


def test_backspace_deletes_with_a_word_on_undo(keys, window):
    tag(keys, "Alba Renn")
    keys.press("Backspace")
    assert keys.tags() == []
    assert "Alba Renn" in window.strip.said()
    assert window.strip.toast.button.isVisible()


def test_the_sweep_goes_around_what_was_tagged_by_hand(keys):
    tag(keys, "Alba Renn")
    keys.press("Esc", ";")
    assert keys.framed() == "Monday"


def test_a_read_only_project_refuses_the_sweep(window):
    window.commands.set_editable(False)
    for name in ("sweep_next", "sweep_accept", "palette", "brush", "refer", "split"):
        assert not window.commands[name].isEnabled()
    assert not any(one.isEnabled() for one in window.commands.only_labels())


def test_g_walks_what_waits_for_review_through_all_articles(keys, window, project):
    first = window.reader.article.uid
    keys.press(";", "Space", "Esc")
    second = keys.open("Jon Renn met Jon Renn.\n")
    keys.press(";", "Space", "Esc")
    window.open_article(first)
    window.reading.take_focus()
    window.reader.set_caret(0)
    seen = []
    for _ in range(3):
        keys.press("g")
        seen.append((window.reader.article.uid, project.annotation(window.reader.current()).status))
    assert seen == [(first, "draft"), (second, "draft"), (first, "draft")]
    keys.press("a", "g", "a", "g")
    assert window.strip.said() == "Nothing waits for review."
