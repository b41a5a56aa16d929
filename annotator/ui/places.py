"""Read, Review and Insights, the panes of the window, search and help."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from annotator.model.filter import Filter

if TYPE_CHECKING:
    from annotator.ui.finding import Found
    from annotator.ui.main_window import MainWindow


class Places(QObject):
    """Verbs that lead from one part of the window to another."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def read(self) -> None:
        """Show the articles and the text."""
        self._window.show_place("read")
        self._window.reader.setFocus()

    def review(self) -> None:
        """Show all annotations in a table."""
        self._window.show_place("review")

    def review_of(self, wanted: Filter) -> None:
        """Show the annotations that a filter means in the table."""
        self.review()
        self._window.review.focus_on(wanted)

    def insights(self) -> None:
        """Show counts."""
        self._window.show_place("insights")

    def search(self) -> None:
        """Put the caret into the search field."""
        self._window.header.search.focus()

    def leave_search(self) -> None:
        """Give the focus back to where the work is."""
        self._main_widget().setFocus()

    def go_to(self, found: "Found") -> None:
        """Go to what was found; a command is done."""
        window = self._window
        if found.action is not None:
            self.leave_search()
            found.action.trigger()
        elif found.kind == "entity":
            self.review_of(Filter(entities=(found.uid,)))
        elif found.kind == "claim":
            self._go_to_claim(found)
        elif found.uid and found.kind == "text":
            window.open_annotation(found.uid)
        else:
            window.open_article(found.article)
            if found.end > found.start:
                window.reader.select(found.start, found.end)
                window.reader.scroll_to(found.start)

    def toggle_library(self) -> None:
        """Show or hide the list of articles."""
        self._window.library.setVisible(not self._window.library.isVisible())

    def toggle_panel(self) -> None:
        """Show or hide the panel."""
        self._window.panel.setVisible(not self._window.panel.isVisible())

    def show_panel(self) -> None:
        """Show the panel beside the text."""
        self._window.show_place("read")
        self._window.panel.setVisible(True)

    def next_pane(self) -> None:
        """Move the focus to the next pane: articles, text, panel."""
        window = self._window
        panes: list[QWidget] = [window.library.list, window.reader, window.panel.list]
        shown = [one for one in panes if one.isVisible()]
        if not shown:
            self._main_widget().setFocus()
            return
        at = next((number for number, one in enumerate(shown) if _holds_focus(one)), -1)
        shown[(at + 1) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def help(self) -> None:
        """Show every command with its keys."""
        self._window.show_help()

    def menu(self) -> None:
        """Open the menu of all commands."""
        self._window.header.menu.showMenu()

    def _main_widget(self) -> QWidget:
        window = self._window
        return {"read": window.reader, "review": window.review, "insights": window.insights}[window.place()]

    def _go_to_claim(self, found: "Found") -> None:
        """Open the first place where a claim is reported."""
        rows = self._window.project.review(Filter(kinds=("claim",), text=found.title))
        for row in rows.page(0, len(rows)):
            annotation = self._window.project.annotation(row.uid)
            if annotation and annotation.occurrence and annotation.occurrence.claim == found.uid:
                self._window.open_annotation(annotation.uid)
                return


def _holds_focus(widget: QWidget) -> bool:
    focused = widget.window().focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))
