"""Draws a sweep: marks in the text, the remark in the margin, the card in the panel."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.project.spreading import Place
from annotator.ui.sweep.hints import everywhere_hints, sweep_hints
from annotator.ui.sweep.shown import PlaceRow, flat, margin_detail, margin_title, shown_of
from annotator.ui.translation import N_, counted
from annotator.ui.widgets import Hint

if TYPE_CHECKING:
    from annotator.transfer.sweeping import Sweep
    from annotator.ui.main_window import MainWindow

MARKS = ("candidates", "candidate", "spread")
_AROUND = 40
_MOST_PEEKED = 40


class Display:
    """What the window shows of one sweep."""

    def __init__(self, window: "MainWindow") -> None:
        from annotator.ui.panel.sweep_card import SweepCard

        self._window = window
        self._elsewhere: int | None = None
        self.card: SweepCard = SweepCard()
        self.card.hide()
        self.card.label_chosen.connect(window.give_label)
        self.card.option_chosen.connect(lambda number: window.perform(lambda: window.sweeping.choose(number)))
        window.panel.show_above_lists(self.card)

    def show(self, sweep: "Sweep", *, moves: bool = True) -> None:
        """Show the sweep's decision; `moves` brings the caret and the page to it."""
        self._elsewhere = None
        reader, current = self._window.reader, sweep.current
        head = current.head.span if current else None
        own = [one.span for one in current.candidates] if current else []
        reader.mark_ranges("candidates", [one.span for one in sweep.candidates() if one.span not in own])
        reader.mark_ranges("spread", own[1:])
        reader.mark_ranges("candidate", own[:1])
        if head is None:
            reader.set_margin_note(None)
        else:
            reader.set_margin_note(head.start, margin_title(sweep), margin_detail(sweep))
        if moves:
            reader.set_current(None)
            if head is not None:
                reader.set_caret(head.start)
            self._window.strip.end_toast()
        self.card.show_decision(shown_of(sweep, 0 if current else self._drafts()))
        self.card.show()

    def show_elsewhere(self, sweep: "Sweep", places: Sequence[Place]) -> None:
        """Show how many places of other articles the decision would tag, and some of them."""
        self._elsewhere = len(places)
        articles = {place.version.article for place in places}
        titles = self._window.project.article_titles()
        text = counted(
            "Sweep",
            N_("Sweep", "Spreads to {0} place in other articles"),
            N_("Sweep", "Spreads to {0} places in other articles"),
            count=len(places),
        )
        shown = shown_of(sweep, 0)
        remark = f"{text}: {len(articles)}" if places else text
        rows = tuple(self._row(sweep, one, titles) for one in places[:_MOST_PEEKED])
        self.card.show_decision(replace(shown, spread=remark, rows=rows))

    def hide(self) -> None:
        """Show nothing of the sweep."""
        for name in MARKS:
            self._window.reader.mark_ranges(name, [])
        self._window.reader.set_margin_note(None)
        self.card.hide()

    def hints(self, sweep: "Sweep") -> list[Hint]:
        """Return what the keys do."""
        if self._elsewhere is not None:
            return everywhere_hints(self._elsewhere)
        return sweep_hints(sweep, sweep.labels, drafts=0 if sweep.current else self._drafts())

    def _drafts(self) -> int:
        return sum(one.status == "draft" for one in self._window.reader.annotations())

    def _row(self, sweep: "Sweep", place: Place, titles: dict[str, str]) -> PlaceRow:
        text, span = place.version.text, place.span
        label = sweep.labels.get(place.label)
        return PlaceRow(
            flat(text[max(0, span.start - _AROUND) : span.start]),
            flat(span.of(text)),
            flat(text[span.end : span.end + _AROUND]),
            label.name if label else titles.get(place.version.article, ""),
            label.color if label else "hue-12",
        )
