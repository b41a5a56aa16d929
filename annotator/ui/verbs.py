"""The groups of verbs of the window, each loaded and made when the first of them is done."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from annotator.ui.articles.verbs import LibraryVerbs
    from annotator.ui.brush import Brush
    from annotator.ui.claiming import Claiming
    from annotator.ui.editing import Editing
    from annotator.ui.files import Files
    from annotator.ui.going import Going
    from annotator.ui.main_window import MainWindow
    from annotator.ui.palette.verbs import Palette
    from annotator.ui.places import Places
    from annotator.ui.referring import Referring
    from annotator.ui.sweep.readings import Readings
    from annotator.ui.sweep.verbs import Sweeping
    from annotator.ui.tagging import Tagging
    from annotator.ui.viewing import Viewing


class Verbs:
    """What a window can do, by group: a window that only shows an article spends no time on them."""

    @property
    def _itself(self) -> "MainWindow":
        return cast("MainWindow", self)

    @cached_property
    def files(self) -> "Files":
        """Projects and articles in, annotations out."""
        from annotator.ui.files import Files

        return Files(self._itself)

    @cached_property
    def editing(self) -> "Editing":
        """Undo, redo, select, find."""
        from annotator.ui.editing import Editing

        return Editing(self._itself)

    @cached_property
    def tagging(self) -> "Tagging":
        """What is done to tags."""
        from annotator.ui.tagging import Tagging

        return Tagging(self._itself)

    @cached_property
    def brush(self) -> "Brush":
        """One label for each selection that is made."""
        from annotator.ui.brush import Brush

        return Brush(self._itself)

    @cached_property
    def palette_verbs(self) -> "Palette":
        """Labels and entities chosen by typing."""
        from annotator.ui.palette.verbs import Palette

        return Palette(self._itself)

    @cached_property
    def referring(self) -> "Referring":
        """What pronouns, descriptions and single mentions stand for."""
        from annotator.ui.referring import Referring

        return Referring(self._itself)

    @cached_property
    def sweeping(self) -> "Sweeping":
        """From one name that is not tagged yet to the next."""
        from annotator.ui.sweep.verbs import Sweeping

        return Sweeping(self._itself)

    @cached_property
    def readings(self) -> "Readings":
        """Which of several an ambiguous name stands for."""
        from annotator.ui.sweep.readings import Readings

        return Readings(self._itself)

    @cached_property
    def claiming(self) -> "Claiming":
        """What is done to claims."""
        from annotator.ui.claiming import Claiming

        return Claiming(self._itself)

    @cached_property
    def going(self) -> "Going":
        """From tag to tag and from article to article."""
        from annotator.ui.going import Going

        return Going(self._itself)

    @cached_property
    def viewing(self) -> "Viewing":
        """How the window and the text look."""
        from annotator.ui.viewing import Viewing

        return Viewing(self._itself)

    @cached_property
    def places(self) -> "Places":
        """Read, Review, Insights, search and help."""
        from annotator.ui.places import Places

        return Places(self._itself)

    @cached_property
    def library_verbs(self) -> "LibraryVerbs":
        """What is done to the articles of the list."""
        from annotator.ui.articles.verbs import LibraryVerbs

        return LibraryVerbs(self._itself)

    def verbs_named(self, group: str) -> object:
        """Return the group that the table of commands calls by this name; raises AttributeError for an unknown one."""
        return getattr(self, {"library": "library_verbs", "palette": "palette_verbs"}.get(group, group))
