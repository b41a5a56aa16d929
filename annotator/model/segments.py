"""Paragraph, sentence and word borders: what a selection snaps to and a caret steps by."""

import re
from bisect import bisect_right
from unicodedata import category

from annotator.model.breaks import sentence_ends
from annotator.model.span import Span
from annotator.model.words import (
    graphemes,
    is_grapheme_stop,
    next_grapheme,
    next_word,
    next_word_start,
    previous_grapheme,
    previous_word,
    previous_word_end,
    word_at,
    word_containing,
)

__all__ = [
    "Locator",
    "graphemes",
    "is_grapheme_stop",
    "next_grapheme",
    "next_word",
    "next_word_start",
    "paragraph_and_sentence",
    "paragraph_at",
    "paragraphs",
    "previous_grapheme",
    "previous_word",
    "previous_word_end",
    "sentence_at",
    "sentences",
    "snap",
    "snap_exact",
    "word_at",
]

PARAGRAPH_BREAKS = "\n\r\u2029\x85\v\f"
_PARAGRAPH = re.compile(rf"[^{PARAGRAPH_BREAKS}]++")
_KEPT_AT_EDGES = frozenset("%‰@#&*§°")
_CLOSERS = {")": "(", "]": "[", "}": "{", "）": "（"}
_DOTTED = frozenset(("inc", "corp", "co", "ltd", "jr", "sr", "bros", "gen", "sen", "gov", "dr", "st", "prof", "rep"))


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs that hold more than blanks, without the blanks at their edges."""
    found = (_trimmed(text, one.start(), one.end()) for one in _PARAGRAPH.finditer(text))
    return [span for span in found if span is not None]


def sentences(text: str, paragraph: Span) -> list[Span]:
    """Return the sentences of a paragraph, without the blanks between them; takes time linear in its length."""
    starts, ends = [paragraph.start], []
    for end, start in sentence_ends(text, paragraph.start, paragraph.end):
        ends.append(end)
        starts.append(start)
    return [Span(start, end) for start, end in zip(starts, [*ends, paragraph.end], strict=True)]


def paragraph_at(text: str, offset: int) -> Span | None:
    """Return the paragraph at the offset, else the next one, else the last; None for a text of blanks."""
    start = max(text.rfind(mark, 0, offset) for mark in PARAGRAPH_BREAKS) + 1
    following = (_trimmed(text, one.start(), one.end()) for one in _PARAGRAPH.finditer(text, start))
    found = next((span for span in following if span is not None), None)
    if found is not None:
        return found
    end = len(text[:offset].rstrip())
    return paragraph_at(text, end - 1) if end else None


def sentence_at(text: str, offset: int) -> Span | None:
    """Return the sentence at the offset, with the blanks after it counted as its own; None for a text of blanks."""
    paragraph = paragraph_at(text, offset)
    if paragraph is None:
        return None
    offset = min(max(offset, paragraph.start), paragraph.end)
    start = _sentence_start(text, offset, paragraph)
    ends = (end for end, following in sentence_ends(text, start, paragraph.end) if following > offset)
    return Span(start, next(ends, paragraph.end))


def _sentence_start(text: str, offset: int, paragraph: Span) -> int:
    """Find the last start at or before the offset, looking back in widening steps."""
    reach = 2000
    while True:
        floor = max(paragraph.start, offset - reach)
        blank = floor if floor == paragraph.start else _after_blank(text, floor, offset)
        probe = max(paragraph.start, blank - 64)
        starts = [
            at for _, at in sentence_ends(text, probe, paragraph.end if reach < 0 else min(paragraph.end, offset + 64))
        ]
        inside = [at for at in starts if blank < at <= offset]
        if inside:
            return inside[-1]
        if floor == paragraph.start:
            return paragraph.start
        reach *= 4


def _after_blank(text: str, floor: int, offset: int) -> int:
    at = text.find(" ", floor, offset)
    return floor if at < 0 else at + 1


def snap(text: str, start: int, end: int) -> Span | None:
    """Return the range grown to whole words and trimmed of blanks and punctuation; None when nothing is left."""
    trimmed = _without_edges(text, max(0, min(start, end)), min(len(text), max(start, end)))
    if trimmed is None:
        return None
    first, last = word_containing(text, trimmed.start), word_containing(text, trimmed.end)
    grown = snap_exact(text, first.start if first else trimmed.start, last.end if last else trimmed.end)
    return grown and _with_closer(text, grown, limit=max(start, end))


def snap_exact(text: str, start: int, end: int) -> Span | None:
    """Return the range grown to whole grapheme clusters; None when it is empty."""
    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    if start >= end:
        return None
    if not is_grapheme_stop(text, start):
        start = previous_grapheme(text, start)
    if not is_grapheme_stop(text, end):
        end = next_grapheme(text, end)
    return Span(start, end)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span(start, end) if start < end else None


def _is_edge(character: str) -> bool:
    if character.isalnum() or character in _KEPT_AT_EDGES:
        return False
    return character.isspace() or category(character)[0] in "PZC"


def _without_edges(text: str, start: int, end: int) -> Span | None:
    while start < end and _is_edge(text[start]):
        start += 1
    while start < end and _is_edge(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else None


def _with_closer(text: str, span: Span, *, limit: int) -> Span:
    """Take back a closing bracket whose opener is inside, and the stop of an abbreviation, if the range had them."""
    end = span.end
    inside = text[span.start : end]
    if end < limit and text[end : end + 1] == "." and inside.rpartition(" ")[2].casefold() in _DOTTED:
        end += 1
    opener = _CLOSERS.get(text[end : end + 1])
    if end < limit and opener and inside.count(opener) > inside.count(text[end]):
        end += 1
    return Span(span.start, end)


class Locator:
    """Gives paragraph and sentence numbers for offsets of one text; made once, asked often."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._paragraphs = paragraphs(text)
        self._starts = [span.start for span in self._paragraphs]
        self._sentences: dict[int, list[int]] = {}
        self._before: list[int] | None = None

    def at(self, offset: int) -> tuple[int, int]:
        """Return the 1-based number of the paragraph and of the sentence in it; (0, 0) for a text of blanks."""
        index = self._index(offset)
        return (0, 0) if index < 0 else (index + 1, max(1, bisect_right(self._of(index), offset)))

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the 1-based number of the sentence in the whole text, and how many there are."""
        if self._before is None:
            self._before = [0]
            for index in range(len(self._paragraphs)):
                self._before.append(self._before[-1] + len(self._of(index)))
        paragraph, sentence = self.at(offset)
        return (self._before[paragraph - 1] + sentence if paragraph else 0, self._before[-1])

    def _index(self, offset: int) -> int:
        return min(max(0, bisect_right(self._starts, offset) - 1), len(self._starts) - 1)

    def _of(self, index: int) -> list[int]:
        if index not in self._sentences:
            self._sentences[index] = [span.start for span in sentences(self._text, self._paragraphs[index])]
        return self._sentences[index]


def paragraph_and_sentence(text: str) -> Locator:
    """Return a locator of (paragraph, sentence) numbers for the text."""
    return Locator(text)
