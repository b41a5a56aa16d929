"""The menus of all commands: one menu bar where the platform has one, else one menu behind a button."""

from functools import cached_property

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.ui.actions import Actions
from annotator.ui.translation import N_, translated

TITLES = {
    "file": N_("Menus", "File"),
    "edit": N_("Menus", "Edit"),
    "tag": N_("Menus", "Tag"),
    "sweep": N_("Menus", "Sweep"),
    "claim": N_("Menus", "Claim"),
    "view": N_("Menus", "View"),
    "go": N_("Menus", "Go"),
    "help": N_("Menus", "Help"),
    "article": N_("Menus", "Article"),
    "text": N_("Menus", "Text"),
    "theme": N_("Menus", "Theme"),
    "labels": N_("Menus", "Label"),
    "only_labels": N_("Menus", "Label only this one"),
    "reading": N_("Menus", "Which of several"),
}
SUBMENUS = ("article", "text", "theme", "labels", "only_labels", "reading")
BREAKS_BEFORE = frozenset(
    ("delete_tag", "sweep_accept", "leave", "all_first", "import", "export", "quit", "find", "search",
     "select_sentence", "note", "accept", "end_out", "end_out_char",
     "claim_cue", "wider", "looser", "farther", "justified", "text_settings", "toggle_library", "article_new",
     "full_screen", "plain_reader", "copy", "exact", "print", "backup", "next_article", "next_pane")
)  # fmt: skip
"""Commands that begin a new group in their menu."""


class Menus:
    """Builds the menus from the actions when they are first opened, and keeps the list of labels in them up to date."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        self._actions = actions
        self._parent = parent

    @cached_property
    def article(self) -> QMenu:
        """The menu of what is done to an article."""
        return self._filled("article")

    @cached_property
    def _labels(self) -> QMenu:
        menu = self._titled("labels")
        menu.aboutToShow.connect(lambda: self._list(menu, self._actions.labels()))
        return menu

    @cached_property
    def _only_labels(self) -> QMenu:
        menu = self._titled("only_labels")
        menu.aboutToShow.connect(lambda: self._list(menu, self._actions.only_labels()))
        return menu

    @cached_property
    def _menus(self) -> dict[str, QMenu]:
        menus = {name: self._filled(name) for name in TITLES if name not in SUBMENUS}
        menus["file"].insertMenu(self._actions["export"], self.article)
        menus["view"].addSeparator()
        for name in ("text", "theme"):
            menus["view"].addMenu(self._filled(name))
        menus["tag"].insertMenu(menus["tag"].actions()[0], self._labels)
        for menu in (self._only_labels, self._filled("reading")):
            menus["sweep"].insertMenu(self._actions["sweep_everywhere"], menu)
        return menus

    def all(self) -> list[QMenu]:
        """Return the menus in the order of a menu bar."""
        return list(self._menus.values())

    def whole(self) -> QMenu:
        """Return one menu that holds the others once it opens."""
        menu = QMenu(self._parent)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        return menu

    def _fill(self, menu: QMenu) -> None:
        self._actions.dress()
        if menu.isEmpty():
            for each in self.all():
                menu.addMenu(each)

    def _filled(self, name: str) -> QMenu:
        menu = self._titled(name)
        for action in self._actions.of_menu(name):
            if action.objectName() in BREAKS_BEFORE and menu.actions():
                menu.addSeparator()
            menu.addAction(action)
        return menu

    def _titled(self, name: str) -> QMenu:
        menu = QMenu(translated("Menus", TITLES[name]), self._parent)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._actions.dress)
        return menu

    def _list(self, menu: QMenu, labels: list[QAction]) -> None:
        menu.clear()
        menu.addActions(labels)
