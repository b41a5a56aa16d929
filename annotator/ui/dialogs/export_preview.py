"""The first rows of an export, read in a worker while the choices are made."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from annotator.errors import AnnotatorError
from annotator.model.records import Filter
from annotator.project import ProjectReader
from annotator.transfer import exporting
from annotator.transfer.exporting import ExportOptions
from annotator.ui import tasks

ROWS = 6
_PAUSE = 60
_CELL_SHOWN = 120
_WIDE = ("text", "note")


class PreviewReader(QObject):
    """Asks for the first rows and the number of all; only the answer to the latest question is told."""

    ready = Signal(list, int)
    failed = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._work: Callable[[tasks.Progress, Callable[[], bool]], object] | None = None
        self._task: tasks.Task | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._start)

    def ask(self, format: str, wanted: Filter, options: ExportOptions) -> None:  # noqa: A002
        """Ask anew, a moment after the last choice."""
        self.stop()
        self._work = _preview_job(self._path, format, wanted, options)
        self._pause.start()

    def stop(self) -> None:
        """Want no answer any more."""
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _start(self) -> None:
        if self._work is not None:
            self._task = tasks.run(self._work, self._take, self._fail)

    @Slot(object)
    def _take(self, answer: object) -> None:
        self._task = None
        assert isinstance(answer, tuple)
        self.ready.emit(*answer)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._task = None
        if isinstance(error, AnnotatorError):
            self.failed.emit(str(error))


def _preview_job(
    path: Path, name: str, wanted: Filter, options: ExportOptions
) -> Callable[[tasks.Progress, Callable[[], bool]], tuple[list[list[str]], int]]:
    """Return the work that reads the first rows as cells, and the number of all rows."""

    def job(progress: tasks.Progress, cancelled: Callable[[], bool]) -> tuple[list[list[str]], int]:
        with ProjectReader(path) as reader:
            count = len(reader.review(wanted))
            rows = exporting.preview(reader, "csv", wanted, options=options, rows=ROWS) if name == "csv" else []
            return rows, count

    return job


class PreviewTable(QTableView):
    """Shows rows of cells; the first row is the header."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = QStandardItemModel(self)
        self.setModel(self._cells)
        self.setAccessibleName(self.tr("First rows of the file"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(28)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: list[list[str]]) -> None:
        """Show other rows."""
        self._cells.clear()
        if not rows:
            return
        self._cells.setHorizontalHeaderLabels(rows[0])
        for row in rows[1:]:
            self._cells.appendRow([QStandardItem(_shortened(cell)) for cell in row])
        for column in (column for column, name in enumerate(rows[0]) if name in _WIDE):
            self.setColumnWidth(column, 220)

    def cells(self) -> list[list[str]]:
        """Return the cells shown, without the header."""
        columns = range(self._cells.columnCount())
        return [[self._cells.item(row, column).text() for column in columns] for row in range(self._cells.rowCount())]


def _shortened(cell: str) -> str:
    flat = " ".join(cell.split())
    return flat if len(flat) <= _CELL_SHOWN else f"{flat[:_CELL_SHOWN]}…"
