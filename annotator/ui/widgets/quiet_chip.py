"""A chip that shows its frame only when it is pointed at, for bars of actions."""

from PySide6.QtGui import QColor

from annotator.ui import theme
from annotator.ui.widgets.chips import Chip


class QuietChip(Chip):
    """A word with its key; the ground of the bar shows through until the chip is pointed at."""

    def _fill(self) -> QColor:
        is_marked = self.isDown() or (self.underMouse() and self.isEnabled())
        return theme.color("hover" if is_marked else "surface_raised")

    def _line(self) -> QColor:
        return theme.color("focus") if self.hasFocus() else self._fill()
