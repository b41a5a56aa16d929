"""Run long work on a thread of its own and hand the outcome back on the GUI thread."""

import sys
from collections.abc import Callable
from threading import Event
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from annotator.errors import AnnotatorError


class Progress(Protocol):
    """What work calls to say how far it is."""

    def __call__(self, done: int, total: int) -> None:
        """Tell how many of how many pieces are done."""


Cancelled = Callable[[], bool]
Work = Callable[[Progress, Cancelled], Any]
"""Gets `progress(done, total)` and `cancelled()`; touches no widget, writes no row, returns a value."""


class Task(QObject):
    """One piece of work under way: its signals live until they are delivered."""

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)
    _finished = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = Event()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def report(self, done: int, total: int) -> None:
        """Tell from the working thread how many of how many pieces are done."""
        self.progressed.emit(done, total)

    def cancel(self) -> None:
        """Ask the work to stop; it then ends early, and neither `done` nor `failed` is told."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Tell whether the work was asked to stop."""
        return self._cancelled.is_set()

    @Slot(object, object)
    def _deliver(self, value: object, error: Exception | None) -> None:
        _running.discard(self)
        if error is not None and not isinstance(error, AnnotatorError):
            sys.excepthook(type(error), error, error.__traceback__)
        if self.is_cancelled():
            return
        if error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(value)


class _Runnable(QRunnable):
    """Carries one task through the thread pool."""

    def __init__(self, task: Task, work: Work) -> None:
        super().__init__()
        self._task = task
        self._work = work

    def run(self) -> None:
        """Do the work and send its outcome to the GUI thread; any failure goes the same way."""
        value: Any = None
        problem: Exception | None = None
        try:
            value = self._work(self._task.report, self._task.is_cancelled)
        except Exception as error:  # noqa: BLE001 (a thread has no one else to tell)
            problem = error
        self._task._finished.emit(value, problem)


_running: set[Task] = set()


def run(
    work: Work,
    done: Callable[[Any], None],
    failed: Callable[[Exception], None],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Task:
    """Start `work` on a thread; the other three are methods of living QObjects and are called on the GUI thread."""
    task = Task()
    _running.add(task)
    task.done.connect(done)
    task.failed.connect(failed)
    if progress is not None:
        task.progressed.connect(progress)
    QThreadPool.globalInstance().start(_Runnable(task, work))
    return task


def running() -> int:
    """Return how many tasks have not delivered their outcome yet."""
    return len(_running)


def stop_all() -> None:
    """Ask every task to stop and wait until no thread works any more."""
    for task in tuple(_running):
        task.cancel()
    QThreadPool.globalInstance().waitForDone()
    _running.clear()
