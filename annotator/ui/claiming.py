"""What keys and menus do to claims."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import UsageError
from annotator.model.annotation import Annotation
from annotator.model.span import Span
from annotator.project import annotating, claims

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class Claiming(QObject):
    """Verbs on the claim at hand: the current one, else the last one captured."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._last = ""

    def capture(self) -> None:
        """Make a claim of the selection, else of the sentence at the caret."""
        tagging = self._window.tagging
        version = tagging.version()
        spans = tagging.chosen_spans() or [self._window.reader.sentence_at_caret()]
        made = claims.capture(self._window.project, version, spans, status=tagging.new_status())
        self._last = made.uid
        tagging.settle(made)

    def set_cue(self) -> None:
        """Make the selection the cue of the claim at hand."""
        self._give("cue", add=False)

    def set_source(self) -> None:
        """Make the selection the source of the claim at hand."""
        self._give("source", add=False)

    def add_content(self) -> None:
        """Add the selection to the content of the claim at hand."""
        self._give("content", add=True)

    def _give(self, role: str, *, add: bool) -> None:
        claim = self._claim()
        spans = self._window.tagging.chosen_spans()
        if not spans:
            raise UsageError(self.tr("Select the words first."))
        if add:
            spans = _joined([*claim.spans(role), *spans])
        annotating.move(self._window.project, claim, role, spans)
        self._window.reader.clear_selection()
        self._window.show_current(claim.uid)

    def _claim(self) -> Annotation:
        article = self._window.tagging.version().article
        for uid in (self._window.reader.current(), self._last):
            claim = self._window.project.annotation(uid) if uid else None
            if claim is not None and claim.kind == "claim" and claim.article == article:
                self._last = claim.uid
                return claim
        raise UsageError(self.tr("There is no claim at hand. Capture one with C, or choose one in the panel."))


def _joined(spans: list[Span]) -> list[Span]:
    """Return the pieces in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined
