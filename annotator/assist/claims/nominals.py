"""Attributions without a verb of saying: `X's claim that`, `according to X`, `in her view`, `Minister: ...`."""

from dataclasses import replace

from annotator.assist.claims.drafts import Draft
from annotator.assist.claims.extents import extents, trimmed
from annotator.assist.claims.grammar import (
    BE,
    DETERMINERS,
    FINITE,
    POSSESSIVE,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    is_adverb,
    is_finite,
    is_gerund,
)
from annotator.assist.claims.groups import Group, is_headline
from annotator.assist.claims.inflection import Form
from annotator.assist.claims.lexicon import Cue, Reading
from annotator.assist.claims.passage import Passage
from annotator.assist.claims.phrases import Range, finite_at, is_clause, is_stop, phrase_after, phrase_start

_COLON = Cue("phrase", (":",))
_AFTER_NOUNS = frozenset(("that", "by", "from"))
_STRONG = frozenset((";", ":", ".", "\n"))


def nominals(passage: Passage, floor: int, ceiling: int) -> list[Draft]:
    """Return the claims that a noun reports: the union's claim that officers had fired."""
    found: list[Draft] = []
    for index in range(floor, ceiling):
        for reading in passage.lexicon.readings.get(passage.low(index), ()):
            if reading.cue.kind == "noun":
                found.extend(_nominal(passage, index, reading.cue, floor=floor, ceiling=ceiling))
                break
    return found


def _nominal(passage: Passage, index: int, cue: Cue, *, floor: int, ceiling: int) -> list[Draft]:
    if not _is_noun(passage, index, floor) or passage.low(index - 1) == "no":
        return []
    owner = _owner(passage, index, floor)
    source, at = owner, index + 1
    if owner is None and passage.low(at) in ("by", "from", "of"):
        end = _until_that(passage, at + 1, ceiling)
        if end is not None:
            source, at = (at + 1, end), end
    is_object = 0 < floor == index
    start = _opening(passage, at, owner=owner, cue=cue, ceiling=ceiling, is_object=is_object)
    if start is None or start >= ceiling:
        return []
    group = Group(cue, Form.SINGULAR, index, index, index + 1, is_finite=False)
    ranges = extents(passage, group, start, ceiling=ceiling, shape="that")
    if _is_subject(passage, source[0] if owner and source else index, floor) and ranges:
        ranges = [trimmed(passage, ranges[0][0], _main_verb(passage, *ranges[0]))]
    base = Draft(((index, index + 1),), ((index, index + 1),), source, cue, "that", f"the noun “{passage.low(index)}”")
    return [replace(base, content=(one,)) for one in ranges if one[0] < one[1]]


def _is_noun(passage: Passage, index: int, floor: int) -> bool:
    before = passage.low(index - 1)
    if index == floor or before in DETERMINERS or before in POSSESSIVE or before == "'s" or before in PREPOSITIONS:
        return before != "to"
    token, following = passage.at(index - 1), passage.low(index + 1)
    if token.low in BE and following == "that":
        return True
    return token.is_word and not is_adverb(token.low) and token.low not in FINITE and following in _AFTER_NOUNS


def _owner(passage: Passage, index: int, floor: int) -> Range | None:
    """Return the possessor of the noun: `Druin` in `Druin's claim`, `His` in `His latest claim`."""
    for at in range(index - 1, max(floor, index - 5) - 1, -1):
        low = passage.low(at)
        if low in POSSESSIVE:
            return (at, at + 1)
        if low == "'s":
            start = phrase_start(passage, at, floor)
            return (start, at) if start < at else None
        if not passage.at(at).is_word or low in PREPOSITIONS or low in DETERMINERS or is_finite(low):
            return None
    return None


def _until_that(passage: Passage, start: int, ceiling: int) -> int | None:
    for at in range(start + 1, min(ceiling, start + 12)):
        if passage.low(at) == "that":
            return at
        if is_stop(passage, at) or passage.low(at) in FINITE:
            return None
    return None


