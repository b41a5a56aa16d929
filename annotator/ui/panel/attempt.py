"""Try a change and say in words why it was refused."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError

Made = TypeVar("Made")


class Attempts(QObject):
    """Runs verbs of the project; one that is refused is told by the signal and changes nothing."""

    refused = Signal(str)

    def run(self, verb: Callable[[], Made]) -> Made | None:
        """Return what the verb made, or None when it was refused."""
        try:
            return verb()
        except AnnotatorError as error:
            self.refused.emit(str(error))
            return None
