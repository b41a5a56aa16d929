"""Groups: the names of one text that stand for the same thing, and forms that may stand for several."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import regex

from annotator.assist.labels import Reading, head_of
from annotator.assist.lexicon import Listed, words
from annotator.assist.linking import surnames_of
from annotator.assist.names import Name
from annotator.model.fold import key_of

_GLOSS_GAPS = (" (", " [", ", or ", ", the ", " (the ")
_FOREIGN_GLOSS = 6
_KNOWN_AS = regex.compile(
    r",? (?:who is )?(?:(?:also|better|widely|commonly|formerly) )?(?:known as|called|nicknamed|dubbed) (?:the )?[“\"]?"
)
_LISTED = regex.compile(r"(?:,? (?:and|or) |, )(?:the |in )?")
_IN_LISTS = ("GPE", "LOC", "ORG", "PERSON")
_DEMONYM_ENDINGS = ("ians", "ian", "ans", "an", "ese", "ish", "ic", "ites", "ite", "is", "i", "ers", "er", "ns", "n")


@dataclass(slots=True)
class Form:
    """One form with all its places, its surest reading and what it was found to stand for."""

    key: str
    text: str
    names: list[Name] = field(default_factory=list)
    reading: Reading | None = None
    listed: Listed | None = None
    rule: str = "exact"
    parent: "Form | None" = None
    bearers: list["Form"] = field(default_factory=list)
    """More than one where the text itself names several that the form may stand for."""
    members: list["Form"] = field(default_factory=list)
    """On the form that stands for a group: every form of it."""

    @property
    def root(self) -> "Form":
        """The form that stands for the group."""
        return self if self.parent is None else self.parent.root

    @property
    def size(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def name(self) -> str:
        """The name of what the group stands for: the listed one, else its longest form, an acronym or plural last."""
        root = self.root
        if root.listed is not None:
            return root.listed.name
        return max(root.members or [root], key=_fitness_as_name).text

    @property
    def sure(self) -> Reading:
        """The surest reading of its places."""
        assert self.reading is not None
        return self.reading


def _fitness_as_name(one: Form) -> tuple[bool, int, bool, int]:
    is_plural = one.sure.rule == "designator" and one.key.endswith("s")
    return (one.rule not in ("acronym", "demonym"), one.size, not is_plural, len(one.text))


Corrected = Callable[[str, Reading], Reading]


def forms(names: Sequence[Name], corrected: Corrected) -> dict[str, Form]:
    """Return the forms of the names by key, each with the surest of its readings."""
    found: dict[str, Form] = {}
    for name in names:
        one = found.setdefault(name.key, Form(name.key, name.form))
        one.names.append(name)
        read = corrected(name.form, name.reading)
        if one.reading is None or read.confidence > one.reading.confidence:
            one.reading = read
        if name.unit is not None and name.unit.listed is not None:
            one.listed = name.unit.listed
    return found


def join(found: dict[str, Form], text: str) -> None:
    """Join the forms that stand for the same thing, by every rule in turn; set `bearers` where it is open."""
    _join_listed(found.values())
    _read_lists(found, text)
    _join_glosses(found, text)
    _join_initials(found.values())
    _join_persons(found)
    _join_codes(found)
    _join_short_names(found)
    _join_demonyms(found)
    for one in found.values():
        one.root.members.append(one)


def _read_lists(found: dict[str, Form], text: str) -> None:
    """Read a name that nothing tells of as its neighbour in a list: `near Gundby and Altby`."""
    places = sorted((name for one in found.values() for name in one.names), key=lambda name: name.span)
    for before, after in zip(places, places[1:], strict=False):
        gap = text[before.span.end : after.span.start]
        if len(gap) > 12 or not _LISTED.fullmatch(gap):
            continue
        for one, other in ((found[before.key], found[after.key]), (found[after.key], found[before.key])):
            if one.sure.rule == "capital" and other.sure.confidence > 0.5 and other.sure.label in _IN_LISTS:
                why = f"It stands in a list with {other.text}."
                one.reading = Reading(other.sure.label, "list", why, 0.45)


def _unite(child: Form, parent: Form, rule: str) -> None:
    if child.root is not parent.root:
        child.rule = rule
        child.root.parent = parent.root


def _join_listed(found: Iterable[Form]) -> None:
    first: dict[str, Form] = {}
    for one in found:
        if one.listed is None:
            continue
        one.rule = _listed_rule(one, one.listed)
        there = first.setdefault(one.listed.name, one)
        if there is not one:
            _unite(one, there, one.rule)


def _listed_rule(one: Form, listed: Listed) -> str:
    if listed.label == "NORP" and listed.is_country:
        return "demonym"
    return "exact" if one.text == listed.name else "alias"


def _join_glosses(found: dict[str, Form], text: str) -> None:
    """Join `Long Name (LN)` and `LN (Long Name)`."""
    places = sorted((name for one in found.values() for name in one.names), key=lambda name: name.span)
    for before, after in zip(places, places[1:], strict=False):
        gap = text[before.span.end : after.span.start]
        if before.key == after.key:
            continue
        if len(gap) < 40 and _KNOWN_AS.fullmatch(gap) and before.unit and after.unit:
            _unite(found[after.key], found[before.key], "alias")
        if gap not in _GLOSS_GAPS:
            continue
        long, short = (before, after) if len(before.form) > len(after.form) else (after, before)
        if _is_gloss(found[long.key], short.form, is_bracketed="(" in gap or "[" in gap):
            _unite(found[short.key], found[long.key], "acronym")


def _is_gloss(long: Form, short: str, *, is_bracketed: bool) -> bool:
    letters = short.replace(".", "")
    if not (letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 10) or long.size < 2:
        return False
    if letters in _initials(long.text):
        return True
    return is_bracketed and long.sure.label in ("ORG", "LAW", "EVENT") and len(letters) <= _FOREIGN_GLOSS


def _initials(text: str) -> tuple[str, ...]:
    """Return the initials of all words, and those of the words with capitals."""
    parts = [part for part in text.replace("-", " ").split() if part[0].isalnum()]
    every = "".join(part[0].upper() for part in parts)
    capitals = "".join(part[0] for part in parts if part[0].isupper())
    return (capitals, every)


def _join_initials(found: Iterable[Form]) -> None:
    """Join an acronym to the only name in the text that has its initials."""
    every = list(found)
    long = [one for one in every if one.size > 2 and one.sure.label in ("ORG", "LAW", "EVENT", "GPE")]
    for one in every:
        letters = one.text.replace(".", "")
        if one.listed is None and one.sure.rule == "acronym" and len(letters) > 2 and one.root is one:
            fitting = {id(other.root): other for other in long if letters in _initials(other.text)}
            if len(fitting) == 1:
                _unite(one, next(iter(fitting.values())), "acronym")


def _join_persons(found: dict[str, Form]) -> None:
    full = [one for one in found.values() if one.sure.label == "PERSON" and one.size > 1]
    by_end: dict[str, list[Form]] = {}
    for one in full:
        parts = one.key.split()
        for at in range(1, len(parts) - 1):
            by_end.setdefault(" ".join(parts[at:]), []).append(one)
    for one in full:
        longer = by_end.get(one.key, [])
        if len({id(other.root) for other in longer}) == 1:
            _unite(one, longer[0], "surname")
    by_surname: dict[str, list[Form]] = {}
    by_word: dict[str, list[Form]] = {}
    for one in full:
        for surname in surnames_of(one.text):
            by_surname.setdefault(key_of(surname), []).append(one)
        for part in one.key.split():
            by_word.setdefault(part, []).append(one)
    for one in found.values():
        if one.size == 1:
            _join_surname(one, by_surname.get(one.key, []), by_word.get(one.key, []))


def _join_surname(one: Form, bearers: Sequence[Form], in_name: Sequence[Form]) -> None:
    roots = list({id(bearer.root): bearer.root for bearer in bearers}.values())
    if one.listed is not None:
        others = list({id(bearer.root): bearer.root for bearer in in_name}.values())
        one.bearers = [one, *others] if others else []
        return
    if one.sure.rule in ("designator", "head word", "acronym", "noun") and one.sure.label != "PERSON":
        return
    if len(roots) == 1:
        _unite(one, roots[0], "surname")
    one.bearers = roots if len(roots) > 1 else []


def _join_codes(found: dict[str, Form]) -> None:
    """Join plural codes, codes with a name after them, and a code's word alone."""
    codes = [one for one in found.values() if one.sure.rule == "designator" and one.text[:1].isupper()]
    stems: dict[str, list[Form]] = {}
    by_first: dict[str, list[Form]] = {}
    for one in codes:
        stems.setdefault(one.key.replace("-", " ").split()[0], []).append(one)
        if one.size > 1:
            by_first.setdefault(one.key.split()[0], []).append(one)
    for one in codes:
        base = found.get(one.key.removesuffix("s"))
        if base is not None and base is not one and one.key.endswith("s"):
            _unite(one, base, "alias")
        longer = by_first.get(one.key, [])
        if len(longer) == 1:
            _unite(one, longer[0], "alias")
    for stem, bearers in stems.items():
        alone = found.get(stem)
        if alone is None or alone.sure.confidence > 0.7 or len(stem) < 3:
            continue
        roots = list({id(one.root): one.root for one in bearers}.values())
        if len(roots) == 1:
            _unite(alone, roots[0], "alias")
            alone.reading = bearers[0].sure
        else:
            alone.bearers, alone.reading = roots, bearers[0].sure


