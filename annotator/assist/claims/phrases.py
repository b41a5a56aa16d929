"""Noun phrases: the source before a verb, after a verb, and after a preposition."""

from annotator.assist.claims.grammar import (
    CONTRASTS,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    DO,
    FINITE,
    INNER_ADVERBS,
    MODALS,
    NUMBERS,
    OCCASIONS,
    PERSONAL,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    is_finite,
    is_gerund,
)
from annotator.assist.claims.passage import Passage

Range = tuple[int, int]
_STOPS = frozenset((";", ":", ".", "?", "!", "…", "—", "–", "(", ")", "[", "]", "\n"))
_OPENERS = frozenset("but and yet so still then meanwhile however nevertheless moreover also instead though".split())


def finite_at(passage: Passage, index: int) -> bool:
    """Tell whether the token is very probably a finite verb; a name such as United is none."""
    token = passage.at(index)
    return is_finite(token.low) and not (token.is_capital and index > 0)


def is_stop(passage: Passage, index: int) -> bool:
    """Tell whether the token ends any phrase: a strong mark, a quotation, or the passage's edge."""
    token = passage.at(index)
    return token.low in _STOPS or token.quotation is not None


def subject_before(passage: Passage, at: int, floor: int) -> Range | None:
    """Return the noun phrase that ends where a verb group begins, with its apposition; None when there is none."""
    while at > floor and is_adverb(passage.low(at - 1)):
        at -= 1
    if at <= floor:
        return None
    if passage.low(at - 1) == ",":
        return _before_comma(passage, at - 1, floor)
    if passage.low(at - 1) == ")":
        opening = next((n for n in range(at - 2, floor, -1) if passage.low(n) == "("), None)
        outer = subject_before(passage, opening, floor) if opening else None
        return (outer[0], at) if outer else None
    start = phrase_start(passage, at, floor)
    end = at
    while end > start and passage.low(end - 1) in RELATIVES:
        end -= 1
    if end == start and at > start:
        return _antecedent(passage, start, floor)
    return (start, end) if _is_phrase(passage, start, end) else None


def _antecedent(passage: Passage, at: int, floor: int) -> Range | None:
    """Return the noun phrase that `, who` or `which` takes up."""
    end = at - 1 if passage.low(at - 1) == "," else at
    start = phrase_start(passage, end, floor) if end > floor else end
    start = max(floor, end - 4) if start == end else start
    for index in range(end - 1, start, -1):
        if passage.low(index) in DETERMINERS and passage.low(index - 1) != "of":
            start = index
            break
        if passage.low(index) in FINITE or finite_at(passage, index):
            start = index + 1
            break
    return (start, end) if start < end else None


def _is_phrase(passage: Passage, start: int, end: int) -> bool:
    words = [token for token in passage.within(start, end) if token.is_word]
    return bool(words) and words[0].low not in PREPOSITIONS and words[-1].low not in PREPOSITIONS


def _before_comma(passage: Passage, comma: int, floor: int) -> Range | None:
    """Read `head, apposition,` or `head, on Friday,` to the left of a closing comma."""
    earlier = comma - 1
    while earlier > floor and passage.low(earlier) != "," and not is_stop(passage, earlier):
        earlier -= 1
    if earlier <= floor or passage.low(earlier) != ",":
        return None
    head = phrase_start(passage, earlier, floor)
    if not _is_phrase(passage, head, earlier):
        return None
    opening = passage.low(earlier + 1)
    is_aside = opening in PREPOSITIONS or is_adverb(opening) or opening in _OPENERS or opening in SUBORDINATORS
    is_aside = is_aside or is_gerund(opening) or is_clause(passage, earlier + 1, comma)
    if any(finite_at(passage, n) for n in range(head, earlier)) and not _has_relative(passage, head, earlier):
        return None
    return (_before_age(passage, head, floor), earlier if is_aside else comma)


