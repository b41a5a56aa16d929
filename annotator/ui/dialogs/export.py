"""The export dialog: what, how and where to, with the first rows shown before anything is written."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator import formats, settings
from annotator.errors import AnnotatorError
from annotator.model.annotation import STATUSES
from annotator.model.records import EXPORTED_STATUSES, Filter
from annotator.project import Project
from annotator.transfer.exporting import ExportOptions, export_job
from annotator.ui import tasks
from annotator.ui.dialogs.export_preview import PreviewReader, PreviewTable
from annotator.ui.panel.form import NamedRows
from annotator.ui.panel.wording import word
from annotator.ui.widgets import Chip, FlowLayout, PlainLabel

PROJECT, ARTICLE, FILTER = "project", "article", "filter"


class ExportDialog(QDialog):
    """Asks for scope, statuses, format and file, and writes the file in a worker; an existing file is never
    replaced but by the answer given in the file dialog."""

    exported = Signal(int, str)
    """How many annotations were written, and the path of the file."""

    def __init__(
        self, project: Project, *, article: str = "", wanted: Filter | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._filters = {PROJECT: Filter()}
        if article:
            self._filters[ARTICLE] = Filter(articles=(article,))
        if wanted is not None and wanted != Filter():
            self._filters[FILTER] = wanted
        self._replaced: Path | None = None
        self._task: tasks.Task | None = None
        self.preview = PreviewReader(project.path, self)
        self.setWindowTitle(self.tr("Export annotations"))
        self.resize(760, 560)
        self._build()
        self._connect()
        self._refresh()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        choices = QWidget(self)
        rows = NamedRows(choices)
        rows.add_named(self.tr("What"), self._scope_row())
        rows.add_named(self.tr("Statuses"), self._status_row())
        rows.add_named(self.tr("Format"), self._format_row())
        rows.add_named(self.tr("File"), self._file_row())
        column.addWidget(choices)
        self.table = PreviewTable(self)
        column.addWidget(self.table, 1)
        self.told = PlainLabel(tone="soft")
        self.told.setWordWrap(True)
        column.addWidget(self.told)
        column.addLayout(self._buttons())

    def _scope_row(self) -> QWidget:
        names = {
            ARTICLE: self.tr("This article"),
            FILTER: self.tr("What the table shows"),
            PROJECT: self.tr("Whole project"),
        }
        box, line = _line(self)
        self._scopes = QButtonGroup(self)
        self.scopes: dict[str, Chip] = {}
        for scope in (scope for scope in names if scope in self._filters):
            button = self.scopes[scope] = Chip(names[scope], box, small=True)
            button.setCheckable(True)
            button.toggled.connect(button.updateGeometry)
            self._scopes.addButton(button)
            line.addWidget(button)
        line.addStretch(1)
        chosen = FILTER if FILTER in self.scopes else ARTICLE if ARTICLE in self.scopes else PROJECT
        self.scopes[chosen].setChecked(True)
        return box

    def _status_row(self) -> QWidget:
        box = QWidget(self)
        flow = FlowLayout(box, spacing=5)
        wanted = self._filters[FILTER].statuses if FILTER in self._filters else ()
        self.statuses: dict[str, Chip] = {}
        for status in STATUSES:
            chip = self.statuses[status] = Chip(word(status), box, small=True)
            chip.setCheckable(True)
            chip.toggled.connect(chip.updateGeometry)
            chip.setChecked(status in (wanted or EXPORTED_STATUSES))
            flow.addWidget(chip)
        return box

    def _format_row(self) -> QWidget:
        box, line = _line(self)
        self.format = QComboBox(box)
        self.format.setAccessibleName(self.tr("Format"))
        for one in formats.exporters():
            self.format.addItem(f"{one.name.upper()}: {one.summary}", one.name)
        self.raw = QComboBox(box)
        self.raw.setAccessibleName(self.tr("Who reads it"))
        self.raw.addItem(self.tr("Safe in spreadsheets"), False)
        self.raw.addItem(self.tr("Raw, for scripts"), True)
        line.addWidget(self.format, 1)
        line.addWidget(self.raw)
        return box

    def _file_row(self) -> QWidget:
        box, line = _line(self)
        self.path = QLineEdit(box)
        self.path.setAccessibleName(self.tr("File"))
        self.path.setText(str(self._free_path()))
        self.browse = QPushButton(self.tr("Choose…"), box)
        self.browse.setAutoDefault(False)
        line.addWidget(self.path, 1)
        line.addWidget(self.browse)
        return box

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.setAutoDefault(False)
        self.export = QPushButton(self.tr("Export"), self)
        self.export.setDefault(True)
        for button in (self.cancel, self.export):
            line.addWidget(button)
        return line

    def _connect(self) -> None:
        self._scopes.buttonClicked.connect(self._refresh)
        for chip in self.statuses.values():
            chip.clicked.connect(self._refresh)
        self.format.currentIndexChanged.connect(self._change_format)
        self.raw.currentIndexChanged.connect(self._refresh)
        self.preview.ready.connect(self._show_preview)
        self.preview.failed.connect(self._tell_error)
        self.browse.clicked.connect(self._choose_file)
        self.cancel.clicked.connect(self.reject)
        self.export.clicked.connect(self._start)

    def filter(self) -> Filter:
        """Return what is chosen to be exported."""
        scope = next(name for name, button in self.scopes.items() if button.isChecked())
        statuses = tuple(status for status, chip in self.statuses.items() if chip.isChecked())
        return replace(self._filters[scope], statuses=statuses)

    def done(self, result: int) -> None:
        """Stop what is under way and close."""
        self.preview.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        super().done(result)

    def choose(self, path: Path) -> None:
        """Take a file that the person chose and agreed to have replaced."""
        self._replaced = path
        self.path.setText(str(path))

    def _refresh(self) -> None:
        is_any = any(chip.isChecked() for chip in self.statuses.values())
        self.export.setEnabled(is_any and self._task is None)
        self.raw.setEnabled(self.format.currentData() == "csv")
        if is_any:
            self.preview.ask(self.format.currentData(), self.filter(), self._options())
        else:
            self.preview.stop()
            self.table.show_rows([])
            self._tell(self.tr("Choose at least one status."))

    def _options(self) -> ExportOptions:
        return ExportOptions(raw=bool(self.raw.currentData()), force=Path(self.path.text()) == self._replaced)

    def _change_format(self) -> None:
        suffix = formats.exporter(self.format.currentData()).suffix
        if Path(self.path.text()).suffix != suffix:
            self.path.setText(str(Path(self.path.text()).with_suffix(suffix)))
        self._refresh()

    def _show_preview(self, rows: list[list[str]], count: int) -> None:
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._tell(self.tr("1 annotation") if count == 1 else self.tr("{0} annotations").format(f"{count:,}"))

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export to"), self.path.text())
        if name:
            self.choose(Path(name))

    def _start(self) -> None:
        target = Path(self.path.text()).expanduser()
        if target.exists() and target != self._replaced:
            self._tell(self.tr("{0} is there already. Choose it again to replace it.").format(target.name), "error")
            self._choose_file()
            return
        self.preview.stop()
        self.export.setEnabled(False)
        self._tell(self.tr("Writing…"))
        job = export_job(
            self._project.path, self.format.currentData(), self.filter(), target=target, options=self._options()
        )
        self._task = tasks.run(job, self._end, self._fail, progress=self._show_progress)

    @Slot(object)
    def _end(self, count: int) -> None:
        self._task = None
        self.exported.emit(count, str(Path(self.path.text()).expanduser()))
        self.accept()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._task = None
        self.export.setEnabled(True)
        if isinstance(error, AnnotatorError):
            self._tell_error(str(error))

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self._tell(self.tr("Writing… {0} annotations").format(f"{done:,}"))

    def _tell_error(self, text: str) -> None:
        self._tell(text, "error")

    def _tell(self, text: str, tone: str = "soft") -> None:
        self.told.setText(text)
        self.told.set_tone(tone)

    def _free_path(self) -> Path:
        """Return a name beside earlier exports that no file has yet."""
        stem = f"{self._project.path.name.split('.')[0]}-annotations"
        folder = settings.documents_folder()
        folder = folder if folder.is_dir() else self._project.path.parent
        number = 1
        while (path := folder / f"{stem}{'' if number == 1 else f'-{number}'}.csv").exists():
            number += 1
        return path


def _line(parent: QWidget) -> tuple[QWidget, QHBoxLayout]:
    """Return a widget with a row layout."""
    box = QWidget(parent)
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return box, line
