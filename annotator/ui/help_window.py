"""The help: the shipped pages on gestures, review, settings and keys."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from annotator.resources import resource
from annotator.ui import theme

PAGES = ("tagging", "claims", "review", "settings", "keys")


class HelpWindow(QWidget):
    """Shows one help page at a time; links lead to the others and, in the browser, out of the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "page")
        self.setWindowTitle(self.tr("Annotator help"))
        self.resize(760, 720)
        self.browser = QTextBrowser()
        self.browser.setAccessibleName(self.tr("Help"))
        self.browser.setOpenLinks(False)
        self.browser.anchorClicked.connect(self._follow)
        self.browser.document().setDocumentMargin(28)
        theme.notifier().changed.connect(self._dress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.browser)
        QShortcut(QKeySequence("Esc"), self, self.close)

    def show_page(self, name: str) -> None:
        """Show one of the shipped pages."""
        text = resource(f"help/{name}.md").read_text(encoding="utf-8")
        self.browser.document().setMarkdown(
            f"{self._contents()}\n\n{text}", QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        )
        self._dress()
        self.browser.moveCursor(self.browser.textCursor().MoveOperation.Start)

    def _dress(self) -> None:
        """Give paragraphs room and the rows of tables hair lines in the theme's colour."""
        document = self.browser.document()
        block = document.begin()
        while block.isValid():
            if QTextCursor(block).currentTable() is None:
                _space(block)
            block = block.next()
        frames = document.rootFrame().childFrames()
        for table in (frame for frame in frames if isinstance(frame, QTextTable)):
            table.setFormat(_table_format())
            for row in range(table.rows()):
                for column in range(table.columns()):
                    _dress_cell(table.cellAt(row, column), is_heading=row == 0)

    def _contents(self) -> str:
        titles = (
            self.tr("Tagging"),
            self.tr("Claims"),
            self.tr("Review and export"),
            self.tr("Settings and folders"),
            self.tr("Keys"),
        )
        return " · ".join(f"[{title}]({name}.md)" for name, title in zip(PAGES, titles, strict=True))

    def _follow(self, url: QUrl) -> None:
        page = url.path().rpartition("/")[2].removesuffix(".md")
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
        elif page in PAGES:
            self.show_page(page)


def _space(block: QTextBlock) -> None:
    """Set a paragraph or heading apart from what is above and below it."""
    made = QTextBlockFormat()
    made.setTopMargin(14 if block.blockFormat().headingLevel() else 0)
    made.setBottomMargin(3 if block.textList() else 8)
    made.setLineHeight(135.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    QTextCursor(block).mergeBlockFormat(made)


def _table_format() -> QTextTableFormat:
    made = QTextTableFormat()
    made.setBorder(0)
    made.setBorderCollapse(True)
    made.setCellSpacing(0)
    made.setCellPadding(0)
    made.setTopMargin(4)
    made.setBottomMargin(12)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return made


def _dress_cell(cell: QTextTableCell, *, is_heading: bool) -> None:
    made = QTextTableCellFormat()
    made.setTopPadding(5)
    made.setBottomPadding(5)
    made.setRightPadding(14)
    made.setBottomBorder(1)
    made.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBottomBorderBrush(theme.color("line_strong" if is_heading else "line"))
    cell.setFormat(made)
    if is_heading:
        letters = QTextCharFormat()
        letters.setFont(theme.ui_font(12, 600))
        letters.setForeground(theme.color("text_soft"))
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastPosition(), cursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(letters)
