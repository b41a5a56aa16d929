"""The help: the shipped pages on gestures, review, settings and keys."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from annotator.resources import resource

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
        self.browser.moveCursor(self.browser.textCursor().MoveOperation.Start)

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
