"""Labels by rule: what a name is, told from its words and from those around it."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from annotator.assist.lexicon import PEOPLE, gazetteer, words
from annotator.assist.runs import BLANKS, text_of
from annotator.assist.tokens import ACRONYM, CAPITAL, CODE, LOWER, NUMBER, Token
from annotator.assist.units import Unit

_HEADS = (
    ("org", "ORG", "an organization's"),
    ("facility", "FAC", "a facility's"),
    ("location", "LOC", "a location's"),
    ("political", "GPE", "a place's"),
    ("law", "LAW", "a law's"),
    ("event", "EVENT", "an event's"),
)
_NOUNS = (
    ("organization_nouns", "ORG"),
    ("place_nouns", "GPE"),
    ("product_nouns", "PRODUCT"),
    ("title_heads", "PERSON"),
)
_FIRST = (
    ("first_location", "LOC"),
    ("first_political", "GPE"),
    ("first_facility", "FAC"),
    ("first_event", "EVENT"),
    ("first_org", "ORG"),
    ("first_product", "PRODUCT"),
)
_SUFFIXES = ("ish", "ian", "ese", "ari", "ani")
_GROUP_OF_STATES = regex.compile(r"G-?\p{Nd}{1,2}")
_LOCATIVE = frozenset(("in", "near", "across", "around", "outside", "inside", "throughout"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A label's key with the rule that gave it, why, in a sentence, and how sure the rule is."""

    label: str
    rule: str
    why: str
    confidence: float


def reading(tokens: Sequence[Token], unit: Unit) -> Reading:
    """Return the label that a name is read as at this place."""
    for rule in (_listed, _coded, _titled, _headed, _beside_a_noun, _acronym, _spoken, _placed, _shaped):
        found = rule(tokens, unit)
        if found is not None:
            return found
    return _unknown(tokens, unit)


def head_of(form: str) -> str:
    """Return the word that heads a name, in lower case: the one before `of`, `for`, `on`, else the last."""
    parts = form.lower().split()
    cut = next((at for at, part in enumerate(parts) if part in ("of", "for", "on") and at), len(parts))
    while cut > 1 and (parts[cut - 1].isdigit() or parts[cut - 1] in words("suffixes")):
        cut -= 1
    return parts[cut - 1].rstrip(".") if parts else ""


def _listed(_: Sequence[Token], unit: Unit) -> Reading | None:
    listed = unit.listed
    if listed is None:
        return None
    if listed.kind == PEOPLE:
        why = f"A word for the people of {listed.name}." if listed.is_country else "A word for a people or a group."
        return Reading("NORP", "people", why, 0.95)
    why = f"{listed.name} is in the list of countries and places."
    return Reading(listed.label, "country" if listed.is_country else "place", why, 0.9)


def _coded(tokens: Sequence[Token], unit: Unit) -> Reading | None:
    if unit.first == unit.last and _GROUP_OF_STATES.fullmatch(tokens[unit.first].text):
        return Reading("ORG", "designator", "A group of states told by their number.", 0.8)
    if any(token.kind == CODE for token in tokens[unit.first : unit.last + 1]):
        return Reading("PRODUCT", "designator", "A code of letters and numbers, as products bear.", 0.9)
    return None


def _titled(tokens: Sequence[Token], unit: Unit) -> Reading | None:
    if not unit.title or tokens[unit.first].kind == ACRONYM:
        return None
    return Reading("PERSON", "title", f"It follows the title “{unit.title}”.", 0.95)


def _headed(tokens: Sequence[Token], unit: Unit) -> Reading | None:
    head = head_of(text_of(tokens, unit.first, unit.last))
    if unit.first == unit.last and not unit.is_headed:
        return None
    for name, label, whose in _HEADS:
        if head in words(name):
            return Reading(label, "head word", f"“{head.capitalize()}” heads {whose} name.", 0.9)
    first = tokens[unit.first]
    for name, label in _FIRST:
        if first.lower in words(name) and unit.last > unit.first:
            return Reading(label, "head word", f"“{first.text}” opens such names.", 0.75)
    return None


def _beside_a_noun(tokens: Sequence[Token], unit: Unit) -> Reading | None:
    """Read `the newspaper X`, `chief executive, X` and `X, a city in` by the noun."""
    at = unit.first - 1
    if at > 0 and tokens[at].lower == "of" and tokens[at].gap in BLANKS and tokens[unit.first].gap in BLANKS:
        return _of_a_place(tokens[at - 1])
    before = tokens[at] if at >= 0 else None
    if before is not None and tokens[unit.first].gap in (*BLANKS, ", ", " “", ' "') and before.kind == LOWER:
        for name, label in _NOUNS:
            if before.lower in words(name) and (label == "PERSON" or tokens[unit.first].gap in BLANKS):
                return Reading(label, "noun", f"It follows “{before.text}”.", 0.85)
    return _in_apposition(tokens, unit)


def _of_a_place(noun: Token) -> Reading | None:
    """Read `the island of X` and `the city of X`."""
    if noun.lower in ("island", "isle", "lake", "peninsula", "valley"):
        return Reading("LOC", "noun", f"It follows “{noun.text} of”.", 0.8)
    if noun.lower in words("place_nouns"):
        return Reading("GPE", "noun", f"It follows “{noun.text} of”.", 0.85)
    return None


