"""The verbs of the candidate sweep: begin, go on, accept, reject, choose, leave."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from annotator.errors import UsageError
from annotator.model.annotation import Annotation
from annotator.model.changes import ChangeSet
from annotator.model.span import Span
from annotator.ui import tasks
from annotator.ui.sweep.display import Display
from annotator.ui.translation import N_, counted
from annotator.ui.widgets import Hint

if TYPE_CHECKING:
    from annotator.project.spreading import Place
    from annotator.transfer.sweeping import Sweep
    from annotator.ui.main_window import MainWindow

LONG_TEXT = 20_000
"""Code points from which a text is cut into words in a worker before the sweep begins."""
OPTIONS = 4
"""How many readings of an ambiguous form have a digit."""


class Sweeping(QObject):
    """Keeps one sweep of the open article and what the window shows of it."""

    changed = Signal()
    """Another decision is shown, or the sweep began or ended."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._sweep: Sweep | None = None
        self._display: Display | None = None
        self._elsewhere: list[Place] | None = None
        self._task: tasks.Task | None = None
        self._is_moving = False

    @property
    def sweep(self) -> "Sweep | None":
        """The sweep that is under way."""
        return self._sweep

    @property
    def is_on(self) -> bool:
        """Whether a sweep is under way."""
        return self._sweep is not None

    @property
    def display(self) -> Display | None:
        """What the window shows of the sweep, once one began."""
        return self._display

    def is_at_hand(self) -> bool:
        """Tell whether keys are about the decision that is shown: nothing is selected and the caret is on it."""
        reader = self._window.reader
        if self._sweep is None or self._sweep.current is None or reader.selected_spans() or reader.current():
            return False
        caret = reader.caret()
        return any(one.span.start <= caret <= one.span.end for one in self._sweep.current.candidates)

    # the verbs of the menu

    def next(self) -> None:
        """Begin the sweep at the caret, or go to the next decision."""
        self._step(1)

    def back(self) -> None:
        """Begin the sweep at the caret, or go to the decision before."""
        self._step(-1)

    def accept(self) -> None:
        """Tag what is shown as proposed, with its equal forms in this article."""
        sweep = self._needed()
        self._refuse_without_label(sweep)
        self._decide(lambda: sweep.accept())

    def accept_only(self) -> None:
        """Tag only the place that is shown."""
        sweep = self._needed()
        self._refuse_without_label(sweep)
        self._decide(lambda: sweep.accept(only=True))

    def accept_everywhere(self) -> None:
        """Show where else the decision would tag; again, tag there too."""
        sweep = self._needed()
        self._refuse_without_label(sweep)
        if sweep.options:
            raise UsageError(self.tr("Say first which one is meant; only then are other articles looked at."))
        if self._elsewhere is None:
            self._elsewhere = sweep.elsewhere()
            self._shown().show_elsewhere(sweep, self._elsewhere)
            self._window.reading.show_hints()
            self.changed.emit()
            return
        made: list[Annotation] = []
        self._decide(lambda: made.extend(sweep.accept(scope="project")))
        self._say_tagged(made)

    def accept_known(self) -> None:
        """Tag every place of the article that links to one known entity, as one step."""
        sweep = self._sweep or self._begin()
        if sweep is None:
            return
        made: list[Annotation] = []
        self._decide(lambda: made.extend(sweep.accept_known()))
        if not made:
            raise UsageError(self.tr("No name of this article is known for sure."))
        self._say_tagged(made)

    def leave(self) -> None:
        """Leave the brush or the sweep; a selection is let go first."""
        reader = self._window.reader
        if reader.selected_spans():
            reader.clear_selection()
        elif self._window.brush.is_on:
            self._window.brush.leave()
        elif reader.current():
            reader.set_current(None)
        elif self._elsewhere is not None:
            self._show()
        else:
            self.stop()

    # what other verbs hand over while a decision is at hand

    def label(self, uid: str, *, only: bool = False) -> None:
        """Tag what is shown with a label."""
        sweep = self._needed()
        self._decide(lambda: sweep.relabel(uid, only=only))

    def choose(self, option: int, *, everywhere: bool = False) -> None:
        """Say which of several an ambiguous form stands for."""
        sweep = self._needed()
        if not 0 <= option < len(sweep.options):
            raise UsageError(self.tr("There is no such choice here."))
        self._decide(lambda: sweep.choose(option, everywhere=everywhere))

    def reject(self) -> None:
        """Remember that the form shown is no entity."""
        sweep = self._needed()
        self._decide(sweep.reject)

    def move_edge(self, side: str, step: int, *, is_exact: bool) -> None:
        """Move the start or end of what is shown."""
        self._needed().move_edge(side, step, is_exact=is_exact)
        self._show()

    def resume(self) -> None:
        """Show the decision that has its turn after something else was done with the candidate."""
        self._show()

    def span(self) -> Span | None:
        """Return the place that is shown, if keys are about it."""
        return self._sweep.current.head.span if self._sweep and self._sweep.current and self.is_at_hand() else None

    def hints(self) -> list[Hint] | None:
        """Return what the keys do, or None while they are about something else."""
        if self._sweep is None or self._display is None:
            return None
        if self._sweep.current is None:
            reader = self._window.reader
            return None if reader.current() or reader.selected_spans() else self._display.hints(self._sweep)
        return self._display.hints(self._sweep) if self.is_at_hand() else None

    def stop(self) -> None:
        """End the sweep; what was decided stays."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self._sweep is None:
            return
        self._sweep, self._elsewhere = None, None
        self._shown().hide()
        self._window.session.signals.changed.disconnect(self.follow)
        self._window.session.signals.replaced.disconnect(self.read_again)
        self._window.reading.moved.disconnect(self.look)
        self._window.reading.hint_sources.remove(self.hints)
        self._set_keys()

    # following

    def follow(self, change_set: ChangeSet) -> None:
        """Follow a change that was made elsewhere, such as by undo."""
        sweep = self._sweep
        if sweep is None or self._is_moving:
            return
        sweep.apply(change_set)
        gone = [change.before for change in change_set.of_kind("annotation") if change.after is None]
        starts = [one.start for one in gone if isinstance(one, Annotation) and one.article == sweep.version.article]
        if starts:
            sweep.seek(min(starts))
        self._show(is_followed=not starts)

    def read_again(self) -> None:
        """Find the decisions anew after another program wrote to the project."""
        if self._sweep is not None:
            self._sweep.refresh()
            self._show(is_followed=True)

    def look(self) -> None:
        """End the sweep when another article was opened; show the decision whose place the caret came to."""
        sweep, reader = self._sweep, self._window.reader
        if sweep is None or self._is_moving:
            return
        if reader.article is None or reader.article.uid != sweep.version.article:
            self.stop()
        elif sweep.current is not None and not self.is_at_hand() and not reader.selected_spans():
            caret = reader.caret()
            if any(one.span.start <= caret < one.span.end for one in sweep.candidates()):
                sweep.seek(caret)
                self._show(is_followed=True)

    # what the verbs stand on

    def _step(self, by: int) -> None:
        if self._sweep is None:
            self._begin()
        elif self.is_at_hand():
            (self._sweep.next if by > 0 else self._sweep.back)()
            self._show()
        else:
            self._sweep.seek(self._window.reader.caret())
            self._show()

    def _begin(self) -> "Sweep | None":
        """Begin at once, or for a long text once it is cut into words."""
        version = self._window.tagging.version()
        self._window.places.read()
        if len(version.text) <= LONG_TEXT:
            return self._start(None)
        if self._task is None:
            self._window.say(self.tr("Looking for names…"))
            self._task = tasks.run(lambda _progress, _cancelled: _cut(version.text), self._start_cut, self._fail)
        return None

    def _start_cut(self, around: Any) -> None:
        self._task = None
        if self._window.reader.version is not None and self._window.reader.version.text == around.text:
            self._window.perform(lambda: self._start(around))

    def _fail(self, error: Exception) -> None:
        self._task = None
        self._window.refuse_in_words(str(error))

    def _start(self, around: Any) -> "Sweep":
        from annotator.transfer.sweeping import Sweep

        window = self._window
        self._sweep = sweep = Sweep(
            window.project,
            window.tagging.version().article,
            needs_review=window.settings.needs_review,
            around=around,
        )
        window.session.signals.changed.connect(self.follow)
        window.session.signals.replaced.connect(self.read_again)
        window.reading.moved.connect(self.look)
        window.reading.hint_sources.append(self.hints)
        spans = window.tagging.chosen_spans()
        sweep.seek(spans[0].start if spans else window.reader.caret())
        self._show()
        return sweep

    def _needed(self) -> "Sweep":
        sweep = self._sweep
        if sweep is None:
            raise UsageError(self.tr("No candidate is shown. The key ; goes to the next one."))
        if sweep.current is None:
            raise UsageError(self.tr("Nothing is left to decide in this article."))
        return sweep

    def _refuse_without_label(self, sweep: "Sweep") -> None:
        if sweep.label is None:
            raise UsageError(self.tr("This project has no label like the proposed one. Press the key of a label."))

    def _decide(self, verb: Callable[[], object]) -> None:
        """Make one decision; the listeners of the project paint it, then the next one is shown."""
        self._is_moving = True
        try:
            verb()
        finally:
            self._is_moving = False
        self._show()

    def _show(self, *, is_followed: bool = False) -> None:
        """Show the decision; where something else was followed, caret and page stay."""
        sweep = self._sweep
        if sweep is None:
            return
        self._elsewhere = None
        self._is_moving = True
        self._shown().show(sweep, moves=not is_followed)
        self._is_moving = False
        self._set_keys()

    def _shown(self) -> Display:
        if self._display is None:
            self._display = Display(self._window)
        return self._display

    def _set_keys(self) -> None:
        """Give digits to the readings of an ambiguous form, and Escape to what is under way."""
        options = len(self._sweep.options) if self._sweep is not None else 0
        self._window.commands.lend_digits(min(options, OPTIONS))
        self._window.commands["leave"].setEnabled(self.is_on or self._window.brush.is_on)
        self._window.reading.show_hints()
        self.changed.emit()

    def _say_tagged(self, made: list[Annotation]) -> None:
        many = N_("Sweeping", "Tagged {0} places")
        self._window.say_with_undo(counted("Sweeping", N_("Sweeping", "Tagged {0} place"), many, count=len(made)))


def _cut(text: str) -> object:
    from annotator.assist.names import Surroundings

    return Surroundings(text)
