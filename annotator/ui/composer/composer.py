"""The composer in the window: takes the keys of the text while a claim is composed, and shows what they do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.model.annotation import Annotation
from annotator.model.article import Version
from annotator.model.span import Span
from annotator.transfer.composed import CLOSED
from annotator.transfer.composing import Composing
from annotator.ui.composer.display import ComposerDisplay
from annotator.ui.composer.hints import composer_hints, picking_hints
from annotator.ui.composer.keys import is_typed, name_of, verb_of
from annotator.ui.translation import N_, counted
from annotator.ui.widgets import Hint

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_NAVIGATION = ("Home", "End", "Ctrl+Home", "Ctrl+End", "PgUp", "PgDown")
_EDGES = {
    "end_out": ("end", 1),
    "end_in": ("end", -1),
    "start_in": ("start", 1),
    "start_out": ("start", -1),
}


class Composer(QObject):
    """Composes the claims of one sentence, from the key that opens it to the one that keeps or leaves it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._composing: Composing | None = None
        self._version: Version | None = None
        self._picking = ""
        self._watched: QWidget | None = None
        self._before: tuple[int, list[Span], str | None] = (0, [], None)
        self._tagging = window.tagging
        self.display = ComposerDisplay(window)
        self._connect()

    def _connect(self) -> None:
        card = self.display.card
        card.slot_chosen.connect(lambda slot: self._do(lambda it: it.take_slot(slot)))
        card.digit_chosen.connect(lambda digit: self._do(lambda it: it.choose(digit)))
        card.value_chosen.connect(lambda slot, value: self._do(lambda it: it.put(slot, value)))
        card.entity_chosen.connect(self._link)
        card.name_typed.connect(lambda name: self._do(lambda it: it.name_claimant((None, name))))
        card.left.connect(self._return)
        self._window.reading.moved.connect(self._follow)

    @property
    def composing(self) -> Composing | None:
        """What is being composed, or None."""
        return self._composing

    def open(self, composing: Composing, version: Version) -> None:
        """Show a proposal, in the text and in the panel, and take the keys."""
        reader = self._window.reader
        self._before = (reader.caret(), list(reader.selected_spans()), reader.current())
        self._composing, self._version, self._picking = composing, version, ""
        reader.clear_selection()
        reader.set_current(None)
        self._watched = reader.focusProxy() or reader
        self._watched.installEventFilter(self)
        self._window.reading.hint_sources.insert(0, self.hints)
        self.display.begin()
        self._show()

    def hints(self) -> list[Hint] | None:
        """Return what the keys do while a claim is composed, or None."""
        if self._composing is None:
            return None
        return picking_hints(self._picking) if self._picking else composer_hints(self._composing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the composer's keys before they tag, move or search."""
        if self._composing is None or not isinstance(event, QKeyEvent):
            return False
        is_ours = bool(verb_of(event)) or is_typed(event)
        if event.type() is QEvent.Type.ShortcutOverride and is_ours:
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress or not is_ours:
            return False
        if self._picking:
            return self._pick(event)
        self._act(verb_of(event))
        return True

    def end(self) -> None:
        """Leave the composer; what was not kept is gone."""
        if self._composing is None:
            return
        self._composing, self._picking = None, ""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self.display.end()
        self._window.reading.hint_sources.remove(self.hints)
        self._window.reading.show_hints()

    # the verbs of the table of keys

    def keep(self) -> None:
        """Capture the claim at hand with those begun with it."""
        self._keep(every=False)

    def keep_all(self) -> None:
        """Capture every claim of the sentence."""
        self._keep(every=True)

    def leave(self) -> None:
        """Leave the text as it was."""
        caret, spans, current = self._before
        self.end()
        reader = self._window.reader
        reader.set_caret(caret)
        if spans:
            reader.select_spans(spans)
        reader.set_current(current)

    def name(self) -> None:
        """Let the claimant be typed."""
        self._do(lambda it: it.take_slot("claimant"))
        self._window.places.show_panel()
        self.display.card.type_name(self._window.project.entities())

    def _act(self, verb: str) -> None:
        composing = self._composing
        assert composing is not None
        if verb in ("keep", "keep_all", "leave", "name"):
            self._window.perform(getattr(self, verb))
        elif verb.isdigit():
            self._do(lambda it: it.choose(int(verb)))
        elif verb in ("cue", "source", "content"):
            self._give(verb)
        elif verb.removesuffix("_char") in _EDGES:
            side, step = _EDGES[verb.removesuffix("_char")]
            self._do(lambda it: it.move_edge(side, step, is_exact=verb.endswith("_char")))
        elif verb in CLOSED:
            self._do(lambda it: it.cycle(verb))
        elif verb:
            self._do(_STATE[verb])

    def _do(self, change: Callable[[Composing], object]) -> None:
        """Change what is composed and show it."""
        if self._composing is not None:
            change(self._composing)
            self._show()

    def _give(self, role: str) -> None:
        """Make the selected words part of the claim, or let them be selected first."""
        spans = list(self._window.reader.selected_spans())
        if not spans:
            self._picking = role
            self._window.reading.show_hints()
            self.display.show_all()
            return
        self._picking = ""
        self._window.reader.clear_selection()
        self._do(lambda it: it.give(role, spans, add=role == "content"))

    def _pick(self, event: QKeyEvent) -> bool:
        """Let the text's own keys move and select until Enter takes the words or Escape gives up."""
        name = name_of(event)
        if name == "Return" and self._window.reader.selected_spans():
            self._give(self._picking)
        elif name in ("Esc", "Return"):
            self._picking = ""
            self._window.reader.clear_selection()
            self._show()
        else:
            return is_typed(event)
        return True

    def _keep(self, *, every: bool) -> None:
        from annotator.project.capturing import capture_all
        from annotator.transfer.claimants import claimant_label

        window, composing, version = self._window, self._composing, self._version
        assert composing is not None and version is not None
        label = claimant_label(window.project, composing.text, composing.claim)
        new = composing.to_keep(every=every, label=label)
        made = capture_all(window.project, version, new, status=self._tagging.new_status())
        self.end()
        self._tell(made)

    def _tell(self, made: list[Annotation]) -> None:
        self._window.claiming.settle(made[-1])
        if len(made) > 1:
            self._window.say_with_undo(
                counted("Composer", N_("Composer", "Captured {0} claim"), N_("Composer", "Captured {0} claims"),
                        count=len(made))
            )  # fmt: skip

    def _link(self, uid: str) -> None:
        entity = self._window.project.entity(uid)
        if entity is not None:
            self._do(lambda it: it.name_claimant((entity.uid, entity.name)))

    def _return(self) -> None:
        if self._composing is not None:
            self._window.reader.setFocus()

    def _follow(self) -> None:
        """Leave when another text is shown."""
        if self._composing is not None and self._window.reader.version is not self._version:
            self.end()

    def _show(self) -> None:
        assert self._composing is not None
        self.display.show(self._composing)
        self._window.reading.show_hints()


_STATE: dict[str, Callable[[Composing], object]] = {
    "next_claim": Composing.next_claim,
    "again": Composing.again,
    "next_slot": lambda it: it.walk(1),
    "previous_slot": lambda it: it.walk(-1),
    "next_piece": lambda it: it.walk_pieces(1),
    "previous_piece": lambda it: it.walk_pieces(-1),
    "drop": Composing.drop,
    "own": Composing.make_own,
    "nest": Composing.nest,
}