def _in_apposition(tokens: Sequence[Token], unit: Unit) -> Reading | None:
    following = tokens[unit.last + 1 : unit.last + 6]
    if len(following) < 2 or following[0].gap != ", " or following[0].lower not in ("a", "an", "the"):
        return None
    for token in following[1:]:
        if token.gap not in (*BLANKS, "-") or token.kind != LOWER:
            return None
        for name, label in _NOUNS:
            if token.lower in words(name):
                return Reading(label, "noun", f"“{token.text}” says what it is.", 0.8)
    return None


def _acronym(tokens: Sequence[Token], unit: Unit) -> Reading | None:
    if unit.first == unit.last and tokens[unit.first].kind == ACRONYM:
        return Reading("ORG", "acronym", "A word in capitals, as organizations are shortened.", 0.75)
    return None


def _spoken(tokens: Sequence[Token], unit: Unit) -> Reading | None:
    following = tokens[unit.last + 1] if unit.last + 1 < len(tokens) else None
    if following is None or following.gap not in BLANKS or following.lower not in words("saying"):
        return None
    if _has_article(tokens, unit):
        return Reading("ORG", "speaker", f"“the” before it and “{following.text}” after it.", 0.65)
    if any(token.text in gazetteer() for token in tokens[unit.first + 1 : unit.last]):
        return Reading("ORG", "speaker", "A place's name inside it.", 0.7)
    confidence = 0.8 if unit.last > unit.first else 0.65
    return Reading("PERSON", "speaker", f"It stands before “{following.text}”.", confidence)


def _placed(tokens: Sequence[Token], unit: Unit) -> Reading | None:
    before = tokens[unit.first - 1] if unit.first else None
    is_single = unit.first == unit.last
    if before is not None and before.lower in _LOCATIVE and tokens[unit.first].gap in BLANKS:
        confidence = 0.82 if is_single else 0.7
        return Reading("GPE", "preposition", f"It follows “{before.text}”, as places do.", confidence)
    following = tokens[unit.last + 1 : unit.last + 3]
    is_possessive = len(following) == 2 and following[0].text == "s" and following[0].gap in ("'", "’")
    if is_single and is_possessive and following[1].lower in words("of_a_state"):
        return Reading("GPE", "possessive", f"“{following[1].text}” belongs to a state or a city.", 0.7)
    return None


def _shaped(tokens: Sequence[Token], unit: Unit) -> Reading | None:
    names = [token for token in tokens[unit.first : unit.last + 1] if token.is_name_like]
    if any(token.gap == " & " for token in names[1:]):
        return Reading("ORG", "ampersand", "“&” joins its parts, as companies do.", 0.85)
    if any(token.kind == NUMBER for token in tokens[unit.first : unit.last + 1]):
        return Reading("PRODUCT", "designator", "A name with a number, as products bear.", 0.65)
    if _has_article(tokens, unit) and (len(names) > 1 or not _is_before_a_noun(tokens, unit)):
        return Reading("ORG", "article", "A name after “the” that no other rule explains.", 0.55)
    following = tokens[unit.last + 1] if unit.last + 1 < len(tokens) else None
    is_owner = following is not None and following.gap in BLANKS and _is_plural_person(following.lower)
    if following is not None and is_owner and len(names) > 1:
        return Reading("ORG", "noun", f"It stands before “{following.text}”.", 0.7)
    if len(names) > 1 and names[0].lower in words("first_of_places"):
        return Reading("GPE", "place word", f"“{names[0].text}” opens names of places.", 0.62)
    if 2 <= len(names) <= 4 and all(token.kind == CAPITAL and _is_lettered(token) for token in names):
        return Reading("PERSON", "full name", "A given name and a family name by their shape.", 0.6)
    return None


def _is_lettered(token: Token) -> bool:
    return all(char.isalpha() or char in "'’" for char in token.text)


def _is_plural_person(word: str) -> bool:
    return word.endswith("s") and word[:-1] in words("title_heads")


def _unknown(tokens: Sequence[Token], unit: Unit) -> Reading:
    token, before = tokens[unit.first], tokens[unit.first - 1] if unit.first else None
    is_before_a_noun = _is_before_a_noun(tokens, unit)
    if unit.first == unit.last and is_before_a_noun and token.lower.endswith(_SUFFIXES):
        return Reading("NORP", "adjective", "An adjective's ending, as words for nations have.", 0.6)
    if unit.first == unit.last and token.text[-1:].isdigit():
        return Reading("PRODUCT", "designator", "A word with a number.", 0.5)
    if before is not None and before.lower in words("places_before") | {"to"} and not is_before_a_noun:
        return Reading("GPE", "preposition", f"It follows “{before.text}”, as places do.", 0.4)
    following = tokens[unit.last + 1].lower if unit.last + 1 < len(tokens) else ""
    if is_before_a_noun and (following in words("product_nouns") or following[:-1] in words("product_nouns")):
        return Reading("PRODUCT", "noun", f"It stands before “{following}”.", 0.5)
    if _has_article(tokens, unit):
        return Reading("ORG", "article", "A name after “the” that no other rule explains.", 0.35)
    return Reading("ORG", "capital", "A capital inside a sentence.", 0.3)


def _is_before_a_noun(tokens: Sequence[Token], unit: Unit) -> bool:
    """Tell whether a common noun seems to follow, which an article or adjective would belong to."""
    following = tokens[unit.last + 1] if unit.last + 1 < len(tokens) else None
    if following is None or following.gap not in BLANKS or following.kind != LOWER:
        return False
    return following.lower not in words("openers") | words("saying") and not following.lower.endswith("ed")


def _has_article(tokens: Sequence[Token], unit: Unit) -> bool:
    before = tokens[unit.first - 1] if unit.first else None
    return before is not None and before.lower == "the" and tokens[unit.first].gap in BLANKS
