"""The bar below the table: how many rows are selected and what can be done with them."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from annotator.model.entity import Entity
from annotator.model.label import LabelSet
from annotator.ui.panel.claim_fields import LineEdit
from annotator.ui.panel.entity_edit import EntityEdit
from annotator.ui.panel.status_row import ReasonMenu
from annotator.ui.widgets import PlainLabel
from annotator.ui.widgets.quiet_chip import QuietChip

_WIDE = 640


class ActionBar(QFrame):
    """Actions with their keys; a note or an entity for all rows is typed in the bar itself."""

    act_wanted = Signal(str)
    """One of accept, reject, note, link, delete."""
    reason_chosen = Signal(str)
    label_chosen = Signal(str)
    note_written = Signal(str)
    export_wanted = Signal()
    left = Signal()

    def __init__(self, entities: Callable[[], list[Entity]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, QuietChip] = {}
        self._count = 0
        self.setProperty("place", "popup")
        self.setAccessibleName(self.tr("Actions on the selected rows"))
        self._build(entities)
        self._connect()

    def _build(self, entities: Callable[[], list[Entity]]) -> None:
        self.count = PlainLabel(weight=600)
        self.note = LineEdit(self.tr("Note on the selected rows"), self)
        self.note.setPlaceholderText(self.tr("Note on the selected rows"))
        self.entity = EntityEdit(self.tr("Entity of the selected rows"), entities, self)
        self.entity.setPlaceholderText(self.tr("Name of the entity"))
        self.export = QPushButton(self.tr("Export these as CSV"), self)
        self.export.setProperty("look", "link")
        self.reasons = ReasonMenu(self)
        self.labels = QMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 10, 5)
        row.setSpacing(2)
        row.addWidget(self.count)
        row.addSpacing(8)
        for act, name, key in self._acts():
            chip = self._chips[act] = QuietChip(name, self, key=key)
            row.addWidget(chip)
        for field in (self.note, self.entity):
            field.hide()
            row.addWidget(field, 1)
        row.addStretch(1)
        row.addWidget(self.export)

    def _acts(self) -> list[tuple[str, str, str]]:
        return [
            ("accept", self.tr("Accept"), "A"),
            ("reject", self.tr("Reject"), "X"),
            ("relabel", self.tr("Relabel"), "1–9"),
            ("link", self.tr("Link"), "L"),
            ("note", self.tr("Note"), "N"),
            ("delete", self.tr("Delete"), "⌫"),
        ]

    def _connect(self) -> None:
        for act, chip in self._chips.items():
            if act != "relabel":
                chip.clicked.connect(lambda _=False, act=act: self.act_wanted.emit(act))
        self._chips["relabel"].clicked.connect(lambda: self._open(self.labels, "relabel"))
        self.reasons.reason_chosen.connect(self.reason_chosen)
        self.note.written.connect(self.note_written)
        self.export.clicked.connect(self.export_wanted)
        for field in (self.note, self.entity):
            field.left.connect(self.end_entry)

    def chip(self, act: str) -> QuietChip:
        """Return the chip of an act such as `accept`."""
        return self._chips[act]

    def set_labels(self, labels: LabelSet) -> None:
        """Offer these labels in the menu of Relabel."""
        self.labels.clear()
        for label in labels.in_use("entity"):
            name = label.name.replace("&", "&&")
            choice = QAction(f"{name}\t{label.shortcut}" if label.shortcut else name, self.labels)
            choice.triggered.connect(lambda _=False, uid=label.uid: self.label_chosen.emit(uid))
            self.labels.addAction(choice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the keys and the export where there is no room for them."""
        super().resizeEvent(event)
        has_room = event.size().width() >= _WIDE
        self.export.setVisible(has_room)
        for act, _, key in self._acts():
            self._chips[act].set_key(key if has_room else "")

    def set_count(self, count: int) -> None:
        """Say how many rows are selected; without any the bar goes, unless something is being typed in it."""
        self._count = count
        self.count.setText(self.tr("{0} selected").format(count) if count else self.tr("This row"))
        self.setVisible(bool(count) or self.is_typing())

    def is_typing(self) -> bool:
        """Tell whether a note or an entity is being typed."""
        return not (self.note.isHidden() and self.entity.isHidden())

    def ask_reason(self) -> None:
        """Ask why the rows are rejected."""
        if self.isVisible():
            self._open(self.reasons, "reject")
        else:
            self.reasons.popup(self.mapToGlobal(QPoint(0, 0)))

    def enter_note(self) -> None:
        """Let a note for the rows be typed."""
        self.note.show_text("", "")
        self._enter(self.note)

    def enter_entity(self) -> None:
        """Let an entity for the rows be typed."""
        self.entity.show_entity(None)
        self._enter(self.entity)

    def end_entry(self) -> None:
        """Put the chips back and give the focus back."""
        if not self.is_typing():
            return
        self.note.hide()
        self.entity.hide()
        for chip in self._chips.values():
            chip.show()
        self.set_count(self._count)
        self.left.emit()

    def _enter(self, field: QWidget) -> None:
        for chip in self._chips.values():
            chip.hide()
        field.show()
        self.show()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open(self, menu: QMenu, act: str) -> None:
        place = self._chips[act].mapToGlobal(QPoint(0, 0))
        menu.popup(place - QPoint(0, menu.sizeHint().height() + 4))
