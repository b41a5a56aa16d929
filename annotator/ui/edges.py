"""Move the start or the end of pieces of a text by a word or by a character."""

from annotator.model import segments
from annotator.model.span import Span

START, END = "start", "end"
WORD, CHARACTER = "word", "character"


def moved(text: str, spans: list[Span], *, edge: str, step: int, unit: str) -> list[Span]:
    """Return the pieces with the outer edge moved, unless that would leave nothing or meet another piece."""
    ordered = sorted(spans)
    at = 0 if edge == START else len(ordered) - 1
    piece = ordered[at]
    place = piece.start if edge == START else piece.end
    new = _stepped(text, place, edge=edge, step=step, unit=unit)
    start, end = (new, piece.end) if edge == START else (piece.start, new)
    if not 0 <= start < end <= len(text):
        return ordered
    others = ordered[:at] + ordered[at + 1 :]
    changed = Span(start, end)
    return ordered if any(changed.overlaps(one) for one in others) else sorted([*others, changed])


def _stepped(text: str, place: int, *, edge: str, step: int, unit: str) -> int:
    """Return the next place for an edge: ends stand after words, starts before them."""
    if unit == CHARACTER:
        return segments.next_grapheme(text, place) if step > 0 else segments.previous_grapheme(text, place)
    if edge == END:
        return segments.next_word(text, place) if step > 0 else segments.previous_word_end(text, place)
    return segments.next_word_start(text, place) if step > 0 else segments.previous_word(text, place)
