"""Walk from annotation to annotation and from article to article."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import UsageError
from annotator.project import articles

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class Going(QObject):
    """Verbs that move through the project."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def next(self) -> None:
        """Go to the next annotation of the article."""
        self._step(1)

    def previous(self) -> None:
        """Go to the annotation before."""
        self._step(-1)

    def next_waiting(self) -> None:
        """Go to the next annotation that is not decided, here or in an article below in the list."""
        reader = self._window.reader
        found = reader.annotation(reader.current())
        found = reader.beside(found, 1)
        while found is not None and found.is_decided:
            found = reader.beside(found, 1)
        if found is not None:
            self._window.show_current(found.uid)
            return
        self._first_waiting_below()

    def next_article(self) -> None:
        """Open the article below in the list."""
        self._step_article(1)

    def previous_article(self) -> None:
        """Open the article above in the list."""
        self._step_article(-1)

    def finish_article(self) -> None:
        """Mark the article as annotated and open the next unfinished one."""
        article = self._window.tagging.version().article
        articles.set_status(self._window.project, [article], "annotated")
        following = self._window.library.model.next_unfinished(article)
        self._window.say_with_undo(self.tr("Marked as annotated"))
        if following:
            self._window.open_article(following)

    def _first_waiting_below(self) -> None:
        """Open the next article that has something to review, after the last one the first."""
        window, article = self._window, self._window.tagging.version().article
        counts = window.project.article_counts()
        order = [one.uid for one in window.project.articles()]
        at = order.index(article) + 1
        for uid in (*order[at:], *order[:at]):
            if uid in counts and counts[uid].undecided:
                waiting = next(one for one in window.project.annotations(uid) if not one.is_decided)
                window.open_annotation(waiting.uid)
                return
        raise UsageError(self.tr("Nothing waits for review."))

    def _step(self, step: int) -> None:
        reader = self._window.reader
        target = reader.beside(reader.annotation(reader.current()), step)
        if target is None:
            raise UsageError(self.tr("That was the last one.") if step > 0 else self.tr("That was the first one."))
        self._window.show_current(target.uid)

    def _step_article(self, step: int) -> None:
        uid = self._window.library.neighbour(step)
        if uid:
            self._window.open_article(uid)
