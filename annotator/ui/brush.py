"""The brush: once loaded with a label, each selection is tagged as soon as it is made."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent

from annotator.errors import UsageError
from annotator.project import annotating
from annotator.ui.hinting import keys_of, label_keys
from annotator.ui.translation import N_, translated
from annotator.ui.widgets import Hint

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_MODIFIER_KEYS = (Qt.Key.Key_Shift, Qt.Key.Key_Control)
_HOLDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class Brush(QObject):
    """Tags each finished selection with one label while it is on; Escape leaves."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._label = ""
        self._is_on = False
        self._is_held = self._is_exact = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._tag)

    @property
    def is_on(self) -> bool:
        """Whether the brush is in the hand, with a label or waiting for one."""
        return self._is_on

    @property
    def label(self) -> str:
        """The uid of the brush's label, empty while it waits for one."""
        return self._label

    def toggle(self) -> None:
        """Take the brush and wait for a label, or leave it."""
        if self._is_on:
            self.leave()
            return
        self._window.tagging.version()
        self._is_on, self._label = True, ""
        for watched in (self._window.reader, self._window.reader.viewport()):
            watched.installEventFilter(self)
        self._window.reader.selection_changed.connect(self._look)
        self._window.reading.hint_sources.insert(0, self.hints)
        self._settle()

    def load(self, label: str) -> None:
        """Give the brush a label; what is selected already is tagged at once."""
        self._label = label
        self._settle()
        self._look()

    def leave(self) -> None:
        """Put the brush away."""
        if not self._is_on:
            return
        self._is_on, self._label = False, ""
        self._timer.stop()
        for watched in (self._window.reader, self._window.reader.viewport()):
            watched.removeEventFilter(self)
        self._window.reader.selection_changed.disconnect(self._look)
        self._window.reading.hint_sources.remove(self.hints)
        self._settle()

    def hints(self) -> list[Hint]:
        """Return what the brush does now."""
        labels = self._window.project.labels()
        label = labels.get(self._label)
        stop = Hint(keys_of("leave"), translated("Hints", N_("Hints", "put the brush away")))
        if label is None:
            text = N_("Hints", "choose the label of the brush")
            return [Hint(label_keys(labels), translated("Hints", text)), stop]
        does = translated("Hints", N_("Hints", "each selection is tagged {0}")).format(label.name)
        return [Hint(keys_of("brush"), does), Hint(label_keys(labels), self.tr("another label")), stop]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when a selection is being drawn and when it is finished."""
        kind = event.type()
        if isinstance(event, QMouseEvent):
            if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                self._is_held = True
            elif kind is QEvent.Type.MouseButtonRelease:
                self._hold(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif isinstance(event, QKeyEvent):
            if kind is QEvent.Type.KeyPress:
                self._is_exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
                self._is_held = bool(event.modifiers() & _HOLDING) or event.key() in _MODIFIER_KEYS
            elif kind is QEvent.Type.KeyRelease and event.key() in _MODIFIER_KEYS:
                if event.key() == Qt.Key.Key_Shift and self._label:
                    self._window.reader.snap_selection(exact=self._is_exact)
                self._hold(False)
        return False

    def _hold(self, is_held: bool) -> None:
        self._is_held = is_held
        self._look()

    def _look(self) -> None:
        """Tag soon, once whoever makes the selection is done with it."""
        if self._label and not self._is_held and self._window.reader.selected_spans():
            self._timer.start()

    def _tag(self) -> None:
        spans = self._window.tagging.chosen_spans()
        if self._is_on and self._label and spans and not self._is_held:
            self._window.perform(self._tag_selection)

    def _tag_selection(self) -> None:
        window = self._window
        version = window.tagging.version()
        if window.project.labels().get(self._label) is None:
            raise UsageError(self.tr("The label of the brush is gone. Choose another one."))
        spans = window.tagging.chosen_spans()
        made = annotating.tag(window.project, version, spans, self._label, status=window.tagging.new_status())
        window.tagging.settle(made)

    def _settle(self) -> None:
        self._is_held = False
        self._window.commands["leave"].setEnabled(self._is_on or self._window.sweeping.is_on)
        self._window.reading.show_hints()
