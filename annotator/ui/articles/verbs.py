"""What keys and menus do to the articles of the list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import UsageError
from annotator.project import articles

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class LibraryVerbs(QObject):
    """Verbs on the article that the list marks as current."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def rename(self) -> None:
        """Let the title be typed anew in the list."""
        self._needed()
        self._window.show_place("read")
        self._window.library.setVisible(True)
        self._window.library.rename_current()

    def rename_to(self, uid: str, title: str) -> None:
        """Give an article another title."""
        articles.edit(self._window.project, uid, title=title)

    def delete(self) -> None:
        """Take the article out of the project, with a word on how to get it back."""
        uid = self._needed()
        title = self._window.project.article(uid).title
        following = self._window.library.neighbour(1) or self._window.library.neighbour(-1)
        articles.delete(self._window.project, [uid])
        self._window.open_article(following if following != uid else "")
        self._window.say_with_undo(self.tr("Deleted “{0}”").format(title))

    def set_new(self) -> None:
        """Say that the article is not begun."""
        self._set("new")

    def set_in_progress(self) -> None:
        """Say that tags are missing."""
        self._set("in_progress")

    def set_annotated(self) -> None:
        """Say that nothing is left to tag."""
        self._set("annotated")

    def set_reviewed(self) -> None:
        """Say that every tag was looked at."""
        self._set("reviewed")

    def set_skipped(self) -> None:
        """Say that the article will not be tagged."""
        self._set("skipped")

    def _set(self, status: str) -> None:
        articles.set_status(self._window.project, [self._needed()], status)

    def _needed(self) -> str:
        uid = self._window.library.current()
        if not uid:
            raise UsageError(self.tr("Choose an article first."))
        return uid
