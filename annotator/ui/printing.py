"""The article on paper or as PDF, with or without its tags, painted by the code that paints the page."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMarginsF, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QMessageBox

from annotator.errors import SaveError
from annotator.model.annotation import Annotation
from annotator.model.article import Article
from annotator.model.label import Label, LabelSet
from annotator.ui import theme
from annotator.ui.reader.document import Document
from annotator.ui.reader.margin import LEFT, RIGHT
from annotator.ui.reader.marks import Decoration, Drawing, decorate
from annotator.ui.reader.page import Page
from annotator.ui.reader.ranges import NamedRanges
from annotator.ui.reader.scene import Scene
from annotator.ui.reader.sheets import Sheet, paint_sheet, sheets_of
from annotator.ui.reader.style import ReadingStyle
from annotator.ui.reader.tags import Tags

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow
    from annotator.ui.reader.view import ReaderView

PAPER = "light"
WIDTH = LEFT + 620 + RIGHT
"""Pixels of the page that are as wide as the paper between its margins."""
FOOT = 44
LEGEND_ROW = 22
_MARGIN_MM = 16
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed: an article's text, its tags or none, and the labels they have."""

    article: Article
    document: Document
    tags: Tags
    labels: LabelSet
    style: ReadingStyle

    @classmethod
    def of(cls, view: "ReaderView", *, with_tags: bool) -> "Printed":
        """Take what a reading view shows."""
        style = replace(view.style_in_use(), column_width=WIDTH - LEFT - RIGHT, show_invisible=False)
        tags = Tags(view.annotations() if with_tags else ())
        assert view.article is not None
        return cls(view.article, view.document(), tags, view.labels(), style)

    def scene(self) -> Scene:
        """Return what paints it."""
        page = Page(self.article, self.document, self.style, width=WIDTH - LEFT - RIGHT)
        drawing = Drawing(self.labels, with_letters=self.style.label_marks)

        def decoration(number: int) -> Decoration:
            return decorate(page.laid(number), self.tags, drawing)

        return Scene(page, self.labels, decoration, NamedRanges())

    def legend(self) -> list[tuple[Label, int]]:
        """Return the labels that occur with their counts, the most frequent first."""
        counts = Counter(one.label for one in self.tags)
        found = [(self.labels.get(uid), count) for uid, count in counts.most_common()]
        return [(label, count) for label, count in found if label is not None]


class PrintJob(QObject):
    """Paints sheet after sheet, some at a time, so that the window stays alive while a long text is printed."""

    finished = Signal(int)
    """How many sheets were painted."""

    def __init__(self, printed: Printed, device: QPagedPaintDevice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._printed = printed
        self._device = device
        with theme.lent(PAPER):
            self._scene = printed.scene()
        self._painter = QPainter(device)
        self._painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self._scale = device.width() / WIDTH
        self._height = int(device.height() / self._scale) - FOOT
        self._sheets = sheets_of(self._scene.page, self._height)
        self._count = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._paint_some)
        self._timer.start()

    def _paint_some(self) -> None:
        with theme.lent(PAPER):
            for _ in range(_AT_ONCE):
                sheet = next(self._sheets, None)
                if sheet is None:
                    self._end()
                    return
                self._paint(sheet)

    def _paint(self, sheet: Sheet) -> None:
        if self._count:
            self._device.newPage()
        self._count += 1
        painter = self._painter
        painter.save()
        painter.scale(self._scale, self._scale)
        paint_sheet(painter, self._scene, sheet, left=LEFT, width=WIDTH)
        self._paint_foot()
        painter.restore()
        self._below = sheet.bottom - sheet.top

    def _paint_foot(self) -> None:
        painter = self._painter
        painter.setPen(theme.color("text_soft"))
        painter.setFont(theme.ui_font(11))
        place = QRectF(LEFT, self._height + FOOT - 18, WIDTH - LEFT - RIGHT, 18)
        title = painter.fontMetrics().elidedText(
            self._printed.article.title, Qt.TextElideMode.ElideRight, int(place.width()) - 60
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, title)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(self._count))

    def _end(self) -> None:
        self._timer.stop()
        legend = self._printed.legend()
        if legend:
            self._paint_legend(legend)
        self._painter.end()
        self.finished.emit(self._count)
        self.deleteLater()

    def _paint_legend(self, legend: list[tuple[Label, int]]) -> None:
        """Tell below the text what the colours and lines mean, on a sheet of its own where there is no room."""
        signs = _signs()
        needed = (len(legend) + len(signs) + 2) * LEGEND_ROW
        top = self._below + LEGEND_ROW
        painter = self._painter
        painter.save()
        if top + needed > self._height:
            self._device.newPage()
            self._count += 1
            top = LEGEND_ROW
        painter.scale(self._scale, self._scale)
        for number, (label, count) in enumerate(legend):
            _paint_label(painter, label, count, top + number * LEGEND_ROW)
        for number, (status, words) in enumerate(signs, start=len(legend)):
            _paint_sign(painter, status, words, top + number * LEGEND_ROW)
        painter.restore()


