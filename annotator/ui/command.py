"""What a command of the window is: its name, its keys, where they act, and the verb it does."""

from dataclasses import dataclass

from annotator.ui.translation import translated

MENUS = ("file", "edit", "tag", "sweep", "claim", "view", "go", "help")
PLACES = ("window", "reader", "library", "none")
"""Where keys act: anywhere in the window, only in the text, only in the list of articles, or by menu alone."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the window can do. `verb` names a method: `tagging.delete` is `delete` of the tagging verbs."""

    id: str
    menu: str
    text: str
    keys: tuple[str, ...]
    verb: str
    tip: str
    icon: str = ""
    places: tuple[str, ...] = ("window",)
    is_edit: bool = False
    """Whether it changes the project, so that a read-only one refuses it."""
    long_text: str = ""
    """What the search calls it, where the text is clear only below the title of its menu."""

    @property
    def shown_text(self) -> str:
        """The text in the language of the window."""
        return translated("Commands", self.text)

    @property
    def shown_long_text(self) -> str:
        """What the search calls it, in the language of the window."""
        return translated("Commands", self.long_text or self.text)

    @property
    def shown_tip(self) -> str:
        """The tip in the language of the window."""
        return translated("Commands", self.tip)


def in_window(
    name: str, menu: str, text: str, *keys: str, verb: str, tip: str, icon: str = "", is_edit: bool = False
) -> Command:
    """Return a command whose keys act anywhere in the window; without keys it is reached by menu and search."""
    return Command(name, menu, text, keys, verb, tip, icon, ("window",) if keys else ("none",), is_edit)


def in_reader(
    name: str, menu: str, text: str, *keys: str, verb: str, tip: str, icon: str = "", is_edit: bool = False
) -> Command:
    """Return a command whose keys act only while the text has the focus."""
    return Command(name, menu, text, keys, verb, tip, icon, ("reader",), is_edit)
