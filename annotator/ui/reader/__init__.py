"""The reading view and what comes with it."""

from annotator.ui.reader.keys import MoveKind
from annotator.ui.reader.style import ReadingStyle
from annotator.ui.reader.view import ReaderView

__all__ = ["MoveKind", "ReaderView", "ReadingStyle"]
