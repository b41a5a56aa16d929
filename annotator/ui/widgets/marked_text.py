"""A piece of an article in the reading font, with marks in it; for cards and details, not for reading."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator import settings
from annotator.ui import theme
from annotator.ui.widgets.direction import is_rtl

_LINE_HEIGHT = 106.0


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text drawn alike: tinted in a label's hue, underlined in a hue or role, bold or slanted."""

    text: str
    hue: str = ""
    line: str = ""
    is_bold: bool = False
    is_italic: bool = False
    tone: str = "text"


class MarkedText(QWidget):
    """Shows runs of plain text, wrapped at its width; its height follows."""

    def __init__(self, parent: QWidget | None = None, *, px: int = 16) -> None:
        super().__init__(parent)
        self._px = px
        self._runs: tuple[Run, ...] = ()
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._document.setUndoRedoEnabled(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._font = self._chosen_font()
        theme.notifier().changed.connect(self._dress)

    def set_runs(self, runs: Iterable[Run]) -> None:
        """Show other runs."""
        shown = tuple(run for run in runs if run.text)
        if shown != self._runs:
            self._runs = shown
            self._rebuild()

    def text(self) -> str:
        """Return what is shown, without its marks."""
        return "".join(run.text for run in self._runs)

    def runs(self) -> tuple[Run, ...]:
        """Return the runs shown."""
        return self._runs

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text."""
        self._document.setTextWidth(width)
        return round(self._document.size().height()) + 1

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        width = self.width() or 300
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Allow narrow columns."""
        return QSize(80, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        self._document.setTextWidth(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, theme.color("text"))
        context.palette = palette
        with QPainter(self) as painter:
            self._document.documentLayout().draw(painter, context)

    def _chosen_font(self) -> QFont:
        font = theme.reading_font(settings.load())
        font.setPixelSize(self._px)
        return font

    def _dress(self) -> None:
        self._font = self._chosen_font()
        self._rebuild()

    def _rebuild(self) -> None:
        self._document.clear()
        self._document.setDefaultFont(self._font)
        cursor = QTextCursor(self._document)
        block = QTextBlockFormat()
        block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        rtl = is_rtl(self.text())
        block.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        cursor.setBlockFormat(block)
        for run in self._runs:
            cursor.insertText(" ".join(run.text.split("\n")), _format(run))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()


def _format(run: Run) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(theme.color(run.tone))
    if run.is_bold:
        made.setFontWeight(QFont.Weight.Bold)
    made.setFontItalic(run.is_italic)
    if run.hue:
        made.setBackground(theme.label(run.hue).tint)
    if run.hue or run.line:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        line = run.line or run.hue
        made.setUnderlineColor(theme.label(line).bar if line in theme.HUES else theme.color(line))
    return made
