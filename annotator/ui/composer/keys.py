"""From a key that is pressed to what it is called in the table of the composer."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.ui.composer.commands import COMPOSER_COMMANDS
from annotator.ui.key_positions import key_at

_VERBS = {key: command.id for command in COMPOSER_COMMANDS for key in command.keys}
_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_NAMES = {"Enter": "Return", "Shift+Enter": "Shift+Return", "Shift+Backtab": "Shift+Tab", "Backtab": "Shift+Tab"}


def verb_of(event: QKeyEvent) -> str:
    """Return the composer's verb for a key, a digit as it is, or nothing."""
    name = name_of(event)
    return name if len(name) == 1 and name.isdigit() else _VERBS.get(name, "")


def name_of(event: QKeyEvent) -> str:
    """Return a key's name; letters and digits of other layouts are those at their place."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not modifiers & _WITH and is_typed(event):
        return _of_text(event, event.text(), is_shifted=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
    combination = QKeyCombination(modifiers, Qt.Key(event.key()))
    name = QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)
    return _NAMES.get(name, name)


def is_typed(event: QKeyEvent) -> bool:
    """Tell whether a key gives a character that can be seen."""
    text = event.text()
    return len(text) == 1 and text.isprintable() and not text.isspace()


def _of_text(event: QKeyEvent, text: str, *, is_shifted: bool) -> str:
    if text == "+" or (text.isascii() and text.isdigit()):
        return text
    if text.isascii() and text.isalpha():
        return f"Shift+{text.upper()}" if is_shifted else text.upper()
    place = key_at(event)
    return f"Shift+{place}" if is_shifted and place.isalpha() else place
