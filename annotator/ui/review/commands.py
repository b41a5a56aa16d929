"""The commands of the review table: what each is called, its keys and the method it calls."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP as N_
from PySide6.QtCore import QCoreApplication

_CONTEXT = "ReviewCommands"


@dataclass(frozen=True, slots=True)
class ReviewCommand:
    """One thing the review table can do."""

    id: str
    text: object
    keys: tuple[str, ...]
    tip: object
    is_edit: bool = False

    @property
    def verb(self) -> str:
        """The name of the view's method."""
        return self.id.removeprefix("review_")

    @property
    def shown_text(self) -> str:
        """The text in the language of the window."""
        return QCoreApplication.translate(_CONTEXT, str(self.text))

    @property
    def shown_tip(self) -> str:
        """The tip in the language of the window."""
        return QCoreApplication.translate(_CONTEXT, str(self.tip))


def _command(name: str, text: object, *keys: str, tip: object, is_edit: bool = False) -> ReviewCommand:
    return ReviewCommand(f"review_{name}", text, keys, tip, is_edit)


REVIEW_COMMANDS = (
    _command("next", N_(_CONTEXT, "Next row"), "J", tip=N_(_CONTEXT, "Go to the row below")),
    _command("previous", N_(_CONTEXT, "Previous row"), "K", tip=N_(_CONTEXT, "Go to the row above")),
    _command("check", N_(_CONTEXT, "Select the row"), "Space", tip=N_(_CONTEXT, "Select the row, or no longer")),
    _command("check_next", N_(_CONTEXT, "Select and go on"), "Shift+J", tip=N_(_CONTEXT, "Select it and go below")),
    _command("check_all", N_(_CONTEXT, "Select all rows"), "Ctrl+A", tip=N_(_CONTEXT, "Select every row of the table")),
    _command("check_none", N_(_CONTEXT, "Select none"), "Esc", tip=N_(_CONTEXT, "Take back the selection of rows")),
    _command("open", N_(_CONTEXT, "Open in the text"), "Return", "Enter", tip=N_(_CONTEXT, "Show it in its article")),
    _command("accept", N_(_CONTEXT, "Accept"), "A", tip=N_(_CONTEXT, "Accept the selected rows"), is_edit=True),
    _command(
        "reject", N_(_CONTEXT, "Reject"), "X", is_edit=True,
        tip=N_(_CONTEXT, "Reject the selected rows, for the reason given last"),
    ),
    _command(
        "reject_because", N_(_CONTEXT, "Reject because…"), "Shift+X", is_edit=True,
        tip=N_(_CONTEXT, "Reject the selected rows and say why"),
    ),
    _command("dispute", N_(_CONTEXT, "Dispute"), "D", tip=N_(_CONTEXT, "Mark the rows as disputed"), is_edit=True),
    _command("reopen", N_(_CONTEXT, "Review again"), "R", tip=N_(_CONTEXT, "Put rows back to review"), is_edit=True),
    _command("link", N_(_CONTEXT, "Link to an entity"), "L", tip=N_(_CONTEXT, "Give the rows an entity"), is_edit=True),
    _command("note", N_(_CONTEXT, "Write a note"), "N", tip=N_(_CONTEXT, "Write a note on the rows"), is_edit=True),
    _command(
        "delete", N_(_CONTEXT, "Delete"), "Del", "Backspace", tip=N_(_CONTEXT, "Delete the selected rows"), is_edit=True
    ),
)  # fmt: skip
RESERVED = frozenset(key for command in REVIEW_COMMANDS for key in command.keys)
"""Keys that no label has in the table."""
