"""Regular English inflection: the forms of a verb and the plural of a noun."""

from collections.abc import Iterator
from enum import Enum, auto

_VOWELS = frozenset("aeiou")
_DOUBLED = frozenset(
    (
        "admit commit submit permit rebut refer plan ban beg brag chat grin infer prefer regret rub slam spot stop tip"
    ).split()
)


class Form(Enum):
    """The grammatical form in which a cue stands."""

    BASE = auto()
    THIRD = auto()
    PAST = auto()
    PARTICIPLE = auto()
    GERUND = auto()
    SINGULAR = auto()
    PLURAL = auto()
    PHRASE = auto()


def forms_of(verb: str, *, past: str = "", participle: str = "") -> Iterator[tuple[Form, str]]:
    """Yield every form of a verb; irregular ones are given, their particles cut off, alternatives after a slash."""
    regular = _past(verb)
    pasts = _first_words(past) or [regular]
    participles = _first_words(participle) or pasts
    yield Form.BASE, verb
    yield Form.THIRD, plural(verb) if verb != "be" else "is"
    for word in pasts:
        yield Form.PAST, word
    for word in participles:
        yield Form.PARTICIPLE, word
    yield Form.GERUND, _gerund(verb)


def _first_words(given: str) -> list[str]:
    return [one.split()[0] for one in given.split("/") if one.split()]


def plural(word: str) -> str:
    """Return the regular plural, which is spelled as a verb's third person."""
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in ("go", "do", "echo", "veto"):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    """Repeat the last letter where English does before -ed and -ing: admit, plan, quip."""
    if verb in _DOUBLED or (verb.endswith("p") and verb[-2:-1] == "i" and len(verb) == 4):
        return verb + verb[-1]
    return verb
