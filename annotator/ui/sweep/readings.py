"""The verbs that say which of several an ambiguous form stands for: the first to the fourth reading."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class Readings(QObject):
    """One verb for each reading that has a digit, and one that decides all equal places with it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def first(self) -> None:
        """Link to the first reading."""
        self._window.sweeping.choose(0)

    def second(self) -> None:
        """Link to the second reading."""
        self._window.sweeping.choose(1)

    def third(self) -> None:
        """Link to the third reading."""
        self._window.sweeping.choose(2)

    def fourth(self) -> None:
        """Link to the fourth reading."""
        self._window.sweeping.choose(3)

    def all_first(self) -> None:
        """Link all equal places to the first reading."""
        self._window.sweeping.choose(0, everywhere=True)

    def all_second(self) -> None:
        """Link all equal places to the second reading."""
        self._window.sweeping.choose(1, everywhere=True)

    def all_third(self) -> None:
        """Link all equal places to the third reading."""
        self._window.sweeping.choose(2, everywhere=True)

    def all_fourth(self) -> None:
        """Link all equal places to the fourth reading."""
        self._window.sweeping.choose(3, everywhere=True)
