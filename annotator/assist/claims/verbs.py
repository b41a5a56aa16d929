"""Attributions by a verb whose content follows it, active and passive."""

from dataclasses import replace

from annotator.assist.claims.complements import Complement, complement, past_adjuncts
from annotator.assist.claims.drafts import Draft
from annotator.assist.claims.extents import extents, trimmed
from annotator.assist.claims.grammar import PREPOSITIONS, TIMES, is_finite, is_gerund
from annotator.assist.claims.groups import Group
from annotator.assist.claims.marks import Quotation
from annotator.assist.claims.passage import MOST_TOKENS, Passage, tokenise
from annotator.assist.claims.phrases import Range, finite_at, is_stop, phrase_after, subject_before

_NOBODY = frozenset(("nobody", "none", "no", "neither", "nothing"))
_SUBJECT_COUNTS = frozenset(("inf", "np", "as", "quote"))


def governing(passage: Passage, group: Group, floor: int, *, ceiling: int, shared: Range | None) -> list[Draft]:
    """Read a cue with its content at its right; `shared` is the source of a verb that has no subject of its own."""
    if group.is_passive:
        return _passive(passage, group, floor, ceiling=ceiling)
    found = complement(passage, group, ceiling)
    source = _source(passage, group, floor, shared=shared)
    if found is None or source is None or (group.cue.kind == "adjective" and _is_expletive(passage, source)):
        return []
    if passage.low(source[0]) in _NOBODY:
        group = replace(group, is_negated=not group.is_negated)
    return _drafts(passage, group, found, source=source, ceiling=ceiling)


def _source(passage: Passage, group: Group, floor: int, *, shared: Range | None) -> Range | None:
    at = group.start
    if not group.is_finite or passage.low(at - 1) in ("and", "but", "or", "yet", "then"):
        return shared
    return subject_before(passage, at, floor) or (shared if _is_shared(passage, at, floor) else None)


def _is_shared(passage: Passage, at: int, floor: int) -> bool:
    """Tell whether a verb goes on with the subject of the one before: and later denied, but has said."""
    while at > floor and passage.at(at - 1).is_word and passage.low(at - 1).endswith("ly"):
        at -= 1
    return passage.low(at - 1) in ("and", "but", "or", "then", "later", "also", ",")


def _drafts(passage: Passage, group: Group, found: Complement, *, source: Range | None, ceiling: int) -> list[Draft]:
    cue = ((group.start, group.end),)
    base = Draft(
        (source or cue[0],), cue, source, group.cue, found.shape, f"“{' '.join(group.cue.words)}” and what follows"
    )
    is_open = passage.low(found.start) in ("whether", "if")
    base = replace(base, modality=_modality(group, "whether" if is_open else found.shape), is_negated=group.is_negated)
    direct = _direct_quotations(passage, found, ceiling)
    if direct:
        return [replace(base, content=direct)]
    shape = "that" if found.shape in ("quote", "wh") else found.shape
    ranges = extents(passage, group, found.start, ceiling=ceiling, shape=shape)
    return [
        replace(base, content=(one,), shape="mixed" if found.shape in ("quote", "colon") else found.shape)
        for one in ranges
    ]


def _modality(group: Group, shape: str) -> str:
    if shape == "whether" and group.cue.modality == "asserted":
        return "questioned"
    return group.cue.infinitive if shape in ("inf", "object-inf") else ""


def _direct_quotations(passage: Passage, found: Complement, ceiling: int) -> tuple[Range, ...]:
    """Return the quotation that is the whole content, when the complement begins with one."""
    at = found.start
    token = passage.at(at)
    if found.shape not in ("quote", "colon") or token.quotation is None:
        return ()
    following = passage.at(at + 1)
    first = passage.text[token.quotation.pieces[0].start]
    is_speech = found.shape == "colon" or passage.low(at - 1) == "," or not first.islower()
    closed = at + 1 >= ceiling or not following.is_word or (is_speech and following.low in ("and", "but", "as", "when"))
    is_fragment = found.shape == "quote" and passage.low(at - 1) != "," and not is_speech
    if not closed or (is_fragment and not _has_verb(passage, token.quotation)):
        return ()
    return ((at, at + 1),)


