"""A row of choices of which exactly one is taken."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget


class SegmentedControl(QFrame):
    """Buttons side by side in one frame; `chosen` tells the number of the one that was clicked."""

    chosen = Signal(int)

    def __init__(self, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "segments")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for number, text in enumerate(texts):
            button = _segment(text, number, len(texts))
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.chosen)

    def set_chosen(self, number: int) -> None:
        """Take a choice without telling anyone."""
        self._group.button(number).setChecked(True)

    def current(self) -> int:
        """Return the number of the choice that is taken."""
        return self._group.checkedId()

    def set_tip(self, number: int, tip: str) -> None:
        """Give one choice a tooltip, already made safe to show."""
        self._group.button(number).setToolTip(tip)


def _segment(text: str, number: int, count: int) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setProperty("look", "segment")
    button.setProperty("edge", "first" if number == 0 else "last" if number == count - 1 else "middle")
    return button