def _opening(passage: Passage, at: int, *, owner: Range | None, cue: Cue, ceiling: int, is_object: bool) -> int | None:
    """Return where the content of a reporting noun begins; one that is reported itself needs no owner."""
    low, following = passage.low(at), passage.low(at + 1)
    if low == "," and following == "that":
        return at + 2
    if low == "that":
        is_relative = following in FINITE or is_finite(following)
        return None if is_relative or (owner is None and _is_bare_relative(passage, at + 1, ceiling)) else at + 1
    if (owner is None and not is_object) or not passage.at(at + 1).is_word:
        return None
    if low in ("is", "was") and following == "that":
        return at + 2
    if cue.modality in ("intended", "directive") and following not in DETERMINERS and low == "to":
        return at
    is_demand = cue.modality == "directive" and low == "for"
    return at + 1 if is_demand or (low == "of" and is_gerund(following)) else None


def _is_bare_relative(passage: Passage, at: int, ceiling: int) -> bool:
    """Tell whether `that he made` ends with its verb, so that the noun is its object."""
    return at + 2 >= ceiling or (finite_at(passage, at + 1) and passage.low(at + 2) in (".", ",", "\n"))


def _is_subject(passage: Passage, at: int, floor: int) -> bool:
    """Tell whether the reporting noun opens its clause, so that the main verb is still to come."""
    index = at - 1
    while index >= floor and passage.low(index) not in _STRONG:
        if finite_at(passage, index) or is_gerund(passage.low(index)):
            return False
        index -= 1
    return True


def _main_verb(passage: Passage, start: int, end: int) -> int:
    """Return where the main verb begins after a subject that holds a clause of its own."""
    verbs: list[int] = []
    for at in range(start, end):
        low = passage.low(at)
        is_new = not verbs or verbs[-1] < at - 1 or low in FINITE
        if (low in FINITE or (is_finite(low) and not _is_adjectival(passage, at))) and is_new:
            verbs.append(at)
    verbs = [at for at in verbs if not _continues(passage, at, verbs)]
    is_phrase = passage.low(start) == "to" or passage.low(start - 1) in ("for", "of")
    first = 0 if is_phrase else 1
    later = [at for at in verbs[first:] if passage.low(at - 1) not in RELATIVES | SUBORDINATORS | {"and", "or", "but"}]
    if not later:
        return end
    at = next((n for n in later if passage.low(n) in FINITE), later[0])
    while is_adverb(passage.low(at - 1)):
        at -= 1
    return at


def _is_adjectival(passage: Passage, at: int) -> bool:
    """Tell whether a participle stands before its noun: a banned stimulant."""
    before = passage.low(at - 1)
    return before in DETERMINERS or before in PREPOSITIONS or before == "'s"


def _continues(passage: Passage, at: int, verbs: list[int]) -> bool:
    """Tell whether a verb belongs to the auxiliary just before it."""
    index = at - 1
    while is_adverb(passage.low(index)) or passage.low(index) in ("not", "be", "been"):
        index -= 1
    return index in verbs and passage.low(index) in FINITE


def prefixed(passage: Passage, floor: int, ceiling: int) -> list[Draft]:
    """Return the claims put down to someone by `according to X` or `in X's view`."""
    found: list[Draft] = []
    for index in range(floor, ceiling):
        for reading in passage.lexicon.readings.get(passage.low(index), ()):
            draft = _prefixed(passage, index, reading, floor=floor, ceiling=ceiling)
            if draft is not None:
                found.append(draft)
                break
    return found


def _prefixed(passage: Passage, index: int, reading: Reading, *, floor: int, ceiling: int) -> Draft | None:
    rest = tuple(passage.low(index + 1 + n) for n in range(len(reading.rest)))
    start = index + 1 + len(rest)
    if reading.cue.kind == "phrase" and rest == reading.rest and start < ceiling:
        end = phrase_after(passage, start, ceiling)
        return _placed(
            passage, reading.cue, ((index, start),), source=(start, end), end=end, floor=floor, ceiling=ceiling
        )
    if reading.cue.kind == "possessive":
        return _owned(passage, index, reading.cue, floor=floor, ceiling=ceiling)
    return None