def _join_short_names(found: dict[str, Form]) -> None:
    """Join a company's first word, a head word alone, and plurals of words for peoples."""
    longer: dict[str, list[Form]] = {}
    for one in found.values():
        if one.size > 1:
            for part in {one.key.split()[0], head_of(one.text)}:
                longer.setdefault(part, []).append(one)
    for one in list(found.values()):
        if one.size == 1 and one.listed is None and one.root is one and not one.bearers:
            _join_short_name(one, [other for other in longer.get(one.key, []) if _shortens(one, other)])
        if one.sure.label == "NORP" and one.listed is None and one.key + "s" in found:
            _unite(found[one.key + "s"], one, "alias")


def _join_short_name(one: Form, longer: Sequence[Form]) -> None:
    if len({id(other.root) for other in longer}) == 1:
        _unite(one, longer[0], "alias")
        if one.sure.confidence < longer[0].sure.confidence:
            one.reading = longer[0].sure


def _join_demonyms(found: dict[str, Form]) -> None:
    """Join `Velmari` to `Velmar`: a place and the word for its people tell of each other."""
    single = [one for one in found.values() if one.size == 1 and one.listed is None and one.text.isalpha()]
    bases: dict[str, Form] = {}
    for one in sorted(single, key=lambda form: len(form.key)):
        if len(one.key) >= 4 and _may_be_a_place(one):
            bases.setdefault(one.key, one)
            bases.setdefault(_stem(one.key), one)
    for one in single:
        ends = (ending for ending in _DEMONYM_ENDINGS if one.key.endswith(ending))
        base = next((there for ending in ends if (there := bases.get(one.key.removesuffix(ending)))), None)
        if base is None or base is one or base.root is one.root or not _may_be_a_place(one):
            continue
        why = f"“{base.text}” and “{one.text}” are a place and the word for its people."
        one.reading = Reading("NORP", "demonym", why, 0.9)
        if base.sure.label not in ("GPE", "LOC"):
            base.reading = Reading("GPE", "demonym", why, 0.9)
        _unite(one, base, "demonym")


def _stem(key: str) -> str:
    return key.rstrip("aeiouy") if len(key.rstrip("aeiouy")) >= 4 else key


def _may_be_a_place(one: Form) -> bool:
    weak = ("capital", "list", "article", "preposition", "adjective", "possessive", "speaker", "noun", "correction")
    return one.root is one and one.sure.rule in weak and (one.sure.rule != "noun" or one.sure.label == "GPE")


def _shortens(one: Form, other: Form) -> bool:
    head = head_of(other.text)
    if one.key == head and one.sure.rule == "article" and head != "house":
        return other.sure.rule == "head word"
    if other.sure.label != "ORG":
        return False
    is_company = head in words("company") and other.key.split()[0] == one.key
    return is_company and one.sure.rule != "title"
