"""Make one action of each command and label: text, keys, icon, tip and verb, for menus, buttons and keys alike."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.errors import AnnotatorError
from annotator.model.label import Label, LabelSet
from annotator.ui import icons, theme
from annotator.ui.commands import COMMANDS, Command
from annotator.ui.sweep.commands import NUMBERED
from annotator.ui.widgets import plain_tip

RESERVED = frozenset(
    key for command in COMMANDS if "reader" in command.places for key in command.keys if len(key) == 1 and key.isalnum()
)
"""Single letters that are commands in the text, and that no label can take."""


class Actions(QObject):
    """Holds the window's actions; what a verb refuses is told through `refused`, its end through `performed`."""

    refused = Signal(object)
    """An `AnnotatorError`: its text is a sentence for the user."""
    performed = Signal(str)
    label_chosen = Signal(str)
    """The uid of the label whose key was pressed or whose menu entry was chosen."""
    only_label_chosen = Signal(str)
    """As before with Shift: the label is for one place alone."""

    def __init__(self, window: QWidget, verbs: Callable[[str], object]) -> None:
        super().__init__(window)
        self._verbs = verbs
        self._actions = {command.id: self._made(command) for command in COMMANDS}
        self._labels: dict[str, QAction] = {}
        self._only_labels: dict[str, QAction] = {}
        self._lent = 0
        self._label_widgets: list[QWidget] = []
        self._themes = QActionGroup(self)
        for command in COMMANDS:
            if command.menu == "theme":
                self._actions[command.id].setCheckable(True)
                self._themes.addAction(self._actions[command.id])
        self._is_dressed = False
        self._titles: dict[str, str] = {}
        theme.notifier().changed.connect(self._undress)

    def __getitem__(self, id: str) -> QAction:  # noqa: A002
        """Return a command's action; raises KeyError for an unknown one."""
        return self._actions[id]

    def of_menu(self, menu: str) -> list[QAction]:
        """Return the actions of a menu in the order of the table."""
        return [self._actions[command.id] for command in COMMANDS if command.menu == menu]

    def labels(self) -> list[QAction]:
        """Return the actions that give a label, in palette order."""
        return list(self._labels.values())

    def only_labels(self) -> list[QAction]:
        """Return the actions that give a label to one place alone, in palette order."""
        return list(self._only_labels.values())

    def all(self) -> list[QAction]:
        """Return every action."""
        return [*self._actions.values(), *self._labels.values(), *self._only_labels.values()]

    def place(self, place: str, widget: QWidget) -> None:
        """Let the keys of a place act while the widget, or one inside it, has the focus."""
        context = (
            Qt.ShortcutContext.WindowShortcut if place == "window" else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        for command in COMMANDS:
            if place in command.places:
                self._actions[command.id].setShortcutContext(context)
                widget.addAction(self._actions[command.id])
        if place == "reader":
            self._label_widgets.append(widget)
            widget.addActions([*self.labels(), *self.only_labels(), *self._readings()])

    def show_labels(self, labels: LabelSet) -> None:
        """Offer these labels: one action each, with the label's key unless a command has it."""
        self.lend_digits(0)
        for action in (*self._labels.values(), *self._only_labels.values()):
            action.deleteLater()
        self._labels = {label.uid: self._of_label(label) for label in labels.in_use("entity")}
        self._only_labels = {label.uid: self._of_label(label, only=True) for label in labels.in_use("entity")}
        for widget in self._label_widgets:
            widget.addActions([*self.labels(), *self.only_labels()])

    def lend_digits(self, count: int) -> None:
        """Give the first digits, alone and with Alt, to the readings of an ambiguous name, and back to the labels."""
        if count == self._lent:
            return
        self._lent = count
        for number, name in enumerate(NUMBERED, start=1):
            is_lent = number <= count
            self._actions[name].setShortcuts([QKeySequence(str(number))] if is_lent else [])
            self._actions[f"all_{name}"].setShortcuts([QKeySequence(f"Alt+{number}")] if is_lent else [])
        for action in self._labels.values():
            key = action.property("key")
            is_lent = key.isdigit() and 1 <= int(key) <= count
            action.setShortcuts([QKeySequence(key)] if key and not is_lent else [])

    def _readings(self) -> list[QAction]:
        """Return the actions of readings, whose keys are lent to them only in the text."""
        found = [self._actions[name] for one in NUMBERED for name in (one, f"all_{one}")]
        for action in found:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return found

    def set_title(self, name: str, title: str) -> None:
        """Say in an action's tip what it is about, such as the step that undo takes back; nothing switches it off."""
        if self._titles.get(name) == title:
            return
        self._titles[name] = title
        command = next(one for one in COMMANDS if one.id == name)
        tip = f"{command.shown_text}: {title}" if title else command.shown_tip
        self._actions[name].setToolTip(plain_tip(tip_with_keys(tip, command.keys[:1])))
        self._actions[name].setEnabled(bool(title))

    def set_editable(self, is_editable: bool) -> None:
        """Allow or refuse everything that changes the project."""
        self._titles.clear()
        for command in COMMANDS:
            if command.is_edit:
                self._actions[command.id].setEnabled(is_editable)
        for action in (*self._labels.values(), *self._only_labels.values()):
            action.setEnabled(is_editable)

    def perform(self, verb: Callable[[], object], *, name: str = "") -> None:
        """Do a verb; what it refuses for a reason the user can understand is told, not raised."""
        try:
            verb()
        except AnnotatorError as error:
            self.refused.emit(error)
        self.performed.emit(name)

    def verb(self, command: Command) -> Callable[[], object]:
        """Return the method that a command does."""
        group, _, method = command.verb.partition(".")
        found: Callable[[], object] = getattr(self._verbs(group), method)
        return found

    def _made(self, command: Command) -> QAction:
        action = QAction(command.shown_text, self)
        action.setObjectName(command.id)
        action.setProperty("long_text", command.shown_long_text)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setToolTip(plain_tip(tip_with_keys(command.shown_tip, command.keys[:1])))
        action.setStatusTip(command.shown_tip)
        action.setAutoRepeat(command.id not in ("undo", "redo"))
        action.triggered.connect(lambda: self.perform(self.verb(command), name=command.id))
        return action

    def _of_label(self, label: Label, *, only: bool = False) -> QAction:
        action = QAction(label.name.replace("&", "&&"), self)
        action.setObjectName(f"{'only' if only else 'label'}:{label.uid}")
        key = label.shortcut if label.shortcut not in RESERVED else ""
        keys = (f"Shift+{key}" if only else key,) if key else ()
        action.setShortcuts([QKeySequence(one) for one in keys])
        action.setProperty("key", key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        tip = label.definition or self.tr("Tag as {0}").format(label.name)
        action.setToolTip(plain_tip(tip_with_keys(tip, keys)))
        chosen = self.only_label_chosen if only else self.label_chosen
        action.triggered.connect(lambda: chosen.emit(label.uid))
        return action

    def dress(self) -> None:
        """Draw the icons in the theme's colours; menus ask for it before they open."""
        if self._is_dressed:
            return
        self._is_dressed = True
        for command in COMMANDS:
            if command.icon:
                self._actions[command.id].setIcon(icons.icon(command.icon))

    def _undress(self) -> None:
        self._is_dressed = False
        self._actions[f"theme_{theme.choice()}"].setChecked(True)


def shown_keys(keys: Iterable[str]) -> str:
    """Return keys as the platform writes them, such as `⌘Z` or `Ctrl+Z`."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in keys)


def tip_with_keys(tip: str, keys: Iterable[str]) -> str:
    """Return a tip with its keys in brackets after it."""
    keys = shown_keys(keys)
    return f"{tip} ({keys})" if keys else tip
