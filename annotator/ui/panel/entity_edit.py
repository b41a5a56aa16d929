"""A field in which an entity is chosen, made, renamed or taken away by typing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from annotator.model.entity import Entity
from annotator.model.fold import key_of

_MOST = 8
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Choice:
    """What one line of the list does: `link` to the entity `uid`, `make` one or `rename` the present one."""

    act: str
    text: str
    uid: str = ""


def matching(typed: str, entities: Iterable[Entity], *, most: int = _MOST) -> list[Entity]:
    """Return the entities whose name or alias holds the typed text: equal, then beginning with it, then the rest."""
    wanted = key_of(typed)
    ranked = []
    for entity in entities:
        rank = min((_rank(key_of(name), wanted) for name in (entity.name, *entity.aliases)), default=3)
        if rank < 3:
            ranked.append((rank, entity.name.casefold(), entity.uid, entity))
    return [entity for *_, entity in sorted(ranked, key=lambda one: one[:3])[:most]]


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if wanted in name else 3


class EntityEdit(QLineEdit):
    """Shows the entity's name; typing lists what fits, Enter takes the marked line, Escape gives the name back."""

    link_wanted = Signal(str)
    unlink_wanted = Signal()
    make_wanted = Signal(str)
    rename_wanted = Signal(str)
    left = Signal()

    def __init__(self, name: str, entities: Callable[[], list[Entity]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entities = entities
        self._entity: Entity | None = None
        self._choices: list[Choice] = []
        self._lines = QStringListModel(self)
        self._completer = QCompleter(self._lines, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.setMaxVisibleItems(_MOST + 2)
        popup = self._completer.popup()
        assert popup is not None
        self._popup = popup
        self.setAccessibleName(name)
        self.textEdited.connect(self._offer)
        self._popup.clicked.connect(self._take_line)

    def show_entity(self, entity: Entity | None) -> None:
        """Show an entity, unless one is being typed."""
        is_typing = self.hasFocus() and self.text() != self._name()
        self._entity = entity
        if not is_typing:
            self._give_back()

    def choices(self) -> list[Choice]:
        """Return what the list offers for the typed text."""
        return list(self._choices)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the marked line on Enter; close the list, then give the name back, on Escape."""
        if self._popup.isVisible() and event.key() in _STEPS:
            self._mark(self._popup.currentIndex().row() + _STEPS[event.key()])
            return
        if event.key() in _ENTER:
            self._take_line(self._popup.currentIndex() if self._popup.isVisible() else QModelIndex())
        elif event.key() == Qt.Key.Key_Escape and self._popup.isVisible():
            self._popup.hide()
        elif event.key() == Qt.Key.Key_Escape:
            self._give_back()
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the name back when the focus goes elsewhere: only Enter or a click on a line changes anything."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason and not self._popup.isVisible():
            self._give_back()

    def _name(self) -> str:
        return self._entity.name if self._entity else ""

    def _give_back(self) -> None:
        if self.text() != self._name():
            self.setText(self._name())
            self.setCursorPosition(0)

    def _offer(self, typed: str) -> None:
        self._choices = self._choices_for(typed.strip())
        self._lines.setStringList([choice.text for choice in self._choices])
        if not self._choices:
            self._popup.hide()
            return
        self._completer.complete()
        self._mark(0)

    def _mark(self, line: int) -> None:
        """Mark a line of the list, from the last one on to the first."""
        self._popup.setCurrentIndex(self._completer.completionModel().index(line % len(self._choices), 0))

    def _choices_for(self, typed: str) -> list[Choice]:
        if not typed:
            return []
        found = matching(typed, self._entities())
        choices = [Choice("link", one.name, one.uid) for one in found]
        if not any(one.name == typed for one in found):
            choices.append(Choice("make", self.tr("New entity “{0}”").format(typed)))
            if self._entity is not None:
                choices.append(Choice("rename", self.tr("Rename “{0}” to “{1}”").format(self._entity.name, typed)))
        return choices

    def _take_line(self, index: QModelIndex) -> None:
        typed = self.text().strip()
        self._popup.hide()
        if index.isValid() and index.row() < len(self._choices):
            self._take(self._choices[index.row()], typed)
        elif not typed and self._entity is not None:
            self.unlink_wanted.emit()
        elif typed and typed != self._name():
            self._take(self._choices_for(typed)[0], typed)
        self._give_back()
        self.left.emit()

    def _take(self, choice: Choice, typed: str) -> None:
        if choice.act == "link":
            self.link_wanted.emit(choice.uid)
        elif choice.act == "make":
            self.make_wanted.emit(typed)
        else:
            self.rename_wanted.emit(typed)
