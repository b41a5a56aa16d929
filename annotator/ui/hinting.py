"""Which keys are worth naming right now: the hint line follows selection, caret and tag."""

from PySide6.QtCore import QCoreApplication

from annotator.model.annotation import Annotation
from annotator.model.label import LabelSet
from annotator.ui.actions import shown_keys
from annotator.ui.commands import COMMANDS
from annotator.ui.translation import N_, translated
from annotator.ui.widgets import Hint

Rows = tuple[tuple[str, str], ...]
_KEYS = {command.id: command.keys for command in COMMANDS}
_SELECTION = (
    ("label", N_("Hints", "tag")),
    ("palette", N_("Hints", "choose")),
    ("claim", N_("Hints", "claim")),
    ("end_out", N_("Hints", "longer")),
    ("end_in", N_("Hints", "shorter")),
    ("leave", N_("Hints", "leave")),
)
_WAITING = (
    ("accept", N_("Hints", "accept")),
    ("reject", N_("Hints", "reject")),
    ("label", N_("Hints", "other label")),
    ("delete_tag", N_("Hints", "delete")),
    ("note", N_("Hints", "note")),
    ("next", N_("Hints", "next")),
)
_TAG = (
    ("label", N_("Hints", "other label")),
    ("palette", N_("Hints", "choose")),
    ("note", N_("Hints", "note")),
    ("delete_tag", N_("Hints", "delete")),
    ("end_out", N_("Hints", "longer")),
    ("dispute", N_("Hints", "dispute")),
    ("next", N_("Hints", "next")),
)
_CLAIM = (
    ("claim_cue", N_("Hints", "selection is cue")),
    ("claim_source", N_("Hints", "is source")),
    ("claim_content", N_("Hints", "more content")),
    ("note", N_("Hints", "note")),
    ("delete_tag", N_("Hints", "delete")),
    ("next", N_("Hints", "next")),
)
_WORD = (
    ("sweep_next", N_("Hints", "sweep")),
    ("label", N_("Hints", "tag the word")),
    ("claim", N_("Hints", "claim of the sentence")),
    ("select_sentence", N_("Hints", "select sentence")),
    ("next", N_("Hints", "next tag")),
    ("search", N_("Hints", "search")),
)
_READ_ONLY = (
    ("next", N_("Hints", "next tag")),
    ("previous", N_("Hints", "previous")),
    ("find", N_("Hints", "find")),
    ("search", N_("Hints", "search")),
)
_GLYPHS = {"Backspace": "⌫", "Del": "⌦", "Return": "⏎", "Shift+Space": "⇧ Space"}


def hints(
    labels: LabelSet, *, has_selection: bool, current: Annotation | None, is_read_only: bool = False
) -> list[Hint]:
    """Return what the keys do in this state of the text."""
    rows = _READ_ONLY if is_read_only else _rows(has_selection, current)
    found = (Hint(keys_of(name, labels), translated("Hints", text)) for name, text in rows)
    return [hint for hint in found if hint.keys]


def _rows(has_selection: bool, current: Annotation | None) -> Rows:
    if has_selection and not (current and current.kind == "claim"):
        return _SELECTION
    if current is None:
        return _WORD
    if not current.is_decided:
        return _WAITING
    return _CLAIM if current.kind == "claim" else _TAG


def keys_of(name: str, labels: LabelSet | None = None) -> tuple[str, ...]:
    """Return the keys of a command, of labels or of Escape, as they are printed on a keyboard."""
    if name == "leave":
        return (QCoreApplication.translate("Hints", "Esc"),)
    if name == "label":
        return label_keys(labels or LabelSet())
    key = _KEYS[name][0]
    return (_GLYPHS.get(key) or shown_keys([key]),)


def label_keys(labels: LabelSet) -> tuple[str, ...]:
    """Return the first and the last digit that give a label, or the first key there is."""
    keys = [label.shortcut for label in labels.in_use("entity") if label.shortcut]
    digits = sorted(key for key in keys if key.isdigit() and key != "0")
    if len(digits) > 2:
        return (f"{digits[0]}–{digits[-1]}",)
    return tuple(keys[:1])
