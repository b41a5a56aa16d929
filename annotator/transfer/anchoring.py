"""Find the place of a quote again by its words and what stands around them."""

from annotator.model.annotation import PIECE_SEPARATOR
from annotator.model.span import Span


def places(text: str, needle: str, *, limit: int = 2) -> list[int]:
    """Return where the needle stands in the text, overlapping places too, at most `limit`."""
    found: list[int] = []
    at = text.find(needle) if needle else -1
    while at >= 0 and len(found) < limit:
        found.append(at)
        at = text.find(needle, at + 1)
    return found


def anchored(text: str, quote: str, *, prefix: str, suffix: str) -> tuple[Span, ...] | None:
    """Return the spans of the quote's only place between prefix and suffix; None for no place or several."""
    first, *rest = quote.split(PIECE_SEPARATOR)
    if not rest:
        found = places(text, f"{prefix}{quote}{suffix}")
        start = found[0] + len(prefix) if len(found) == 1 else -1
        return (Span(start, start + len(quote)),) if start >= 0 and quote else None
    return _anchored_pieces(text, [first, *rest], prefix=prefix, suffix=suffix)


def _anchored_pieces(text: str, pieces: list[str], *, prefix: str, suffix: str) -> tuple[Span, ...] | None:
    """Place the first piece by the prefix, the last by the suffix, and each other one as the only one between them."""
    heads, tails = places(text, prefix + pieces[0]), places(text, pieces[-1] + suffix)
    if len(heads) != 1 or len(tails) != 1 or not all(pieces):
        return None
    start = heads[0] + len(prefix)
    spans = [Span(start, start + len(pieces[0]))]
    for piece in pieces[1:-1]:
        found = places(text[spans[-1].end : tails[0]], piece)
        if len(found) != 1:
            return None
        begin = spans[-1].end + found[0]
        spans.append(Span(begin, begin + len(piece)))
    spans.append(Span(tails[0], tails[0] + len(pieces[-1])))
    return tuple(spans) if spans[-2].end <= spans[-1].start else None
