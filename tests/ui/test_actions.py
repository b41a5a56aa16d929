"""The table of commands, and what its keys do."""

from collections import Counter
from html import escape

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QToolButton

from annotator.ui.actions import RESERVED
from annotator.ui.commands import COMMANDS, MENUS
from annotator.ui.key_positions import key_at


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.id)
def test_every_command_says_what_it_is(command):
    assert command.text and command.tip and not command.tip.endswith(".")
    assert command.menu in (*MENUS, "article", "text", "theme", "reading")
    assert bool(command.keys) is (command.places != ("none",))


def test_every_key_is_unique_in_its_place():
    for place in ("reader", "library"):
        acting = [one for one in COMMANDS if place in one.places or "window" in one.places]
        keys = Counter(QKeySequence(key).toString() for one in acting for key in one.keys)
        assert [key for key, count in keys.items() if count > 1] == []


def test_ids_are_unique():
    assert len({one.id for one in COMMANDS}) == len(COMMANDS)


def test_every_command_is_an_action_with_a_verb(window):
    for command in COMMANDS:
        action = window.commands[command.id]
        assert action.text() == command.text
        assert escape(command.tip) in action.toolTip() or command.id in ("undo", "redo")
        assert [one.toString() for one in action.shortcuts()] == [QKeySequence(key).toString() for key in command.keys]
        assert callable(window.commands.verb(command))


def test_every_command_is_in_the_menu(window):
    def listed(menu):
        for action in menu.actions():
            yield action.objectName()
            if action.menu():
                yield from listed(action.menu())

    menu = window.header.menu.menu()
    menu.aboutToShow.emit()
    assert {one.id for one in COMMANDS} <= set(listed(menu))


def test_the_labels_of_the_project_are_in_the_menu_with_their_keys(qtbot, window, project):
    entities = project.labels().in_use("entity")
    assert [one.text() for one in window.commands.labels()] == [label.name for label in entities]
    by_key = {label.shortcut: label.uid for label in entities if label.shortcut}
    for action in window.commands.labels():
        key = action.shortcut().toString()
        assert not key or by_key[key] == action.objectName().removeprefix("label:")


def test_no_label_takes_the_letter_of_a_command(project):
    taken = {label.shortcut for label in project.labels().in_use("entity")} & RESERVED
    assert taken == set()


def test_single_letters_act_only_where_the_text_has_the_focus(window):
    single = [one for one in COMMANDS if any(len(key) == 1 for key in one.keys)]
    assert single
    for command in single:
        action = window.commands[command.id]
        assert action.shortcutContext() is Qt.ShortcutContext.WidgetWithChildrenShortcut
        assert command.places == ("reader",)


def key_event(text, scan_code, key=0):
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, scan_code, 0, 0, text)


def test_the_digit_row_of_a_french_keyboard_tags(window, project, article_id):
    window.reader.setFocus()
    window.reader.select(4, 12)
    QApplication.sendEvent(window.reader, key_event("&", 10, Qt.Key.Key_Ampersand))
    labels = project.labels()
    assert [labels[one.label].shortcut for one in project.annotations(article_id)] == ["1"]


def test_a_cyrillic_letter_acts_as_the_latin_one_at_its_place(window, project, article_id):
    window.reader.setFocus()
    window.reader.set_caret(10)
    QApplication.sendEvent(window.reader, key_event("с", 54))
    QApplication.sendEvent(window.reader, key_event("\r", 36, Qt.Key.Key_Return))
    assert [one.kind for one in project.annotations(article_id)] == ["claim"]


def test_the_place_of_a_key_is_unknown_without_a_scan_code():
    assert key_at(key_event("é", 0)) == ""


def test_undo_and_redo_say_what_they_would_do(qtbot, window, project, reader_with_tag):
    assert "Tag Person" in window.commands["undo"].toolTip()
    assert not window.commands["redo"].isEnabled()
    qtbot.mouseClick(window.header.undo, Qt.MouseButton.LeftButton)
    assert "Tag Person" in window.commands["redo"].toolTip()


@pytest.fixture
def reader_with_tag(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    window.reader.setFocus()
    window.reader.select(4, 12)
    qtbot.keyClick(window.reader, Qt.Key.Key_1)
    return window.reader


def test_the_theme_in_use_is_checked_in_the_menu(window):
    window.commands["theme_dark"].trigger()
    assert window.commands["theme_dark"].isChecked()
    assert not window.commands["theme_light"].isChecked()
    window.commands["theme_light"].trigger()
    assert window.settings.theme == "light"


def test_every_button_of_the_header_is_reached_by_keyboard_and_named(window):
    for button in window.header.findChildren(QToolButton):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.accessibleName()
