"""Keys that tag on keyboards whose letters or digits are elsewhere: what arrives is what those keyboards send."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
FRENCH_DIGITS = "&é\"'(-è_çà"


@pytest.fixture
def send(keys, window):
    """Return what sends a key as a keyboard does: its place, the character it types there, and Shift."""

    def send(place, text, modifiers=PLAIN):
        code = ord(text.upper()) if len(text.upper()) == 1 else 0
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, code, modifiers, place + 8, 0, 0, text)
            event.ignore()
            QApplication.sendEvent(window.reader, event)
            if kind is QEvent.Type.ShortcutOverride and not event.isAccepted() and _act(window, text, modifiers):
                return

    return send


def _act(window, text, modifiers):
    """Do what the shortcut map does with a character: trigger the action that has it, if there is one."""
    wanted = text.upper()
    for action in window.reader.actions():
        if action.isEnabled() and wanted in [one.toString() for one in action.shortcuts()]:
            action.trigger()
            return True
    return False


@pytest.mark.parametrize(("place", "text"), [(2 + n, sign) for n, sign in enumerate(FRENCH_DIGITS)])
def test_the_digit_row_of_a_french_keyboard_gives_labels_without_shift(keys, window, project, send, place, text):
    window.reader.select(4, 12)
    send(place, text)
    labels = project.labels()
    digit = "1234567890"[place - 2]
    assert [labels.by_shortcut(digit).key] == [tag[1] for tag in keys.tags()]


def test_on_a_french_keyboard_shift_and_a_digit_tag_this_place_alone(keys, window, send):
    send(51, ";")
    assert keys.framed() == "Alba Renn"
    send(3, "2", SHIFT)
    assert [tag[:2] for tag in keys.tags()] == [("Alba Renn", "ORG")]


def test_on_a_french_keyboard_a_letter_is_what_it_says(keys, window, project, send):
    window.reader.select(4, 12)
    send(30, "q")
    assert [tag[1] for tag in keys.tags()] == ["QUANTITY"]


def test_a_russian_keyboard_begins_the_sweep_accepts_and_rejects(keys, window, send):
    send(39, "ж")
    assert keys.framed() == "Alba Renn"
    send(45, "ч")
    assert keys.framed() == "Monday"
    send(51, "б")
    assert keys.framed() == "Renn"


def test_a_russian_keyboard_moves_edges(keys, window, send):
    send(39, "ж")
    send(27, "ъ")
    assert keys.framed() == "Alba Renn, said"
    send(26, "Х", SHIFT)
    assert keys.framed() == "Trade, Alba Renn, said"


@pytest.mark.parametrize(("place", "text", "key"), [(17, "ц", "WEAPON"), (47, "м", "VEHICLE"), (38, "д", "LAW")])
def test_russian_letters_give_the_labels_at_their_places(keys, window, send, place, text, key):
    window.reader.select(4, 12)
    send(place, text)
    assert [tag[1] for tag in keys.tags()] == [key]


def test_a_russian_b_is_the_brush(keys, window, send):
    send(48, "и")
    assert window.brush.is_on
