"""Passages: the sentences around a place, cut into words, with each quotation standing as one token."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import regex

from annotator.assist.claims.lexicon import Lexicon
from annotator.assist.claims.marks import OPENING, Quotation, quotations
from annotator.model.segments import PARAGRAPH_BREAKS, sentences
from annotator.model.span import Span

REACH = 1800
"""Code points looked at before and after a sentence, at most."""
MOST_TOKENS = 160
"""Words, marks and quotations read in a region, at most."""
CHAIN = 12
"""Paragraphs that one quotation may run through."""
_TOKEN = regex.compile(
    r"(?P<word>[^\W_](?:[^\W_]|[.\-‐‑&'’/](?=[^\W_])|[,](?=\d{3}\b))*)|(?P<mark>[,;:.?!…—–()\[\]]|(?<=s)['’](?=\s))"
)
_POSSESSIVE = regex.compile(r"['’]s$", regex.IGNORECASE)
_CONTRACTED = frozenset("it he she that who there what here where let how i they we you".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a whole quotation (whose `low` is empty); `low` is its folded text, apostrophes straight."""

    start: int
    end: int
    low: str
    quotation: Quotation | None = None
    is_word: bool = False
    is_capital: bool = False


STOP = Token(0, 0, "\n")
"""What stands before the first and after the last token."""


@dataclass(frozen=True)
class Passage:
    """The tokens of the sentence at hand, with what surrounds it."""

    text: str
    span: Span
    tokens: tuple[Token, ...]
    lexicon: Lexicon
    before: Span | None
    """What stands before the sentence in reach: where pronouns and missing sources find their names."""
    opens_paragraph: bool = True

    def at(self, index: int) -> Token:
        """Return the token, or a stop beyond either end."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else STOP

    def low(self, index: int) -> str:
        """Return the folded word at the index."""
        return self.at(index).low

    def within(self, start: int, end: int) -> Iterable[Token]:
        """Return the tokens of a range."""
        return self.tokens[start:end]


def tokenise(text: str, span: Span, quoted: list[Quotation]) -> tuple[Token, ...]:
    """Cut a span into tokens; a full stop inside the span's last sentence end belongs to an abbreviation."""
    found: list[Token] = []
    at = span.start
    ends = {one.end for one in sentences(text, span)}
    for quotation in [one for one in quoted if span.start <= one.start < span.end]:
        found.extend(_plain(text, at, quotation.start, ends=ends))
        found.append(Token(quotation.start, quotation.end, "", quotation))
        at = max(at, quotation.end)
    if at < span.end:
        found.extend(_plain(text, at, span.end, ends=ends))
    return tuple(found)


def _plain(text: str, start: int, end: int, *, ends: set[int]) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        if match["mark"] == "." and last not in ends and found and found[-1].end == first:
            found[-1] = replace(found[-1], end=last, low=found[-1].low + ".")
        elif match["word"]:
            found.extend(_words(text, first, last))
        else:
            low = "'s" if match["mark"] in "'’" else match["mark"]
            found.append(Token(first, last, low))
    return found


def _words(text: str, start: int, end: int) -> list[Token]:
    word = text[start:end]
    low = word.casefold().replace("’", "'")
    cut = _POSSESSIVE.search(word)
    is_capital = word[0].isupper()
    if cut is None or low == "'s":
        return [Token(start, end, low, is_word=True, is_capital=is_capital)]
    at = start + cut.start()
    stem = Token(start, at, low[:-2], is_word=True, is_capital=is_capital)
    mark = "is" if stem.low in _CONTRACTED else "'s"
    return [stem, Token(at, end, mark, is_word=mark == "is")]


def paragraph_around(text: str, start: int, end: int) -> Span:
    """Return the part of the paragraph in reach of a range."""
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    first = max(text.rfind(mark, low, start) for mark in PARAGRAPH_BREAKS) + 1
    last = min((at for mark in PARAGRAPH_BREAKS if (at := text.find(mark, end, high)) >= 0), default=high)
    first = max(first, low)
    while first < start and text[first].isspace():
        first += 1
    last = max(last, end)
    while last > end and text[last - 1].isspace():
        last -= 1
    return Span(first, last)


def chained(text: str, quotation: Quotation) -> Quotation:
    """Follow an open quotation through the paragraphs that begin with an opening mark."""
    pieces, end, closed = list(quotation.pieces), quotation.end, quotation.is_closed
    while not closed and len(pieces) < CHAIN:
        at = end
        while at < len(text) and at - end < 8 and text[at].isspace():
            at += 1
        if at >= len(text) or at == end or text[at] not in OPENING:
            break
        following = paragraph_around(text, at, at + 1)
        first = next(iter(quotations(text, at, following.end)), None)
        if first is None or first.start != at:
            break
        pieces.extend(first.pieces)
        end, closed = first.end, first.is_closed
    return replace(quotation, end=end, pieces=tuple(pieces), is_closed=closed)


def chain_start(text: str, paragraph: Span) -> Span:
    """Return the paragraph in which the quotation that runs into this one was opened."""
    for _ in range(CHAIN):
        if text[paragraph.start] not in OPENING:
            return paragraph
        at = paragraph.start
        while at > 0 and text[at - 1].isspace():
            at -= 1
        if at == paragraph.start or at == 0:
            return paragraph
        earlier = paragraph_around(text, at - 1, at)
        last = next(reversed(quotations(text, earlier.start, earlier.end)), None)
        if last is None or last.is_closed:
            return paragraph
        paragraph = earlier
    return paragraph
