"""What stands above the text: the title as a headline, and a line on where and when it appeared."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from annotator.model.article import Article
from annotator.ui import theme
from annotator.ui.reader.document import Document
from annotator.ui.reader.layout import LaidBlock, Measure
from annotator.ui.reader.style import Face
from annotator.ui.widgets.direction import is_rtl

WORDS_A_MINUTE = 230
TOP = 34
BYLINE_FONT = 13
BYLINE_GAP = 6
BYLINE_LINE = 20
BELOW = 16
MOST_LINES = 4
"""A longer title ends in an ellipsis, so that the text begins on the first page."""
_MOST_READ = 2000


def byline(article: Article, words: int) -> str:
    """Return outlet, author, date, number of words and minutes of reading, as far as they are known."""
    translate = QCoreApplication.translate
    parts = [
        isolated(article.outlet),
        translate("Header", "by {author}").format(author=isolated(article.author)) if article.author else "",
        spoken_date(article.published_date),
        _counted_words(words) if words else "",
        translate("Header", "{minutes} min").format(minutes=max(1, round(words / WORDS_A_MINUTE))) if words else "",
    ]
    return " · ".join(part for part in parts if part)


def _counted_words(words: int) -> str:
    translate = QCoreApplication.translate
    text = translate("Header", "{words} word") if words == 1 else translate("Header", "{words} words")
    return text.format(words=f"{words:,}")


def isolated(name: str) -> str:
    """Return a name that keeps its own direction among words of another."""
    return f"\u2068{name}\u2069" if name and not name.isascii() else name


def spoken_date(published: str) -> str:
    """Return a date as one says it, such as `29 September 2021`; partial dates stay partial."""
    parts = published[:10].split("-")
    try:
        moment = date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except ValueError:
        return published
    return {1: f"{moment:%Y}", 2: f"{moment:%B %Y}"}.get(len(parts), f"{moment.day} {moment:%B %Y}")


@dataclass(frozen=True, slots=True)
class Byline:
    """The line of soft text below the headline."""

    text: str
    runs_left: bool = False
    """Whether the headline above it is written from right to left."""

    @property
    def height(self) -> int:
        """The room it takes, the space below it included."""
        return BYLINE_GAP + BYLINE_LINE + BELOW

    def draw(self, painter: QPainter, top: float, width: float) -> None:
        """Paint it with its room beginning at `top`."""
        font = theme.ui_font(BYLINE_FONT)
        painter.setFont(font)
        painter.setPen(theme.color("text_soft"))
        shown = QFontMetricsF(font).elidedText(self.text, Qt.TextElideMode.ElideRight, width)
        side = Qt.AlignmentFlag.AlignRight if self.runs_left else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top + BYLINE_GAP, width, BYLINE_LINE), flags, shown)


class Header:
    """The rows above the text; without a headline of its own when the text opens with the title."""

    def __init__(self, article: Article, document: Document, face: Face, measure: Measure) -> None:
        words = document.words if document.is_counted else 0
        self.byline = Byline(byline(article, words), runs_left=is_rtl(article.title))
        self._headline: LaidBlock | None = None
        if not document.headline:
            self._headline = _headline(" ".join(article.title[:_MOST_READ].split()), face, measure.width)
        self._width = measure.width

    @property
    def height(self) -> int:
        """The height of all above the first paragraph, or of the space above the text's own headline."""
        return TOP + (ceil(self._headline.height) + self.byline.height if self._headline else 0)

    def draw(self, painter: QPainter) -> None:
        """Paint the headline and the line below it from the column's top left corner."""
        if self._headline is None:
            return
        painter.save()
        painter.translate(0, TOP)
        painter.setPen(theme.color("text"))
        self._headline.draw(painter, QRectF(-50, 0, self._width + 100, self._headline.height))
        self.byline.draw(painter, self._headline.height, self._width)
        painter.restore()


def _headline(title: str, face: Face, width: int) -> LaidBlock:
    """Return a title laid out in at most `MOST_LINES` lines."""
    laid = _laid(title, face, width)
    if laid.line_count <= MOST_LINES:
        return laid
    kept = title[: laid.line_start(MOST_LINES)].rstrip()
    while kept and laid.line_count > MOST_LINES:
        kept = kept.rpartition(" ")[0] or kept[:-2]
        laid = _laid(f"{kept}…", face, width)
    return laid


def _laid(title: str, face: Face, width: int) -> LaidBlock:
    titled = Document(title)
    return LaidBlock(titled.text, titled.block(0), face, Measure(width))
