"""Verb groups: where a cue verb stands with its auxiliaries, inner adverbs and particles."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.assist.claims.grammar import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    FINITE,
    MODALS,
    PERSONAL,
    PREPOSITIONS,
    is_adverb,
)
from annotator.assist.claims.inflection import Form
from annotator.assist.claims.lexicon import Cue, Reading
from annotator.assist.claims.passage import Passage

MOST_GROUPS = 12
"""Cue verbs read in a range; real sentences have fewer."""
_BEFORE_NOUNS = (DETERMINERS | PREPOSITIONS | {"'s"}) - {"to", "some", "many", "most", "several", "few", "all", "both"}
_ADJECTIVAL = frozenset("new latest recent first last earlier previous such own official public false bold".split())
_NEGATIONS = frozenset("not never n't no".split())
_AFTER_GERUND_MARKS = frozenset((",", "and", "but", "while", "—", "–", "without", "by", "after", "before", "or"))


@dataclass(frozen=True, slots=True)
class Group:
    """A cue verb in its sentence: tokens `start` to `end` are the cue, `head` is the verb itself."""

    cue: Cue
    form: Form
    start: int
    head: int
    end: int
    is_passive: bool = False
    is_negated: bool = False
    is_finite: bool = True


def find_groups(passage: Passage, start: int, end: int) -> list[Group]:
    """Return the cue verbs of a range of tokens, in order, each word read once."""
    found: list[Group] = []
    for index in range(start, end):
        if found and index < found[-1].end:
            continue
        if len(found) == MOST_GROUPS:
            break
        group = next(_at(passage, index, floor=start, ceiling=end), None)
        if group is not None:
            found.append(group)
    return found


def _at(passage: Passage, index: int, *, floor: int, ceiling: int) -> Iterator[Group]:
    for reading in passage.lexicon.readings.get(passage.low(index), ()):
        if reading.cue.kind not in ("verb", "adjective") or not _is_verb(passage, index, reading, floor=floor):
            continue
        end = index + 1
        if reading.rest:
            matched = _rest_end(passage, index + 1, reading.rest)
            if matched is None or matched > ceiling:
                continue
            end = matched
        group = _grown(passage, index, end, reading=reading, floor=floor)
        if group is not None:
            yield group


def _rest_end(passage: Passage, index: int, rest: tuple[str, ...]) -> int | None:
    """Return where the further words of a cue end; None when they do not stand here."""
    if all(passage.low(index + n) == word for n, word in enumerate(rest)):
        return index + len(rest)
    return None


def _is_verb(passage: Passage, index: int, reading: Reading, *, floor: int) -> bool:
    token, before = passage.at(index), passage.low(index - 1)
    if index == floor and floor == 0:
        return reading.form in (Form.THIRD, Form.PAST) and passage.at(index + 1).is_capital and not token.is_capital
    if token.is_capital and passage.at(index - 1).is_word and not is_headline(passage):
        return False
    if reading.form is Form.PHRASE:
        return before in BE or is_adverb(before) or before in ("feel", "felt", "feels", "remains", "remained")
    if reading.form is Form.GERUND:
        return before in _AFTER_GERUND_MARKS or before in BE
    if (before in _BEFORE_NOUNS and not is_adverb(before)) or before in _ADJECTIVAL:
        return before == "that" and passage.low(index - 2) not in ("of", "in", "for", "")
    if reading.form is Form.BASE:
        return _may_be_base(passage, index)
    if reading.form is Form.THIRD:
        return passage.low(index + 1) != "of" or not passage.at(index - 1).is_word
    return True


def _may_be_base(passage: Passage, index: int) -> bool:
    """Tell whether a form that is also a noun is a verb here: after a plural, a pronoun or an auxiliary."""
    at = index - 1
    while is_adverb(passage.low(at)):
        at -= 1
    before = passage.at(at)
    if before.low in MODALS or before.low in PERSONAL or before.low in ("to", "do", "did", "and", "or", "but", "who"):
        return True
    if before.low.endswith("n't") or before.low in (
        "some",
        "many",
        "most",
        "several",
        "few",
        "all",
        "people",
        "police",
    ):
        return True
    following = passage.low(index + 1)
    if before.low.endswith("s") and not before.low.endswith(("ss", "'s")):
        return True
    return before.low == "," or (before.is_word and following in ("that", "whether", ","))


def is_headline(passage: Passage) -> bool:
    """Tell whether most of the longer words begin with a capital."""
    longer = [token for token in passage.tokens if token.is_word and len(token.low) > 3]
    return len(longer) > 3 and sum(token.is_capital for token in longer) > 0.75 * len(longer)


def _grown(passage: Passage, index: int, end: int, *, reading: Reading, floor: int) -> Group | None:
    """Take in auxiliaries and the adverbs between them and the verb; adverbs at the edge stay out."""
    start = at = index
    while at > floor and (passage.low(at - 1) in AUXILIARIES or is_adverb(passage.low(at - 1))):
        at -= 1
        if passage.low(at) in AUXILIARIES or (passage.low(at) == "never" and at == start - 1):
            start = at
    words = [passage.low(n) for n in range(start, index)]
    if passage.low(start - 1) == "to" and reading.form is Form.BASE:
        return None
    auxiliaries = [word for word in words if word in AUXILIARIES]
    last = auxiliaries[-1] if auxiliaries else ""
    form = _fitting(passage, index, reading, auxiliary=last)
    if form is None:
        return None
    if not auxiliaries and form is Form.GERUND:
        start = index
    negated = any(word in _NEGATIONS or word.endswith("n't") for word in words)
    passive = form is Form.PARTICIPLE and last in BE
    finite = form in (Form.THIRD, Form.PAST) or any(word in FINITE for word in words) or form is Form.BASE
    return Group(reading.cue, form, start, index, end, passive, negated, finite)


def _fitting(passage: Passage, index: int, reading: Reading, *, auxiliary: str) -> Form | None:
    """Return the form in the light of the auxiliary before it: None when they do not go together."""
    form = reading.form
    if form in (Form.PAST, Form.PARTICIPLE):
        if auxiliary in BE or (auxiliary and auxiliary not in MODALS):
            same = passage.lexicon.readings.get(passage.low(index), ())
            is_participle = any(one.form is Form.PARTICIPLE and one.cue == reading.cue for one in same)
            return Form.PARTICIPLE if is_participle else None
        if form is Form.PARTICIPLE or passage.low(index + 1) == "by":
            return None
        return Form.PAST if not auxiliary else None
    if form is Form.PHRASE:
        return form if auxiliary in BE else None
    if form is Form.THIRD:
        return None if auxiliary else form
    if form is Form.BASE:
        return None if auxiliary in BE or auxiliary in ("has", "had") else form
    return form if not auxiliary or auxiliary in BE else None
