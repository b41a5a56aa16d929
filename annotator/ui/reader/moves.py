"""Where the caret goes: pure steps over the text, and steps by line over the page."""

from collections.abc import Callable

from annotator.model import segments
from annotator.ui.reader.document import Document
from annotator.ui.reader.keys import MoveKind
from annotator.ui.reader.page import Page
from annotator.ui.widgets.direction import is_rtl

VERTICAL = frozenset({MoveKind.UP, MoveKind.DOWN, MoveKind.PAGE_UP, MoveKind.PAGE_DOWN})


def stepped(document: Document, offset: int, kind: MoveKind, *, extends: bool) -> int:
    """Return the offset after a movement along the text; not for `VERTICAL` ones and ends of lines."""
    text = document.text
    if kind in (MoveKind.LEFT, MoveKind.RIGHT):
        forwards = (kind is MoveKind.RIGHT) is not _runs_left(document, offset)
        return _character(document, offset, forwards=forwards)
    if kind in (MoveKind.WORD_LEFT, MoveKind.WORD_RIGHT):
        if (kind is MoveKind.WORD_RIGHT) is not _runs_left(document, offset):
            return segments.next_word(text, offset) if extends else segments.next_word_start(text, offset)
        return segments.previous_word(text, offset)
    return _FAR[kind](document, offset)


def by_line(page: Page, offset: int, lines: int, *, x: float) -> int:
    """Return the offset so many lines further down (up when negative), nearest to a distance from the left."""
    number = page.document.number_at(offset)
    line = page.laid(number).line_at(offset) + lines
    while line < 0 and number > 0:
        number -= 1
        line += page.laid(number).line_count
    while line >= page.laid(number).line_count and number + 1 < len(page.document):
        line -= page.laid(number).line_count
        number += 1
    laid = page.laid(number)
    if line < 0 or line >= laid.line_count:
        return laid.block.start if line < 0 else laid.block.end
    return laid.offset_at(x, (line + 0.5) * laid.face.line)


def line_end(page: Page, offset: int, *, forwards: bool) -> int:
    """Return the end or the start of the line the offset is on."""
    laid = page.laid(page.document.number_at(offset))
    line = laid.line_at(offset)
    return laid.line_end(line) if forwards else laid.line_start(line)


def _character(document: Document, offset: int, *, forwards: bool) -> int:
    number = document.number_at(offset)
    if forwards:
        if offset >= document.ends[number]:
            return document.starts[number + 1] if number + 1 < len(document) else offset
        return segments.next_grapheme(document.text, offset)
    if offset <= document.starts[number]:
        before = document.ends[number - 1] if number else offset
        return before if before < offset or not number else segments.previous_grapheme(document.text, offset)
    return segments.previous_grapheme(document.text, offset)


def _runs_left(document: Document, offset: int) -> bool:
    """Tell whether the paragraph at the offset is written from right to left."""
    number = document.number_at(offset)
    return is_rtl(document.text[document.starts[number] : document.ends[number]])


def _sentence_before(document: Document, offset: int) -> int:
    here = segments.sentence_at(document.text, offset)
    if here is None:
        return 0
    if here.start < offset:
        return here.start
    earlier = document.text[: here.start].rstrip()
    before = segments.sentence_at(document.text, max(0, len(earlier) - 1))
    return before.start if before and earlier else here.start


def _sentence_after(document: Document, offset: int) -> int:
    here = segments.sentence_at(document.text, offset)
    if here is None:
        return len(document.text)
    rest = document.text[here.end : here.end + 2000]
    start = here.end + len(rest) - len(rest.lstrip())
    following = segments.sentence_at(document.text, start)
    return following.start if following and following.start > offset else document.ends[-1]


def _paragraph_before(document: Document, offset: int) -> int:
    number = document.number_at(offset)
    if document.starts[number] == offset and number:
        number -= 1
    while number and document.ends[number - 1] == document.starts[number]:
        number -= 1
    return document.starts[number]


def _paragraph_after(document: Document, offset: int) -> int:
    number = document.number_at(offset) + 1
    while number < len(document) and document.ends[number - 1] == document.starts[number]:
        number += 1
    return document.starts[number] if number < len(document) else document.ends[-1]


_FAR: dict[MoveKind, Callable[[Document, int], int]] = {
    MoveKind.SENTENCE_PREVIOUS: _sentence_before,
    MoveKind.SENTENCE_NEXT: _sentence_after,
    MoveKind.PARAGRAPH_PREVIOUS: _paragraph_before,
    MoveKind.PARAGRAPH_NEXT: _paragraph_after,
    MoveKind.TEXT_START: lambda document, _offset: document.starts[0],
    MoveKind.TEXT_END: lambda document, _offset: document.ends[-1],
}
