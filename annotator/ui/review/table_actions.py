"""The actions of the review table: one for each command and each label that has a key."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.model.label import Label, LabelSet
from annotator.ui.actions import tip_with_keys
from annotator.ui.review.commands import RESERVED, REVIEW_COMMANDS, ReviewCommand
from annotator.ui.widgets import plain_tip


class Relabeling(Protocol):
    """What the actions of labels call."""

    def __call__(self, label_uid: str) -> None:
        """Give the chosen rows a label."""


class TableActions(QObject):
    """Puts the actions on the table, where their keys act; a command's key is no label's."""

    def __init__(self, table: QWidget, verb: Callable[[str], Callable[[], object]], relabel: Relabeling) -> None:
        super().__init__(table)
        self._table = table
        self._relabel = relabel
        self._commands = [self._of_command(command, verb(command.verb)) for command in REVIEW_COMMANDS]
        self._labels: list[QAction] = []
        table.addActions(self._commands)

    def commands(self) -> list[QAction]:
        """Return the actions of the commands, in the order of their table."""
        return list(self._commands)

    def show_labels(self, labels: LabelSet) -> None:
        """Offer the labels that have a key of their own."""
        for action in self._labels:
            self._table.removeAction(action)
            action.deleteLater()
        keyed = [one for one in labels.in_use("entity") if one.shortcut and one.shortcut not in RESERVED]
        self._labels = [self._of_label(one) for one in keyed]
        self._table.addActions(self._labels)

    def set_editable(self, is_editable: bool) -> None:
        """Allow or refuse everything that changes the project."""
        for command, action in zip(REVIEW_COMMANDS, self._commands, strict=True):
            action.setEnabled(is_editable or not command.is_edit)
        for action in self._labels:
            action.setEnabled(is_editable)

    def _of_command(self, command: ReviewCommand, verb: Callable[[], object]) -> QAction:
        action = self._keyed(command.shown_text, command.keys)
        action.setObjectName(command.id)
        action.setToolTip(plain_tip(tip_with_keys(command.shown_tip, command.keys[:1])))
        action.setStatusTip(command.shown_tip)
        action.triggered.connect(lambda: verb())
        return action

    def _of_label(self, label: Label) -> QAction:
        action = self._keyed(label.name.replace("&", "&&"), (label.shortcut,))
        action.triggered.connect(lambda: self._relabel(label.uid))
        return action

    def _keyed(self, text: str, keys: tuple[str, ...]) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return action
