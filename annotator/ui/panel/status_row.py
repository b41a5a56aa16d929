"""The status of an annotation and what can be decided about it."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.model.annotation import TRANSITIONS, Annotation
from annotator.ui.panel.wording import REASONS, word
from annotator.ui.widgets import Chip, FlowLayout

_KEYS = {"accepted": "A", "rejected": "X", "disputed": "D", "draft": ""}


class ReasonMenu(QMenu):
    """Asks why something is rejected; a digit answers."""

    reason_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Reason for rejecting"))
        for number, reason in enumerate(REASONS, start=1):
            choice = QAction(f"&{number % 10}  {word(reason)}", self)
            choice.triggered.connect(lambda _=False, reason=reason: self.reason_chosen.emit(reason))
            self.addAction(choice)


class StatusRow(QWidget):
    """Chips with their keys for the decisions that the present status allows."""

    decided = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Decide"))
        self._reasons = ReasonMenu(self)
        self._reasons.reason_chosen.connect(lambda reason: self.decided.emit("rejected", reason))
        self._chips: dict[str, Chip] = {}
        flow = FlowLayout(self, spacing=5, row_spacing=5)
        for status, name in self._names().items():
            chip = Chip(name, self, key=_KEYS[status], small=True)
            chip.clicked.connect(lambda _=False, status=status: self._decide(status))
            self._chips[status] = chip
            flow.addWidget(chip)

    def show_annotation(self, annotation: Annotation) -> None:
        """Offer what can be decided about an annotation."""
        for status, chip in self._chips.items():
            chip.setVisible(status in TRANSITIONS[annotation.status])

    def chip(self, status: str) -> Chip:
        """Return the chip that gives a status."""
        return self._chips[status]

    def reasons(self) -> ReasonMenu:
        """Return the menu that asks why."""
        return self._reasons

    def _names(self) -> dict[str, str]:
        return {
            "accepted": self.tr("Accept"),
            "rejected": self.tr("Reject"),
            "disputed": self.tr("Dispute"),
            "draft": self.tr("Review again"),
        }

    def _decide(self, status: str) -> None:
        if status != "rejected":
            self.decided.emit(status, "")
            return
        chip = self._chips[status]
        self._reasons.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))
