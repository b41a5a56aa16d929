"""Attributions that stand beside or inside what they report: after a quotation, between commas."""

from annotator.assist.claims.complements import complement, past_adjuncts, past_hearer
from annotator.assist.claims.drafts import Draft
from annotator.assist.claims.extents import extents, trimmed
from annotator.assist.claims.grammar import (
    CONTRASTS,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    is_gerund,
)
from annotator.assist.claims.groups import Group
from annotator.assist.claims.inflection import Form
from annotator.assist.claims.passage import Passage
from annotator.assist.claims.phrases import Range, finite_at, is_clause, phrase_after, subject_before

_CLOSED = frozenset(
    (",", ".", "\n", ";", "?", "!", ":", "—", "–", "and", "as", "while", "when", "but", "after", "before")
)
_MARKS = frozenset((",", ".", ";", ":", "—", "–", "?", "!"))
_STRONG = frozenset((";", ":", ".", "\n", "?", "!"))


def beside(passage: Passage, group: Group, floor: int, *, ceiling: int) -> Draft | None:
    """Read a cue whose content stands to the left of its source, or on both sides."""
    if group.is_passive or not group.cue.takes("quote", "that") or not group.is_finite:
        return None
    placed = _speaker_first(passage, group, floor, ceiling=ceiling) or _cue_first(
        passage, group, floor, ceiling=ceiling
    )
    if placed is None:
        return None
    source, start, end = placed
    quoted = _quotation_before(passage, start, floor)
    if quoted is not None and _opens_clause(passage, quoted, floor):
        content = (quoted, *_quotation_after(passage, end, ceiling))
        return _draft(group, content, source, shape="quote", why="a quotation, then who said it")
    content = _sides(passage, group, start, end=end, floor=floor, ceiling=ceiling)
    return _draft(group, content, source, shape="clause", why="who says so stands between commas") if content else None


def _draft(group: Group, content: tuple[Range, ...], source: Range, *, shape: str, why: str) -> Draft:
    cue = ((group.start, group.end),)
    return Draft(content, cue, source, group.cue, shape, why, is_negated=group.is_negated)


def _speaker_first(passage: Passage, group: Group, floor: int, *, ceiling: int) -> tuple[Range, int, int] | None:
    """Read `, the mayor said,`: the source, where the attribution begins, and where it ends."""
    source = subject_before(passage, group.start, floor)
    if source is None or not _is_one_phrase(passage, source):
        return None
    start = _lead(passage, source[0], floor)
    mark = passage.low(start - 1)
    if start <= floor and passage.low(start) != "as":
        return None
    if not (mark in (",", "—", "–") or passage.at(start - 1).quotation is not None or passage.low(start) == "as"):
        return None
    end = past_adjuncts(passage, group, ceiling)
    if group.cue.has_addressee and passage.low(end) not in _CLOSED and end < ceiling:
        end = past_adjuncts(passage, group, ceiling, start=past_hearer(passage, end, ceiling) or end)
    if _quotation_before(passage, start, floor) is not None and _is_tail(passage, end):
        while end < ceiling and passage.low(end) not in _MARKS and passage.at(end).quotation is None:
            end += 1
    is_closed = end >= ceiling or passage.low(end) in _CLOSED
    is_quoting = passage.low(end) in (",", ":") and passage.at(end + 1).quotation is not None
    if is_quoting and _parts_clause(passage, start, end, floor=floor):
        return source, start, end
    if not is_closed or (
        is_quoting and passage.at(start - 1).quotation is None and not _quotation_before(passage, start, floor)
    ):
        return None
    if passage.low(end) == ":" and complement(passage, group, ceiling) is not None:
        return None
    return source, start, end


def _parts_clause(passage: Passage, start: int, end: int, *, floor: int) -> bool:
    """Tell whether an attribution parts a subject from a quoted predicate: What came next, he says, “was awful”."""
    quotation = passage.at(end + 1).quotation
    if quotation is None or passage.low(end) != "," or passage.low(start - 1) != ",":
        return False
    begin = _clause_floor(passage, start - 1, floor)
    is_lower = passage.text[quotation.pieces[0].start].islower()
    return (
        is_lower and begin < start - 1 and passage.low(begin) not in PREPOSITIONS and not is_adverb(passage.low(begin))
    )


def _is_one_phrase(passage: Passage, source: Range) -> bool:
    """Tell whether no second noun phrase begins inside: not `a claim the rebels`."""
    for at in range(source[0] + 1, source[1]):
        if passage.low(at) in DETERMINERS:
            before = passage.low(at - 1)
            joined = before in PREPOSITIONS or before in COORDINATORS or before in RELATIVES or before == ","
            if not joined and not any(passage.low(n) in RELATIVES for n in range(*source)):
                return passage.low(at) in ("all", "each", "both")
    return True


def _is_tail(passage: Passage, index: int) -> bool:
    """Tell whether time, place or manner of the saying begins here."""
    low = passage.low(index)
    return is_adverb(low) or low in PREPOSITIONS or low in TIMES or low in SUBORDINATORS


def _lead(passage: Passage, start: int, floor: int) -> int:
    """Take in adverbs and `as` before the source of an attribution."""
    while start > floor and is_adverb(passage.low(start - 1)):
        start -= 1
    return start - 1 if start > floor and passage.low(start - 1) == "as" else start