def _has_verb(passage: Passage, quotation: Quotation) -> bool:
    """Tell whether a quotation is a clause, not a phrase."""
    words = tokenise(passage.text, quotation.pieces[0], [])[:MOST_TOKENS]
    return any(is_finite(word.low) for word in words)


def _passive(passage: Passage, group: Group, floor: int, *, ceiling: int) -> list[Draft]:
    """Read `was accused of lying by X`, `is believed to have fled`, `were warned that`."""
    agent, at = _agent(passage, group.end, ceiling, group=group)
    grown = replace(group, end=at) if agent else group
    subject = subject_before(passage, group.start, floor)
    found = _passive_complement(passage, grown, ceiling)
    if found is None:
        if agent is None or subject is None or not group.cue.takes("np", "as"):
            return []
        return [_rejected(group, _whole_subject(passage, subject, floor), agent)]
    drafts = _drafts(passage, grown, found, source=agent, ceiling=ceiling)
    drafts = [replace(one, cue=((group.start, group.end),), why="a passive") for one in drafts]
    if agent is None and found.shape in ("prep", "inf", "as", "np"):
        drafts = [_with_agent(passage, one) for one in drafts]
    counts = found.shape in _SUBJECT_COUNTS or (found.shape == "prep" and group.cue.takes("np"))
    if subject is not None and counts and not _is_expletive(passage, subject):
        drafts = [replace(one, content=(subject, *one.content)) for one in drafts]
    return drafts


def _whole_subject(passage: Passage, subject: Range, floor: int) -> Range:
    """Take in the clause that belongs to a subject: the claim that the vote was stolen."""
    start = subject[0]
    if start <= floor or not finite_at(passage, start - 1):
        return subject
    while start > floor and not is_stop(passage, start - 1) and passage.low(start - 1) != ",":
        start -= 1
    return start, subject[1]


def _rejected(group: Group, subject: Range, agent: Range) -> Draft:
    """Draft a passive whose subject is what is rejected, welcomed or denied."""
    return Draft(
        (subject,), ((group.start, group.end),), agent, group.cue, "np", "a passive", is_negated=group.is_negated
    )


def _passive_complement(passage: Passage, group: Group, ceiling: int) -> Complement | None:
    at = past_adjuncts(passage, group, ceiling)
    if passage.low(at) == "as" and group.cue.takes("as", "np") and at + 1 < ceiling:
        return Complement("as", at)
    if passage.at(at).is_word and group.cue.takes("object-complement"):
        return Complement("np", at) if passage.low(at) not in PREPOSITIONS else None
    return complement(passage, group, ceiling)


def _is_expletive(passage: Passage, subject: Range) -> bool:
    return passage.low(subject[0]) in ("it", "there") and subject[1] == subject[0] + 1


def _agent(passage: Passage, at: int, ceiling: int, *, group: Group) -> tuple[Range | None, int]:
    if passage.low(at) != "by" or at + 1 >= ceiling or is_gerund(passage.low(at + 1)):
        return None, at
    end = phrase_after(passage, at + 1, ceiling)
    for index in range(at + 2, end):
        if passage.low(index) in group.cue.prepositions or passage.low(index) in ("that", "to"):
            end = index
            break
    return ((at + 1, end), end) if end > at + 1 else (None, at)


def _with_agent(passage: Passage, draft: Draft) -> Draft:
    """Part the content from `by X` at its end."""
    start, end = draft.content[-1]
    for at in range(end - 2, start, -1):
        if passage.low(at) != "by":
            continue
        word = passage.at(at + 1)
        if is_gerund(word.low) or word.low in TIMES or word.low.isdigit() or phrase_after(passage, at + 1, end) < end:
            return draft
        return replace(draft, content=(*draft.content[:-1], trimmed(passage, start, at)), source=(at + 1, end))
    return draft