def _before_age(passage: Passage, head: int, floor: int) -> int:
    """Go back from the second apposition to the head: Ek, 44, a farmer."""
    if head - 2 < floor or passage.low(head - 1) != "," or not passage.low(head)[0].isdigit():
        return head
    return phrase_start(passage, head - 1, floor)


def is_clause(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a range holds a finite verb outside a relative clause."""
    for index in range(start, end):
        low = passage.low(index)
        if low in RELATIVES or low in SUBORDINATORS:
            return False
        if index > start and is_finite(low) and passage.low(index - 1) not in DETERMINERS:
            return True
    return False


def phrase_start(passage: Passage, end: int, floor: int) -> int:
    """Walk left from the end of a noun phrase to its first word."""
    at = end
    while at > floor and not _bars(passage, at - 1, floor):
        at -= 1
    return _without_lead(passage, at, end)


def _bars(passage: Passage, index: int, floor: int) -> bool:
    """Tell whether a token cannot belong to a noun phrase that goes on at its right."""
    low = passage.low(index)
    if low == "," or is_stop(passage, index):
        return True
    if low == "that":
        return not passage.at(index - 1).is_word or not finite_at(passage, index + 1) or index == floor
    if low in ("and", "or"):
        return not _joins_phrases(passage, index, floor)
    if low in CONTRASTS or low in ("so", "nor"):
        return True
    if low in SUBORDINATORS or passage.low(index - 1) in DO | MODALS:
        return True
    if low in INNER_ADVERBS and passage.low(index - 1) in DO | MODALS:
        return True
    if passage.low(index - 1) == "not" and passage.low(index - 2) in DO | MODALS:
        return True
    if finite_at(passage, index):
        return not _has_relative(passage, floor, index) and not _is_reduced(passage, index)
    return False


def _is_reduced(passage: Passage, index: int) -> bool:
    """Tell whether a participle stands for a relative clause: officials briefed on the plan; or an adjective."""
    low = passage.low(index)
    if not low.endswith("ed"):
        return False
    return passage.low(index + 1) in PREPOSITIONS or passage.low(index - 1) in DETERMINERS | {"'s"}


def _has_relative(passage: Passage, floor: int, index: int) -> bool:
    """Tell whether a relative pronoun before the index opens the clause that its verb belongs to."""
    at = index - 1
    while at >= floor and not is_stop(passage, at) and passage.low(at) != ",":
        if passage.low(at) in ("who", "which", "whom", "whose"):
            return True
        at -= 1
    return False


def _joins_phrases(passage: Passage, index: int, floor: int) -> bool:
    """Tell whether `and` stands between two nouns, not between two clauses."""
    at, has_noun = index - 1, False
    while at >= floor and not is_stop(passage, at):
        low = passage.low(at)
        if low == ",":
            return has_noun
        if is_finite(low) and not _has_relative(passage, floor, at):
            return False
        if low in SUBORDINATORS or low == "that":
            return False
        has_noun = True
        at -= 1
    return has_noun


def _without_lead(passage: Passage, start: int, end: int) -> int:
    """Skip what precedes a subject without a comma: connectives, adverbs, `On Tuesday`, `last week`."""
    while start < end:
        low = passage.low(start)
        if (
            low in ("which", "whom", "that")
            and start + 1 < end
            and start
            or low in _OPENERS
            or is_adverb(low)
            or low in ("yesterday", "today", "overnight")
        ):
            start += 1
        elif low in PREPOSITIONS:
            past = _past_time(passage, start + 1, end)
            if past is None:
                return _past_place(passage, start + 1, end)
            start = past
        elif low in ("last", "next", "earlier", "this", "later") and passage.low(start + 1) in TIMES:
            start += 2
        else:
            break
    return start


def _past_time(passage: Passage, start: int, end: int) -> int | None:
    at = start
    while at < end and (passage.low(at) in TIMES or passage.low(at).isdigit() or passage.low(at) in ("the", "late")):
        at += 1
    return at if at > start and passage.low(at - 1) != "the" else None


def _past_place(passage: Passage, start: int, end: int) -> int:
    """Return where the subject begins after a place: `In Oslo officials`, `In court the judge`."""
    at = start
    if passage.low(at) in DETERMINERS:
        at += 1
    for index in range(at + 1, end):
        token = passage.at(index)
        if token.low in DETERMINERS or token.low in PERSONAL:
            return index
        if passage.at(index - 1).is_capital and not token.is_capital and token.low not in PREPOSITIONS:
            return index
    return end


def phrase_after(passage: Passage, start: int, ceiling: int) -> int:
    """Return the end of the noun phrase that begins here, with its apposition."""
    end = _head_end(passage, start, ceiling)
    while end < ceiling and end > start and passage.low(end) == "," and _is_apposition(passage, end + 1, ceiling):
        following = end + 1
        while following < ceiling and passage.low(following) != "," and not is_stop(passage, following):
            following += 1
        end = following
    return end


def _is_apposition(passage: Passage, index: int, ceiling: int) -> bool:
    token = passage.at(index)
    if index >= ceiling or not token.is_word or token.low in COORDINATORS or token.low in SUBORDINATORS:
        return False
    if is_gerund(token.low) or is_adverb(token.low) or token.low in PREPOSITIONS or token.low in PERSONAL:
        return False
    if token.low == "that" or (is_finite(token.low) and not _is_reduced(passage, index)):
        return False
    if token.low in ("who", "which", "whose"):
        return True
    comma = index
    while comma < ceiling and passage.low(comma) != "," and not is_stop(passage, comma):
        comma += 1
    return not is_clause(passage, index, comma)


def _head_end(passage: Passage, start: int, ceiling: int) -> int:
    at = start
    while at < ceiling and not _ends_phrase(passage, at, start):
        at += 1
    return at


def _ends_phrase(passage: Passage, index: int, start: int) -> bool:
    low = passage.low(index)
    if low == "," or is_stop(passage, index):
        return True
    if index == start:
        return False
    if low in ("who", "which") or _has_relative(passage, start, index):
        return False
    if low in DAYS or low in SUBORDINATORS or low in ("but", "while", "earlier", "later") or is_gerund(low):
        return True
    if low in ("last", "this", "next") and passage.low(index + 1) in TIMES:
        return True
    if low in PERSONAL and low != "one":
        return True
    if low in PREPOSITIONS:
        return is_adjunct(passage, index) or not _attaches(passage, index)
    if is_finite(low) and not _is_reduced(passage, index):
        return True
    return is_adverb(low) and passage.low(index + 1) not in NUMBERS and not low.endswith("former")


def _attaches(passage: Passage, index: int) -> bool:
    """Tell whether a prepositional phrase belongs to the noun before it."""
    low, before = passage.low(index), passage.at(index - 1)
    if low in ("of", "for"):
        return True
    if low in ("from", "at", "in", "with"):
        return not before.is_capital or passage.at(index + 1).is_capital or passage.at(index + 2).is_capital
    return not before.is_capital and low in ("on", "by", "against", "to", "near", "behind")


def is_adjunct(passage: Passage, index: int) -> bool:
    """Tell whether a preposition opens a time or an occasion: on Friday, in a statement, at a hearing."""
    low = passage.low(index)
    if low in ("during", "after", "before", "via", "through", "since", "until", "amid", "following", "ahead"):
        return True
    if low == "to":
        at = index + 2 if passage.low(index + 1) in DETERMINERS else index + 1
        return passage.low(at) in ("reporters", "journalists", "lawmakers")
    if low not in ("on", "in", "at", "by", "with", "from", "over", "under", "for", "into"):
        return False
    words = [passage.low(n) for n in range(index + 1, index + 6)]
    if words[0] in DAYS or words[0].isdigit() or words[0] in ("late", "early"):
        return True
    for word in words:
        if word in OCCASIONS:
            return low in ("in", "at", "on", "by", "with")
        if word in PREPOSITIONS or not word.isalpha():
            break
    return words[0] in DETERMINERS and words[1] in TIMES