def _owned(passage: Passage, index: int, cue: Cue, *, floor: int, ceiling: int) -> Draft | None:
    """Read `in her own view`, `in the words of` having been read as a phrase."""
    length = len(cue.after)
    for at in range(index + 2, min(ceiling, index + 9)):
        if tuple(passage.low(at + n) for n in range(length)) == cue.after:
            owner = _owner(passage, at, index + 1)
            if owner is None or passage.low(at + length) not in (",", ".", "\n", "is"):
                return None
            cues = ((index, index + 1), (at, at + length))
            return _placed(passage, cue, cues, source=owner, end=at + length, floor=floor, ceiling=ceiling)
    return None


def _placed(
    passage: Passage, cue: Cue, cues: tuple[Range, ...], *, source: Range, end: int, floor: int, ceiling: int
) -> Draft | None:
    """Find the content on either side of the attribution."""
    begin = cues[0][0]
    while begin > floor and passage.low(begin - 1) not in _STRONG:
        begin -= 1
    while begin < cues[0][0] and passage.low(begin) in ("but", "and", "yet", ","):
        begin += 1
    left = trimmed(passage, begin, cues[0][0])
    group = Group(cue, Form.PHRASE, cues[0][0], cues[0][0], end, is_finite=False)
    right: list[Range] = []
    if passage.low(end) == "," and end + 1 < ceiling:
        right = extents(passage, group, end + 1, ceiling=ceiling, shape="side")[:1]
    content = (*((left,) if left[0] < left[1] else ()), *right)
    if not content or source[0] >= source[1]:
        return None
    is_quoted = all(last == first + 1 and passage.at(first).quotation for first, last in content)
    shape = "quote" if is_quoted else "clause"
    return Draft(content, cues, source, cue, shape, f"“{' '.join(cue.words)}” names the source")


def labelled(passage: Passage, floor: int, ceiling: int) -> Draft | None:
    """Read `Minister: pier is safe` and `Pier is safe: minister`, and a speaker before a quotation."""
    colon = next((n for n in range(floor, ceiling) if passage.low(n) == ":"), None)
    if colon is None or colon == floor or colon + 1 >= ceiling:
        return None
    is_quotation = passage.at(colon + 1).quotation is not None
    is_titled = is_headline(passage) or not passage.span.of(passage.text).rstrip().endswith((".", "!"))
    cue = ((colon, colon + 1),)
    if _is_label(passage, floor, colon) and (is_quotation or is_titled):
        end = colon + 2 if is_quotation else trimmed(passage, colon + 1, ceiling)[1]
        shape = "colon"
        return Draft(((colon + 1, end),), cue, (floor, colon), _COLON, shape, "a speaker and a colon")
    if (
        is_titled
        and ceiling - colon <= 5
        and _is_label(passage, colon + 1, ceiling)
        and is_clause(passage, floor, colon)
    ):
        return Draft((trimmed(passage, floor, colon),), cue, (colon + 1, ceiling), _COLON, "clause", "a headline")
    return None


def _is_label(passage: Passage, start: int, end: int) -> bool:
    words = list(passage.within(start, end))
    if not 0 < len(words) <= 9 or not all(token.is_word or token.low in ("'s", ",") for token in words):
        return False
    return not any(token.low in FINITE or _is_saying(passage, start + n) for n, token in enumerate(words))


def _is_saying(passage: Passage, index: int) -> bool:
    """Tell whether the token is a cue verb in the past: no word of a speaker's label."""
    readings = passage.lexicon.readings.get(passage.low(index), ())
    return any(one.cue.kind == "verb" and _is_finite_form(one.form, passage, index) for one in readings)


def _is_finite_form(form: Form, passage: Passage, index: int) -> bool:
    return form in (Form.PAST, Form.GERUND) or (form in (Form.THIRD, Form.BASE) and passage.low(index + 1) == ":")