def _cue_first(passage: Passage, group: Group, floor: int, *, ceiling: int) -> tuple[Range, int, int] | None:
    """Read `, said the mayor,`."""
    start = group.start
    before = passage.at(start - 1)
    if start <= floor or not (before.low in (",", "—", "–") or before.quotation is not None):
        return None
    if (
        not group.cue.takes("quote")
        or group.form not in (Form.PAST, Form.THIRD, Form.BASE)
        or group.start != group.head
    ):
        return None
    token = passage.at(group.end)
    end = phrase_after(passage, group.end, ceiling)
    if (
        end <= group.end
        or not token.is_word
        or token.low in SUBORDINATORS
        or token.low in ("that", "it", "he", "she", "they", "nothing")
    ):
        return None
    after = _past_tail(passage, group, end, ceiling=ceiling)
    if after < ceiling and passage.low(after) not in _CLOSED:
        return None
    if (
        before.quotation is None
        and _quotation_before(passage, start, floor) is None
        and _is_apposed(passage, start, floor)
    ):
        return None
    return (group.end, end), start, after


def _past_tail(passage: Passage, group: Group, end: int, *, ceiling: int) -> int:
    """Skip the time and place after a source: said the mayor on Friday."""
    at = past_adjuncts(passage, group, ceiling, start=end) if passage.low(end) != "," else end
    while at < ceiling and passage.low(at) not in (",", ".", ";", "—", "–") and passage.at(at).quotation is None:
        at += 1
    return at


def _is_apposed(passage: Passage, start: int, floor: int) -> bool:
    """Tell whether the comma before a verb closes an apposition: Ek, a judge, denied it."""
    at = _clause_floor(passage, start - 1, floor)
    has_comma = any(passage.low(n) == "," for n in range(at, start - 1))
    return has_comma and not is_clause(passage, at, start - 1)


def _quotation_before(passage: Passage, start: int, floor: int) -> Range | None:
    at = start - 1
    if passage.low(at) in (",", "—", "–"):
        at -= 1
    return (at, at + 1) if at >= floor and passage.at(at).quotation is not None else None


def _opens_clause(passage: Passage, quoted: Range, floor: int) -> bool:
    at = quoted[0] - 1
    while at >= floor and passage.low(at) in (",", "—", "–"):
        at -= 1
    return at < floor or passage.low(at) in _STRONG or passage.at(at).quotation is not None


def _quotation_after(passage: Passage, end: int, ceiling: int) -> tuple[Range, ...]:
    """Return the quotation that goes on after the attribution, unless someone else speaks it."""
    for index in range(end, ceiling):
        token = passage.at(index)
        if token.quotation is not None:
            is_next = passage.low(index - 1) in (",", ".", ";", "—", "–", ":", "?", "!")
            taken = _is_spoken_for(passage, index, ceiling)
            return ((index, index + 1),) if is_next and not taken else ()
        readings = passage.lexicon.readings.get(token.low, ())
        if any(one.cue.kind == "verb" and one.cue.takes("quote", "object-complement", "as") for one in readings):
            return ()
    return ()


def _is_spoken_for(passage: Passage, index: int, ceiling: int) -> bool:
    """Tell whether a quotation has an attribution of its own to its right."""
    for at in range(index + 1, min(ceiling, index + 8)):
        if passage.at(at).quotation is not None or passage.low(at) == ".":
            return False
        if any(one.cue.takes("quote") for one in passage.lexicon.readings.get(passage.low(at), ())):
            return True
    return False


def _clause_floor(passage: Passage, at: int, floor: int) -> int:
    """Return where the clause to the left begins, its connective left out."""
    index = at
    while index > floor and passage.low(index - 1) not in _STRONG:
        index -= 1
    while index < at and passage.low(index) in ("but", "and", "yet", "so", ","):
        index += 1
    return index


def _sides(passage: Passage, group: Group, start: int, *, end: int, floor: int, ceiling: int) -> tuple[Range, ...]:
    """Return the content before and after an attribution between commas."""
    mark = start - 1 if passage.low(start - 1) in (",", "—", "–") else start
    begin = _clause_floor(passage, mark, floor)
    right: list[Range] = []
    if passage.low(end) in (",", "—", "–") and end + 1 < ceiling and _goes_on(passage, end + 1):
        right = extents(passage, group, end + 1, ceiling=ceiling, shape="side")[:1]
    left = trimmed(passage, _nearest(passage, begin, mark) if right else begin, mark)
    if right and is_clause(passage, *left) and _is_afterthought(passage, right[0]):
        right = []
    return (*((left,) if left[0] < left[1] else ()), *right)


def _goes_on(passage: Passage, at: int) -> bool:
    low = passage.low(at)
    return not is_gerund(low) and low not in ("who", "which", "but", "while", "although", "and", "as", "after", "when")


def _is_afterthought(passage: Passage, right: Range) -> bool:
    """Tell whether what follows describes the saying, not what is said."""
    return passage.low(right[0]) in ("in", "during", "citing", "speaking", "at", "on", "quoting") and not any(
        finite_at(passage, n) for n in range(*right)
    )


def _nearest(passage: Passage, begin: int, mark: int) -> int:
    """Return where the last clause begins, when the attribution parts a subject from its verb."""
    for at in range(mark - 1, begin, -1):
        if passage.low(at) in CONTRASTS | {"and"} and passage.low(at - 1) == ",":
            return begin if is_clause(passage, at + 1, mark) else at + 1
    return begin
