"""The sentences of the status line: counts of the open article, and where one is in it."""

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer

from annotator.model import segments
from annotator.model.article import Version
from annotator.ui.translation import N_, counted, translated

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_SOON_MS = 60
_MOST_SPLIT = 300_000
"""Code points up to which the sentences of an article are counted; above, the place is told in per cent."""


class StatusText(QObject):
    """Says where the reader is, at most some times a second while the caret moves."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._version: Version | None = None
        self._starts: list[int] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)

    def show_soon(self) -> None:
        """Say it when the caret rests."""
        if not self._timer.isActive():
            self._timer.start(_SOON_MS)

    def show(self) -> None:
        """Say it now."""
        window = self._window
        article = window.reader.article
        zoom = self.tr("{0}%").format(window.viewing.zoom_percent())
        if article is None:
            window.status.show_counts("")
            window.status.show_place("", "", zoom)
            return
        window.status.show_counts(self._counts(article.uid))
        is_reading = window.place() == "read"
        window.status.show_place(self._place() if is_reading else "", language_name(article.language), zoom)

    def _counts(self, uid: str) -> str:
        row = self._window.library.model.row(uid)
        if row is None:
            return ""
        total = counted(
            "Status", N_("Status", "{0} annotation"), N_("Status", "{0} annotations"), count=row.counts.total
        )
        parts = [total]
        if row.counts.proposed:
            parts.append(translated("Status", N_("Status", "{0} suggested")).format(row.counts.proposed))
        if row.counts.draft:
            parts.append(translated("Status", N_("Status", "{0} to review")).format(row.counts.draft))
        return " · ".join(parts)

    def _place(self) -> str:
        version, caret = self._window.reader.version, self._window.reader.caret()
        if version is None or not version.text:
            return ""
        if len(version.text) > _MOST_SPLIT:
            return self.tr("{0}% of the text").format(round(100 * caret / len(version.text)))
        if version is not self._version:
            self._version = version
            self._starts = _sentence_starts(version.text)
        number = max(bisect_right(self._starts, caret), 1)
        return self.tr("Sentence {0} of {1}").format(number, len(self._starts)) if self._starts else ""


def language_name(tag: str) -> str:
    """Return the name of a language such as `English`, the tag itself where it is not known."""
    if not tag:
        return ""
    language = QLocale(tag.replace("-", "_")).language()
    return tag if language is QLocale.Language.C else QLocale.languageToString(language)


def _sentence_starts(text: str) -> list[int]:
    return [one.start for paragraph in segments.paragraphs(text) for one in segments.sentences(text, paragraph)]
