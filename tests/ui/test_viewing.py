"""Settings of the text take effect at once and are kept; what is in the way of reading can be hidden."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator import settings
from annotator.ui import theme
from annotator.ui.dialogs.reading import NAMES, NUMBERS


@pytest.fixture
def dialog(window):
    window.commands["text_settings"].trigger()
    yield window.viewing._dialog
    window.viewing._dialog.close()


@pytest.mark.parametrize(("name", "value"), [("reading_size", 24), ("column_width", 480), ("paragraph_spacing", 30)])
def test_a_number_typed_shows_at_once_and_is_kept(window, dialog, name, value):
    before = window.reader.viewport().grab().toImage()
    dialog.numbers[name].setValue(value)
    assert getattr(window.reader.style_in_use(), name) == value
    assert getattr(settings.load(), name) == value
    assert window.reader.viewport().grab().toImage() != before


def test_every_setting_of_the_text_is_offered_with_a_name(dialog):
    assert set(dialog.numbers) | set(dialog.switches) | {"theme", "reading_font"} == set(NAMES)
    fields = [dialog.theme, dialog.font_family, *dialog.numbers.values()]
    assert all(field.accessibleName() for field in fields)


def test_font_and_theme_are_chosen_there_too(window, dialog):
    dialog.theme.setCurrentIndex(dialog.theme.findData("sepia"))
    family = dialog.font_family.itemData(1)
    dialog.font_family.setCurrentIndex(1)
    assert theme.current().name == "sepia"
    assert settings.load().reading_font == family == window.reader.style_in_use().reading_font
    window.commands["theme_light"].trigger()
    assert dialog.theme.currentData() == "light"


def test_usual_values_bring_everything_back(window, dialog):
    for name in NUMBERS:
        dialog.numbers[name].setValue(dialog.numbers[name].maximum())
    dialog.switches["justified"].click()
    dialog.usual.click()
    assert settings.load() == settings.Settings(person_uid=window.settings.person_uid)


@pytest.mark.parametrize("name", ["justified", "label_marks", "show_invisible"])
def test_a_switch_is_checked_in_the_menu_while_it_is_on(window, dialog, name):
    action = window.commands[name]
    for is_on in (True, False):
        action.trigger()
        assert (action.isChecked(), getattr(settings.load(), name)) == (is_on, is_on)
        assert getattr(window.reader.style_in_use(), name) is is_on
        assert dialog.switches[name].isChecked() is is_on


@pytest.mark.parametrize(
    ("name", "field", "by"),
    [("looser", "line_height", 0.1), ("closer", "paragraph_spacing", -4), ("wider", "column_width", 40)],
)
def test_steps_change_a_setting_within_its_bounds(window, name, field, by):
    declared = next(one for one in settings.SETTINGS if one.name == field)
    before = getattr(window.settings, field)
    window.commands[name].trigger()
    assert getattr(window.settings, field) == pytest.approx(before + by)
    for _ in range(80):
        window.commands[name].trigger()
    assert getattr(window.settings, field) in (declared.least, declared.most)


def test_only_the_text_stays_and_the_rest_comes_back(qtbot, window):
    parts = (window.header, window.library, window.panel, window.status)
    window.commands["focus_mode"].trigger()
    assert not any(part.isVisible() for part in parts)
    assert window.reader.isVisible() and window.commands["focus_mode"].isChecked()
    window.commands["focus_mode"].trigger()
    assert all(part.isVisible() for part in parts)
    assert not window.commands["focus_mode"].isChecked()


def test_what_was_hidden_before_stays_hidden_afterwards(window):
    window.commands["toggle_panel"].trigger()
    for _ in range(2):
        window.commands["focus_mode"].trigger()
    assert not window.panel.isVisible() and window.library.isVisible()


def test_full_screen_is_left_by_the_same_key(window):
    window.commands["full_screen"].trigger()
    assert window.isFullScreen() and window.commands["full_screen"].isChecked()
    window.commands["full_screen"].trigger()
    assert not window.isFullScreen()


def test_exact_characters_can_be_switched_on_from_the_menu(window):
    window.commands["exact"].trigger()
    assert window.reader.is_exact() and window.commands["exact"].isChecked()
    window.commands["exact"].trigger()
    assert not window.reader.is_exact()


@pytest.fixture
def plain(window, qtbot):
    qtbot.waitUntil(window.isActiveWindow)
    window.reader.setFocus()
    window.commands["plain_reader"].trigger()
    return window.reading._plain


def test_the_plain_field_holds_the_text_and_has_the_keys(window, plain):
    assert plain.toPlainText() == window.reader.version.text
    assert plain.isVisible() and not window.reader.isVisible()
    assert window.focusWidget() is plain


def test_a_selection_in_the_plain_field_is_tagged_by_a_key(qtbot, window, plain, project, article_id):
    text = window.reader.version.text
    start = text.index("🚢") + 2
    plain.setTextCursor(plain._cursor(4, 12))
    assert window.reader.selection() == (4, 12)
    qtbot.keyClick(plain, Qt.Key.Key_1)
    assert [one.quote for one in project.annotations(article_id)] == ["Minister"]
    plain.setTextCursor(plain._cursor(start, start + 3))
    assert window.reader.selected_text() == text[start : start + 3]
    assert plain.extraSelections()


def test_the_page_shows_what_was_selected_in_the_plain_field_and_the_other_way_round(window, plain):
    window.reader.select(4, 12)
    assert plain.textCursor().selectedText() == "Minister"
    plain.setTextCursor(plain._cursor(30, 34))
    window.commands["plain_reader"].trigger()
    assert window.reader.isVisible() and not plain.isVisible()
    assert window.reader.selection() == (30, 34)
    assert window.focusWidget() is window.reader


def test_arrow_keys_move_the_shared_caret(qtbot, window, plain):
    window.reader.set_caret(0)
    qtbot.keyClick(plain, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert window.reader.caret() == plain.caret() == 4


def test_another_article_is_shown_as_plain_text_too(window, plain, project):
    from annotator.model.records import ArticleDraft
    from annotator.project import articles

    added = articles.add(project, [ArticleDraft("Ends", "one\r\ntwo\rthree\u2028four \ufdd0 five")]).added[0]
    window.open_article(added.uid)
    assert plain.isVisible()
    assert len(plain.toPlainText()) == len(window.reader.version.text)
    window.reader.select_all()
    copied = plain.createMimeDataFromSelection().text()
    assert copied == window.reader.version.text


def test_keys_that_move_in_the_text_work_after_a_tag_was_settled(qtbot, window, plain):
    plain.setTextCursor(plain._cursor(4, 12))
    qtbot.keyClick(plain, Qt.Key.Key_1)
    QApplication.sendEvent(plain, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, "j"))
    assert window.reader.caret() == plain.caret()
