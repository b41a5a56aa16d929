"""Sentences without an attribution of their own that carry on what someone said in the sentence before."""

from dataclasses import dataclass

from annotator.assist.claims.drafts import Draft
from annotator.assist.claims.finder import find_drafts
from annotator.assist.claims.grammar import BE, DETERMINERS, FINITE, HAVE, MODALS, PERSONAL, is_finite
from annotator.assist.claims.lexicon import Cue
from annotator.assist.claims.passage import Passage
from annotator.assist.claims.phrases import subject_before
from annotator.assist.claims.region import read_passage
from annotator.model.span import Span

_NEUTRAL = Cue("phrase", ("—",))
_BACKSHIFTED = frozenset(("would", "could", "might", "had", "should"))


@dataclass(frozen=True, slots=True)
class Carried:
    """Who goes on speaking, and by which cue if it still governs."""

    source: Span | None
    cue: tuple[Span, ...]
    entry: Cue
    shape: str
    why: str
    is_quotation: bool


def carried_on(passage: Passage) -> Carried | None:
    """Return who speaks a sentence without an attribution: a bare quotation, or reported speech going on."""
    tokens = [token for token in passage.tokens if token.is_word or token.quotation]
    if not tokens:
        return None
    if len(tokens) == 1 and tokens[0].quotation:
        return _before_quotation(passage)
    if passage.opens_paragraph or not _is_backshifted(passage):
        return None
    earlier = _earlier(passage)
    last = _last_draft(earlier) if earlier else None
    if earlier is None or last is None or last.source is None or last.shape not in ("that", "clause"):
        return None
    if last.entry.kind not in ("verb", "adjective") or last.content[-1][1] < len(earlier.tokens) - 1:
        return None
    cue = tuple(_span(earlier, one) for one in last.cue)
    return Carried(
        _span(earlier, last.source), cue, last.entry, "clause", "reported speech goes on", is_quotation=False
    )


def _is_backshifted(passage: Passage) -> bool:
    """Tell whether the first verb is shifted as in reported speech: would, could, had."""
    first = next((token.low for token in passage.tokens if token.low in MODALS | HAVE | BE or is_finite(token.low)), "")
    return first in _BACKSHIFTED


def _before_quotation(passage: Passage) -> Carried:
    earlier = _earlier(passage)
    source: Span | None = None
    if earlier is not None:
        last = _last_draft(earlier)
        source = _span(earlier, last.source) if last and last.source else _main_subject(earlier)
    return Carried(
        source, (), _NEUTRAL, "quote", "a quotation; the speaker is in the sentence before", is_quotation=True
    )


def _earlier(passage: Passage) -> Passage | None:
    """Read the sentence before, across a paragraph break if need be."""
    at = len(passage.text[max(0, passage.span.start - 8) : passage.span.start].rstrip()) + max(
        0, passage.span.start - 8
    )
    if at <= 0 or passage.before is None:
        return None
    earlier = read_passage(passage.text, Span(at - 1, at), passage.lexicon)
    return earlier if earlier.span.end <= passage.span.start else None


def _last_draft(passage: Passage) -> Draft | None:
    outer = [draft for draft, parent in find_drafts(passage) if parent is None]
    return outer[-1] if outer else None


def _main_subject(passage: Passage) -> Span | None:
    """Return the subject of the first finite verb."""
    for index in range(1, len(passage.tokens)):
        low = passage.low(index)
        if low in FINITE or (is_finite(low) and not passage.at(index).is_capital):
            found = subject_before(passage, index, 0)
            return _span(passage, found) if found else None
    return _opening_phrase(passage)


def _opening_phrase(passage: Passage) -> Span | None:
    """Return the words before the first one that may be a verb in the present: The mayor winces."""
    for index in range(1, len(passage.tokens)):
        low = passage.low(index)
        if low.endswith("s") and not low.endswith("ss") and passage.low(index - 1) not in DETERMINERS:
            return _span(passage, (0, index))
    first = passage.at(0)
    return Span(first.start, first.end) if first.low in PERSONAL else None


def _span(passage: Passage, one: tuple[int, int]) -> Span:
    return Span(passage.at(one[0]).start, passage.at(one[1] - 1).end)