def _signs() -> list[tuple[str, str]]:
    translate = QCoreApplication.translate
    return [
        ("accepted", translate("Printing", "accepted")),
        ("draft", translate("Printing", "to review")),
        ("proposed", translate("Printing", "suggested")),
    ]


def _paint_label(painter: QPainter, label: Label, count: int, top: int) -> None:
    colors = theme.label(label.color)
    painter.fillRect(QRectF(LEFT, top + 3, 30, 14), colors.tint)
    painter.fillRect(QRectF(LEFT, top + 15, 30, 2), colors.bar)
    _write(painter, f"{label.name} ({label.key}): {count:,}", top)


def _paint_sign(painter: QPainter, status: str, words: str, top: int) -> None:
    pen = painter.pen()
    pen.setColor(theme.color("text_soft"))
    pen.setWidth(2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if status != "accepted":
        pen.setDashPattern([3, 1.5] if status == "draft" else [1, 1])
    painter.setPen(pen)
    painter.drawLine(LEFT, top + 12, LEFT + 30, top + 12)
    _write(painter, words, top)


def _write(painter: QPainter, text: str, top: int) -> None:
    painter.setPen(theme.color("text"))
    painter.setFont(theme.ui_font(12))
    painter.drawText(QRectF(LEFT + 40, top, WIDTH - LEFT - 60, LEGEND_ROW - 2), Qt.AlignmentFlag.AlignVCenter, text)


def pdf_writer(path: Path, title: str) -> QPdfWriter:
    """Return a writer of A4 pages with margins."""
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setCreator("Annotator")
    writer.setResolution(300)
    writer.setPageLayout(_layout(QPageSize(QPageSize.PageSizeId.A4)))
    return writer


def _layout(size: QPageSize) -> QPageLayout:
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def write_pdf(printed: Printed, path: Path, done: Callable[[int], object], parent: QObject | None = None) -> PrintJob:
    """Write an article to a PDF file, which gets its name when it is whole; then `done` is called with the sheets."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.touch()
    except OSError as error:
        raise SaveError(f"{path.name} can't be written to {path.parent}: {error.strerror}.") from error
    job = PrintJob(printed, pdf_writer(part, printed.article.title), parent)

    def end(count: int) -> None:
        part.replace(path)
        done(count)

    job.finished.connect(end)
    return job


def save_article(window: "MainWindow") -> None:
    """Ask for a file and whether tags are wanted, and write the article of the window to it."""
    article = window.reader.article
    assert article is not None
    with_tags = _asked_for_tags(window)
    if with_tags is None:
        return
    name, _ = QFileDialog.getSaveFileName(
        window, window.tr("Save as PDF"), str(_offered(window, article)), window.tr("PDF files (*.pdf)")
    )
    if name:
        path = Path(name)
        window.state.put("export_folder", str(path.parent))
        told = window.tr("Saved as {0}").format(path)
        write_pdf(Printed.of(window.reader, with_tags=with_tags), path, lambda _count: window.say(told), window)


def print_article(window: "MainWindow") -> None:
    """Ask for a printer and whether tags are wanted, and print the article of the window."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    with_tags = _asked_for_tags(window)
    if with_tags is None:
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(_layout(printer.pageLayout().pageSize()))
    if QPrintDialog(printer, window).exec() != QPrintDialog.DialogCode.Accepted:
        return
    job = PrintJob(Printed.of(window.reader, with_tags=with_tags), printer, window)
    job.finished.connect(lambda count: window.say(window.tr("Printed {0} pages").format(count)))


def _asked_for_tags(window: "MainWindow") -> bool | None:
    """Ask whether tags are wanted, where there are any; None means that nothing is."""
    tags: list[Annotation] = window.reader.annotations()
    if not tags:
        return False
    box = QMessageBox(window)
    box.setWindowTitle(window.tr("Tags on paper"))
    box.setText(window.tr("With the tags and what their colours mean, or the text alone?"))
    with_tags = box.addButton(window.tr("With tags"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(window.tr("Text alone"), QMessageBox.ButtonRole.NoRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(with_tags)
    box.exec()
    return None if box.clickedButton() is cancel else box.clickedButton() is with_tags


def _offered(window: "MainWindow", article: Article) -> Path:
    from annotator import settings

    folder = Path(window.state.text("export_folder") or settings.documents_folder())
    safe = "".join(one if one.isalnum() or one in " -_" else " " for one in article.title).strip()[:80]
    return folder / f"{' '.join(safe.split()) or 'Article'}.pdf"
