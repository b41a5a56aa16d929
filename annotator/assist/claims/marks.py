"""Quotation marks: where quoted speech begins and ends in a paragraph."""

from dataclasses import dataclass

import regex

from annotator.model.span import Span

OPENING, CLOSING = "“‘«„\"'", "”’»\"'"
_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’", "'": "'"}
_MARK = regex.compile("[“«„\"‘']")
_SINGLE = "‘'"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, marks included; `pieces` are what the marks enclose, one a paragraph."""

    start: int
    end: int
    pieces: tuple[Span, ...]
    is_closed: bool = True


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Return the outermost quotations of a paragraph, in order; the last may be left open."""
    found: list[Quotation] = []
    unanswered: set[str] = set()
    at = start
    while opening := _MARK.search(text, at, end):
        at = opening.end()
        if opening[0] in unanswered or (opening[0] in _SINGLE and not _opens(text, opening.start(), start, end=end)):
            continue
        quotation = _from(text, opening.start(), end=end)
        if quotation is None:
            unanswered.update(opening[0] if opening[0] in _SINGLE else "")
        else:
            found.append(quotation)
            at = quotation.end
    return found


def _from(text: str, at: int, *, end: int) -> Quotation | None:
    mark = text[at]
    if at + 1 >= end or (mark == '"' and text[at + 1].isspace()):
        return None
    close = _closing(text, at, end)
    if close < 0:
        return None if mark in _SINGLE else Quotation(at, end, (Span(at + 1, end),), is_closed=False)
    return Quotation(at, close + 1, (Span(at + 1, close),)) if close > at + 1 else None


def _opens(text: str, at: int, start: int, *, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    return not before.isalnum() and at + 1 < end and text[at + 1].isalnum()


def _closing(text: str, at: int, end: int) -> int:
    """Return where the mark that answers the one at this place stands, or -1."""
    mark, depth = text[at], 0
    for place in range(at + 1, end):
        character = text[place]
        if character in _PAIRS[mark] and (mark not in _SINGLE or _closes(text, place, end)):
            if depth == 0:
                return place
            depth -= 1
        elif character == mark and mark not in "\"'‘":
            depth += 1
    return -1


def _closes(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return not text[at - 1].isspace() and not after.isalnum()
