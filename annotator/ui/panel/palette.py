"""The label palette: a chip for each label with its key, and one for claims."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.model.label import Label, LabelSet
from annotator.ui.panel.wording import extent_tip
from annotator.ui.widgets import Chip, FlowLayout


class LabelPalette(QWidget):
    """Chips that tag: a click says which label was chosen, or that a claim is wanted. The text keeps the focus."""

    label_chosen = Signal(str)
    claim_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Labels"))
        self._flow = FlowLayout(self)
        self._more = QMenu(self)
        self._more.setAccessibleName(self.tr("More labels"))
        self._more.setToolTipsVisible(True)
        self._chips: dict[str, Chip] = {}

    def show_labels(self, labels: LabelSet) -> None:
        """Show the labels in use: those with a digit as chips, the others in a menu, then Claim."""
        self._flow.clear()
        self._more.clear()
        self._chips.clear()
        in_use = labels.in_use("entity")
        for label in in_use:
            if label.shortcut.isdigit():
                self._add_chip(label)
            else:
                self._add_choice(label)
        self._add_claim(labels)
        if not self._more.isEmpty():
            self._add_more()

    def chip(self, label_uid: str) -> Chip:
        """Return the chip of a label; raises KeyError for one in the menu."""
        return self._chips[label_uid]

    def more(self) -> QMenu:
        """Return the menu of the labels that have no chip."""
        return self._more

    def _add_chip(self, label: Label) -> None:
        chip = Chip(label.name, self, hue=label.color, key=label.shortcut)
        chip.set_tip(extent_tip(label))
        chip.clicked.connect(lambda: self.label_chosen.emit(label.uid))
        self._chips[label.uid] = chip
        self._flow.addWidget(chip)

    def _add_choice(self, label: Label) -> None:
        name = label.name.replace("&", "&&")
        choice = QAction(f"{name}\t{label.shortcut}" if label.shortcut else name, self._more)
        choice.setToolTip(extent_tip(label))
        choice.triggered.connect(lambda: self.label_chosen.emit(label.uid))
        self._more.addAction(choice)

    def _add_claim(self, labels: LabelSet) -> None:
        known = next(iter(labels.in_use("claim")), None)
        if known is None:
            return
        chip = Chip(known.name, self, hue=known.color, key="C")
        chip.set_tip(extent_tip(known))
        chip.clicked.connect(self.claim_requested)
        self._chips[known.uid] = chip
        self._flow.addWidget(chip)

    def _add_more(self) -> None:
        chip = Chip(self.tr("More"), self)
        chip.set_tip(self.tr("Labels without a digit of their own."))
        chip.clicked.connect(lambda: self._more.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2))))
        self._flow.addWidget(chip)
