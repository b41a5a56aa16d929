"""What keys and menus do to claims."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import UsageError
from annotator.model.annotation import Annotation
from annotator.model.span import Span
from annotator.project import annotating, claims
from annotator.ui import tasks

if TYPE_CHECKING:
    from annotator.transfer.composing import Composing, Known
    from annotator.ui.composer.composer import Composer
    from annotator.ui.main_window import MainWindow

_NEAR = 5000
_SILENT = frozenset(
    "DATE TIME PERCENT MONEY QUANTITY ORDINAL CARDINAL PRODUCT WEAPON VEHICLE EVENT LANGUAGE FAC".split()
)
"""Labels of what never says anything."""


class Claiming(QObject):
    """Verbs on the claim at hand: the one being composed, the current one, else the last one captured."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._last = ""
        self._composer: Composer | None = None
        self._task: tasks.Task | None = None

    @property
    def composer(self) -> "Composer":
        """The composer, made when it is first asked for."""
        from annotator.ui.composer.composer import Composer

        if self._composer is None:
            self._composer = Composer(self._window)
        return self._composer

    def prepare(self) -> None:
        """Read the words that report what is said in a worker, and make the composer, before it is first asked for."""
        if self._composer is None and self._task is None:
            self._task = tasks.run(_read_words, self._be_ready, self._be_ready)

    def _be_ready(self, _: object) -> None:
        self.composer.display.prepare()

    def capture(self) -> None:
        """Compose a claim of the selection, or of the sentence at the caret; its keys then keep or leave it."""
        version = self._window.tagging.version()
        if self.composer.composing is not None:
            self.composer.end()
        self._window.reader.setFocus()
        self.composer.open(self._proposed(), version)

    def capture_at_once(self) -> None:
        """Make a claim of the selection, else of the sentence at the caret, as it stands."""
        tagging = self._window.tagging
        version = tagging.version()
        spans = tagging.chosen_spans() or [self._window.reader.sentence_at_caret()]
        self.settle(claims.capture(self._window.project, version, spans, status=tagging.new_status()))

    def settle(self, made: Annotation) -> None:
        """Make a new claim the one at hand."""
        self._last = made.uid
        self._window.tagging.settle(made)

    def set_cue(self) -> None:
        """Make the selection the cue of the claim at hand."""
        self._give("cue", add=False)

    def set_source(self) -> None:
        """Make the selection the source of the claim at hand."""
        self._give("source", add=False)

    def add_content(self) -> None:
        """Add the selection to the content of the claim at hand."""
        self._give("content", add=True)

    def _proposed(self) -> "Composing":
        from annotator.transfer.composing import Composing
        from annotator.transfer.cues import lexicon

        reader = self._window.reader
        assert reader.version is not None
        words, fault = lexicon()
        if fault:
            self._window.refuse_in_words(fault)
        spans = self._window.tagging.chosen_spans()
        near = self._known(spans[0].start if spans else reader.caret())
        return Composing(reader.version.text, reader.caret(), selection=spans, known=near, lexicon=words)

    def _known(self, at: int) -> "Known":
        """Return the mentions and claims that the article has near a place."""
        from annotator.transfer.composing import Known

        near = self._window.reader.tags_between(max(0, at - _NEAR), at + _NEAR)
        labels = self._window.reader.labels()
        silent = {label.uid for label in labels if label.key in _SILENT}
        linked = [
            (one, one.mention.entity)
            for one in near
            if one.mention is not None and one.mention.entity and one.label not in silent
        ]
        found = {uid: self._window.project.entity(uid) for uid in dict.fromkeys(uid for _, uid in linked)}
        mentions = [
            (span, uid, entity.name) for one, uid in linked if (entity := found[uid]) for span in one.spans()[:1]
        ]
        return Known(mentions, [one for one in near if one.kind == "claim"])

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


def _read_words(progress: tasks.Progress, cancelled: tasks.Cancelled) -> None:
    """Load what proposes, and propose once, so that the first proposal waits for nothing."""
    from annotator.transfer.composing import Composing
    from annotator.transfer.cues import lexicon

    Composing("Ada said that it is so.", 5, lexicon=lexicon()[0])


def _joined(spans: list[Span]) -> list[Span]:
    """Return the pieces in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined
