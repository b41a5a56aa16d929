"""What the window shows of a claim being composed: marks in the text, a number in the margin, the card on top."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.transfer.composed import CLOSED, Composed
from annotator.transfer.composing import Composing
from annotator.ui.composer.wording import claimant_words, line_of, spans_words, voice_words
from annotator.ui.panel.composer_card import ComposerArea, ComposerCard, Option, Shown

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_MARKED = ("source", "cue", "content")
_CLAIMS_TAB = 1
_MOST_SHOWN = 3
_LEFT_TO_LIST = 110


class ComposerDisplay(QObject):
    """Draws a composed claim and takes the drawing away again; owns the card."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._reader, self._panel = window.reader, window.panel
        self._sweeping = window.sweeping
        self._tab = 0
        self.card = ComposerCard()
        self.area = ComposerArea(self.card, self._panel)
        self.area.hide()
        column = self._panel.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.area)

    def prepare(self) -> None:
        """Dress the card before it is first shown."""
        for widget in self.card.findChildren(QWidget):
            widget.ensurePolished()

    def begin(self) -> None:
        """Make room for the card; the list below shows the claims that are there."""
        self._tab = self._panel.tabs.currentIndex()
        if self._sweeping.is_on and self._sweeping.display is not None:
            self._sweeping.display.hide()
        self._panel.palette_view.hide()
        self._panel.tabs.setCurrentIndex(_CLAIMS_TAB)

    def show(self, composing: Composing) -> None:
        """Show the claim at hand."""
        claim = composing.claim
        for role in _MARKED:
            self._reader.mark_ranges(role, list(claim.spans(role)))
        self._reader.set_focus_range(claim.reach)
        self._reader.set_margin_note(claim.reach.start, str(self._place_of(claim)), until=claim.reach.end)
        self.card.show_claim(self._shown(composing))
        self.area.show()
        margins = self._panel.layout().contentsMargins()  # type: ignore[union-attr]
        room = self._panel.width() - margins.left() - margins.right()
        self.area.fit(room, self._panel.height() - _LEFT_TO_LIST)

    def show_all(self) -> None:
        """Show the whole text plainly, so that words anywhere can be selected."""
        self._reader.set_focus_range(None)

    def end(self) -> None:
        """Take everything away."""
        for role in _MARKED:
            self._reader.mark_ranges(role, [])
        self._reader.set_focus_range(None)
        self._reader.set_margin_note(None)
        self.area.hide()
        self._panel.palette_view.show()
        self._panel.tabs.setCurrentIndex(self._tab)
        if self._sweeping.sweep is not None and self._sweeping.display is not None:
            self._sweeping.display.show(self._sweeping.sweep, moves=False)

    def _place_of(self, claim: Composed) -> int:
        """Return the number that the claim will have in the margin."""
        start = claim.content[0].start
        return 1 + sum(one.kind == "claim" and one.start < start for one in self._reader.annotations())

    def _shown(self, composing: Composing) -> Shown:
        claim, slot = composing.claim, composing.slot
        options = [] if slot in CLOSED else list(enumerate(claim.candidates(slot), start=1))
        now = claim.value(slot)
        others = [(digit, one) for digit, one in options if one != now][:_MOST_SHOWN]
        return Shown(
            tuple(line_of(composing)),
            slot,
            values={name: self._option(composing, name, claim.value(name)) for name in ("claimant", "cue", "content")},
            options=tuple((digit, self._option(composing, slot, one)) for digit, one in others),
            digit=next((digit for digit, one in options if one == now), 0),
            chosen={name: claim.value(name) for name in CLOSED},
            remark=voice_words(composing),
        )

    def _option(self, composing: Composing, slot: str, value: tuple[str | None, str]) -> Option:
        claim = composing.claim
        if slot != "claimant":
            return Option(spans_words(composing, value))
        if claim.voice == "author" and value == claim.claimant and not value[1]:
            return Option(self.tr("the author"))
        source = composing.words(claim.source)
        is_told = value == claim.claimant and bool(value[1]) and source != value[1]
        return Option(claimant_words(composing, value), source if is_told else "")
