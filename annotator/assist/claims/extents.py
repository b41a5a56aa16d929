"""Extents: where the content of a claim ends, and where one cue governs two claims."""

from annotator.assist.claims.complements import complement
from annotator.assist.claims.grammar import CONTRASTS, FINITE, MODALS, is_adverb, is_finite, is_gerund
from annotator.assist.claims.groups import Group, find_groups
from annotator.assist.claims.passage import Passage
from annotator.assist.claims.phrases import Range, finite_at

_JOINERS = frozenset(("and", "but", "or", "yet", "while", "then"))
_OPENING = frozenset(("while", "although", "though", "if", "when", "because", "since", "as"))
_HARD = frozenset((";", "\n"))


def extents(passage: Passage, group: Group, start: int, *, ceiling: int, shape: str) -> list[Range]:
    """Return the content as one range for each claim: two for `that A, and that B`."""
    groups = find_groups(passage, start, ceiling)
    found: list[Range] = []
    begin, at = start, start
    while at < ceiling:
        resumed = _resumed(passage, at) if shape in ("that", "clause", "colon", "wh") else None
        if resumed is not None and at > begin:
            found.append((begin, at))
            begin = at = resumed
            continue
        if at > begin and _ends(passage, group, at, groups=groups, shape=shape, ceiling=ceiling, begin=begin):
            break
        at += 1
    found.append((begin, at))
    return [(first, last) for first, last in (trimmed(passage, *one) for one in found) if first < last]


def trimmed(passage: Passage, start: int, end: int) -> Range:
    """Drop joining words and marks at the end of a range, and commas at its beginning."""
    while end > start and (passage.low(end - 1) in (",", ";", ".", ":", "—", "–") or passage.low(end - 1) in _JOINERS):
        end -= 1
    while start < end and passage.low(start) in (",", "—", "–", ";", ":"):
        start += 1
    return start, end


def _resumed(passage: Passage, at: int) -> int | None:
    """Return where content begins again after `, and that`; None when `that` is a pronoun or nothing resumes."""
    index = at + 1 if passage.low(at) == "," else at
    if passage.low(index) in ("and", "but", "or"):
        index += 1
    elif index == at:
        return None
    if passage.low(index) == ",":
        index += 1
    while is_adverb(passage.low(index)):
        index += 1
    if passage.low(index) != "that" or passage.low(index + 1) in FINITE - MODALS:
        return None
    return index + 1


def _ends(
    passage: Passage, group: Group, at: int, *, groups: list[Group], shape: str, ceiling: int, begin: int
) -> bool:
    low, following = passage.low(at), passage.low(at + 1)
    if low in _HARD:
        return True
    if low in _JOINERS and starts_cue(passage, at + 1, groups, ceiling=ceiling, like=group):
        return True
    if low in ("while", "after", "before", "by") and starts_cue(passage, at + 1, groups, ceiling=ceiling, like=None):
        return is_gerund(following)
    if low == "according" and following == "to":
        return True
    if shape in ("np", "inf", "object-inf", "ing", "prep", "object-of") and _leaves_phrase(passage, at, group):
        return True
    if low != ",":
        return False
    if _is_subordinate(passage, group):
        return True
    return _ends_at_comma(passage, at, group, groups=groups, ceiling=ceiling, shape=shape)


def _is_subordinate(passage: Passage, group: Group) -> bool:
    """Tell whether the cue stands in a clause that precedes its main clause: While she believes that, ..."""
    at = group.start - 1
    while at >= 0 and passage.at(at).is_word and passage.low(at) not in _OPENING:
        at -= 1
    return at >= 0 and passage.low(at) in _OPENING and not passage.at(at - 1).is_word and passage.low(at - 1) != ","


def _leaves_phrase(passage: Passage, at: int, group: Group) -> bool:
    """Tell whether `and` or `but` goes on with another verb of the same subject."""
    if passage.low(at) not in ("and", "but"):
        return False
    index = at + 1
    while is_adverb(passage.low(index)):
        index += 1
    low = passage.low(index)
    return is_finite(low) and not passage.at(index).is_capital and passage.low(index + 1) not in ("and",)


def _ends_at_comma(
    passage: Passage, comma: int, group: Group, *, groups: list[Group], ceiling: int, shape: str
) -> bool:
    at, low = comma + 1, passage.low(comma + 1)
    if low == "according" or (low == "as" and _has_cue(passage, at + 1, groups, within=8)):
        return True
    if is_gerund(low) or (low in ("and", "while") and is_gerund(passage.low(at + 1))):
        return starts_cue(passage, at if is_gerund(low) else at + 1, groups, ceiling=ceiling, like=None)
    if low in _JOINERS and starts_cue(passage, at + 1, groups, ceiling=ceiling, like=group):
        return True
    if low in CONTRASTS or (low == "even" and passage.low(at + 1) in ("as", "though")):
        return low != "despite"
    if low in ("and", "as", "so"):
        return _has_cue(passage, at + 1, groups, within=14)
    return shape in ("np", "ing") and low in ("which", "who", "after", "when")


def _has_cue(passage: Passage, start: int, groups: list[Group], *, within: int) -> bool:
    """Tell whether a clause with a cue and a subject of its own begins here."""
    for group in groups:
        if start < group.start <= start + within:
            clause = range(start, group.start)
            return not any(finite_at(passage, n) or passage.low(n) in (",", "that") for n in clause)
    return False


def starts_cue(passage: Passage, at: int, groups: list[Group], *, ceiling: int, like: Group | None) -> bool:
    """Tell whether a cue verb without a subject of its own, and with content, begins here: `but denied hiding`."""
    while is_adverb(passage.low(at)):
        at += 1
    group = next((one for one in groups if one.start == at), None)
    if group is None:
        return False
    if like is not None and like.is_finite != group.is_finite:
        return False
    if like is not None and like.form.name == "PAST" and group.form.name == "BASE":
        return False
    return complement(passage, group, ceiling) is not None
