"""Complements: what follows a cue verb, where it begins and of what kind it is."""

from dataclasses import dataclass

from annotator.assist.claims.grammar import (
    AUDIENCE,
    DETERMINERS,
    FINITE,
    INTERROGATIVES,
    OBJECTS,
    PERSONAL,
    POSSESSIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    is_finite,
    is_gerund,
)
from annotator.assist.claims.groups import Group
from annotator.assist.claims.inflection import Form
from annotator.assist.claims.passage import Passage
from annotator.assist.claims.phrases import finite_at, is_adjunct, is_stop

_FAR = 16
_SUBJECTS = frozenset("he she they we i".split())
_LOOSE = frozenset("yesterday today again later earlier too also then aloud back recently since".split())
_CLOSED_AFTER = frozenset((",", ".", "\n", ";", "?", "!", ")", "—", "–", "and", "but", "or"))


@dataclass(frozen=True, slots=True)
class Complement:
    """Where the content begins, and the shape it has."""

    shape: str
    start: int


def complement(passage: Passage, group: Group, ceiling: int) -> Complement | None:
    """Return what the cue says of its claim; None when nothing that it may take follows."""
    start = past_adjuncts(passage, group, ceiling)
    found = _direct(passage, group, start, ceiling=ceiling)
    if found is not None or start >= ceiling:
        return found
    hearer = past_hearer(passage, start, ceiling)
    if group.cue.takes("object-inf") and not group.is_passive:
        opening = _infinitive(passage, start, ceiling)
        if opening is not None:
            return Complement("object-inf", start)
    if group.cue.has_addressee and hearer is not None:
        hearer = past_adjuncts(passage, group, ceiling, start=hearer)
        after = _direct(passage, group, hearer, ceiling=ceiling)
        after = after or _clause(passage, group, hearer, ceiling=ceiling)
        if after is not None or not group.cue.takes("np"):
            return after
    if _has_verb(passage, start, ceiling):
        found = _clause(passage, group, start, ceiling=ceiling)
        if found is not None:
            return found
    return _object(passage, group, start, ceiling=ceiling) or _clause(passage, group, start, ceiling=ceiling)


def _has_verb(passage: Passage, start: int, ceiling: int) -> bool:
    """Tell whether a finite verb follows the noun phrase at once, so that both make a clause."""
    for index in range(start + 1, min(ceiling, start + _FAR)):
        low = passage.low(index)
        if low in INTERROGATIVES or low in ("that", "to", ",", "and", "but") or is_stop(passage, index):
            return False
        if low in FINITE or (is_finite(low) and passage.low(index - 1) not in DETERMINERS | PREPOSITIONS | {"'s"}):
            return passage.low(index + 1) not in PREPOSITIONS or not low.endswith("ed")
    return False


def _direct(passage: Passage, group: Group, at: int, *, ceiling: int) -> Complement | None:
    """Read a complement that shows its kind by its first word."""
    if at >= ceiling:
        return None
    cue, low, following = group.cue, passage.low(at), passage.low(at + 1)
    if low == ":":
        return Complement("colon", at + 1)
    if low == "," and passage.at(at + 1).quotation is not None and at + 1 < ceiling:
        return Complement("quote", at + 1) if cue.takes("quote", "that") else None
    if passage.at(at).quotation is not None and cue.takes("quote", "that"):
        return Complement("quote", at)
    if low == "that" and cue.takes("that", "np") and not _is_pronoun(passage, at):
        return Complement("that", at + 1) if _opens_clause(passage, group, at, ceiling=ceiling) else None
    if low in ("never", "not") and following == "to" and cue.takes("inf"):
        return Complement("inf", at)
    if low == "to" and _is_infinitive(passage, at):
        if group.is_passive and cue.takes("passive-inf", "object-inf", "hearer-inf"):
            return Complement("inf", at)
        is_told = at > group.end and cue.takes("hearer-inf")
        return Complement("inf", at) if is_told or cue.takes("inf") else None
    if low in cue.prepositions and at + 1 < ceiling:
        return Complement("prep", at + 1)
    if low in INTERROGATIVES and cue.takes("wh", "that"):
        return Complement("wh", at)
    if is_gerund(low) and cue.takes("ing"):
        return Complement("ing", at)
    return None


def _opens_clause(passage: Passage, group: Group, at: int, *, ceiling: int) -> bool:
    """Tell whether `that` is a conjunction, not a determiner as in `rejects that reading`."""
    return not group.cue.takes("np") or ceiling - at > 4 or any(finite_at(passage, n) for n in range(at + 1, ceiling))


def _is_pronoun(passage: Passage, at: int) -> bool:
    following = passage.low(at + 1)
    return following != "," and (following in FINITE or following in _CLOSED_AFTER)


def _is_infinitive(passage: Passage, at: int) -> bool:
    token, word = passage.at(at + 1), passage.low(at + 1)
    if token.quotation is not None:
        return token.quotation.pieces[0].of(passage.text)[:1].islower()
    return (
        token.is_word
        and not token.is_capital
        and word not in DETERMINERS
        and word not in AUDIENCE
        and (word not in PERSONAL and not word.isdigit())
    )


def past_adjuncts(passage: Passage, group: Group, ceiling: int, *, start: int | None = None) -> int:
    """Skip what stands between a cue and its content: adverbs, `on Friday`, `to reporters`, `in her opinion`."""
    at = group.end if start is None else start
    moved = True
    while moved and at < ceiling:
        following = _past_one(passage, group, at, ceiling=ceiling)
        moved, at = following > at, following
    return at


def _past_one(passage: Passage, group: Group, at: int, *, ceiling: int) -> int:
    low = passage.low(at)
    if (low.endswith("ly") and is_adverb(low) and low != "only") or low in _LOOSE:
        return at + 1
    if low in ("last", "this", "earlier", "later", "next") and passage.low(at + 1) in TIMES:
        return at + 2
    if (
        low in TIMES
        and low[:3] not in ("may", "las", "nex")
        and passage.at(at).is_capital
        and passage.low(at + 1) == "that"
    ):
        return at + 1
    if low == "," and group.end < ceiling:
        return _past_aside(passage, at, ceiling)
    if low in group.cue.prepositions or (low == "to" and _is_infinitive(passage, at)):
        return at
    if low in PREPOSITIONS or low in ("when", "as"):
        return _past_preposition(passage, at, ceiling)
    return at


def _past_aside(passage: Passage, comma: int, ceiling: int) -> int:
    """Skip `, however,` or `, in a letter to staff,` before `that`, a colon or a quotation."""
    for at in range(comma + 1, min(ceiling, comma + _FAR)):
        if passage.low(at) == "," and (passage.low(at + 1) == "that" or passage.low(at + 1) == "to"):
            return at + 1
        if is_stop(passage, at):
            break
    return comma


def _past_preposition(passage: Passage, at: int, ceiling: int) -> int:
    """Skip a prepositional phrase before `that`, a colon or a quotation; before a bare clause only a time."""
    for index in range(at + 1, min(ceiling, at + _FAR)):
        low = passage.low(index)
        if low == "that" and not _is_pronoun(passage, index):
            return index
        if low == ":" or (low == "," and passage.at(index + 1).quotation is not None):
            return index
        if passage.at(index).quotation is not None:
            return index if index == ceiling - 1 or passage.low(index + 1) in _CLOSED_AFTER else at
        if is_stop(passage, index) or low == ",":
            break
        if low in FINITE:
            break
    return _past_time(passage, at, ceiling)


def _past_time(passage: Passage, at: int, ceiling: int) -> int:
    if not is_adjunct(passage, at):
        return at
    end = at + 1
    while end < ceiling and (passage.low(end) in TIMES or passage.low(end).isdigit() or passage.low(end) in ("late",)):
        end += 1
    if end > at + 1:
        return end
    hearer = past_hearer(passage, at + 1, ceiling)
    return hearer if hearer is not None else at


def past_hearer(passage: Passage, start: int, ceiling: int) -> int | None:
    """Return the end of the short noun phrase that names who was told; None when no noun phrase begins here."""
    token = passage.at(start)
    if start >= ceiling or not token.is_word or token.low in PREPOSITIONS or token.low in SUBORDINATORS:
        return None
    for index in range(start + 1, min(ceiling, start + _FAR)):
        low = passage.low(index)
        if (
            low in ("that", "whether", "to", ":", ",", "if", "why", "how", "what", "when", "where")
            or passage.at(index).quotation is not None
        ):
            return index
        if low in FINITE or is_stop(passage, index) or low in _SUBJECTS:
            break
    following = passage.at(start + 1)
    is_owner = token.low == "her" and following.is_word and following.low not in PERSONAL | DETERMINERS | PREPOSITIONS
    if (token.low in OBJECTS and not is_owner) or token.low in AUDIENCE:
        return start + 1
    end = start + 1
    while end < ceiling and not _begins_clause(passage, end, start):
        end += 1
    return end


def _begins_clause(passage: Passage, index: int, start: int) -> bool:
    """Tell whether the token opens the clause after a hearer: a new determiner, pronoun or change of case."""
    token, before = passage.at(index), passage.at(index - 1)
    if token.low in PERSONAL or token.low in POSSESSIVE or token.low in DETERMINERS or token.low in PREPOSITIONS:
        return True
    if not token.is_word or is_adverb(token.low) or token.low in INTERROGATIVES:
        return True
    if before.low in DETERMINERS:
        return False
    return before.is_capital != token.is_capital or not token.is_capital and before.low.endswith("s")


def _infinitive(passage: Passage, start: int, ceiling: int) -> int | None:
    """Return where `to` opens the infinitive of an object: urged the board to act; not to as well."""
    for index in range(start + 1, min(ceiling, start + _FAR)):
        low = passage.low(index)
        if low == "to" and _is_infinitive(passage, index):
            return index
        if low in FINITE or is_stop(passage, index) or low in ("that", "whether", ",", "if"):
            break
    return None


def _object(passage: Passage, group: Group, start: int, *, ceiling: int) -> Complement | None:
    """Read a noun phrase, alone or with what is said of it."""
    cue, token = group.cue, passage.at(start)
    if group.is_passive or not (token.is_word or token.quotation) or token.low in SUBORDINATORS:
        return None
    if cue.takes("object-of"):
        return _followed_by(passage, start, ceiling, words=cue.prepositions, shape="object-of") or (
            Complement("np", start) if cue.takes("np") else None
        )
    if cue.takes("object-complement"):
        if token.quotation is not None:
            return Complement("np", start)
        return Complement("np", start) if _has_second(passage, start, ceiling) else None
    if cue.takes("as") and not cue.takes("np"):
        return _followed_by(passage, start, ceiling, words=frozenset(("as",)), shape="np")
    if cue.takes("np") and token.low not in PREPOSITIONS and not token.low.endswith("ly"):
        return Complement("np", start)
    return None


def _followed_by(passage: Passage, start: int, ceiling: int, *, words: frozenset[str], shape: str) -> Complement | None:
    for index in range(start + 1, min(ceiling, start + _FAR)):
        if passage.low(index) in words:
            return Complement(shape, start)
        if is_stop(passage, index) and passage.at(index).quotation is None:
            break
    return None


def _has_second(passage: Passage, start: int, ceiling: int) -> bool:
    """Tell whether an object is followed by what it is called: the verdict “a disgrace”, the plan a mistake."""
    for index in range(start + 1, min(ceiling, start + _FAR)):
        token = passage.at(index)
        if token.quotation is not None or (
            token.low in ("a", "an", "the") and passage.low(index - 1) not in PREPOSITIONS
        ):
            return True
        if is_stop(passage, index) or token.low == ",":
            return False
    return passage.low(start) in ("it", "him", "her", "them", "this", "that") and start + 1 < ceiling


def _clause(passage: Passage, group: Group, start: int, *, ceiling: int) -> Complement | None:
    """Read a clause without `that`: a subject and a finite verb must be in sight."""
    token = passage.at(start)
    if start >= ceiling or not group.cue.takes("that") or group.cue.modality == "directive":
        return None
    if not (token.is_word or token.quotation):
        return None
    if token.low in PREPOSITIONS and not is_adjunct(passage, start) and token.low not in ("in", "on", "at", "after"):
        return None
    if token.low in FINITE or token.low in ("and", "but", "or", "nothing", "so"):
        return None
    verbs = (n for n in range(start + 1, min(ceiling, start + 30)) if finite_at(passage, n))
    found = next(verbs, None)
    is_loose = group.cue.takes("quote") and group.form is not Form.GERUND
    if not _has_verb(passage, start, ceiling) and not (
        is_loose and (found is not None or _may_be_clause(passage, start, ceiling))
    ):
        return None
    return Complement("clause", start)


def _may_be_clause(passage: Passage, start: int, ceiling: int) -> bool:
    """Tell whether a present tense could hide among words that may be nouns: the pumps run."""
    words = [token for token in passage.within(start, ceiling) if token.is_word]
    if words and words[0].low in PERSONAL and any(token.quotation for token in passage.within(start, ceiling)):
        return True
    return len(words) > 2 and (words[0].low in PERSONAL or any(word.low.endswith("s") for word in words[1:6]))
