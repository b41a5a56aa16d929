"""Linking by rule: which known entity a form stands for, or that it is new, or that several bear it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import regex

from annotator.assist.lexicon import PEOPLE, forms_of, gazetteer, words
from annotator.assist.matching import Match, Matcher, comparable
from annotator.model.fold import key_of

_RANKS = ("exact", "alias", "acronym", "surname", "demonym")
_PLURAL_CODE = regex.compile(r"\p{L}+[-‐‑]?\p{Nd}+\p{Lu}?")
_LABEL_OF_RULE = {"surname": "PERSON", "demonym": "NORP"}


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity of the project as far as linking goes: its label's key and its names."""

    uid: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bearer:
    """An entity that a form may stand for, and the rule that says so."""

    entity: KnownEntity
    rule: str

    @property
    def label(self) -> str:
        """The key of the label that a mention by this rule bears."""
        return _LABEL_OF_RULE.get(self.rule, self.entity.label)


@dataclass(frozen=True, slots=True)
class Link:
    """What a form links to: an entity by a rule, a new entity (`name`), or a choice between `options`."""

    entity: str = ""
    name: str = ""
    rule: str = "new"
    options: tuple[KnownEntity, ...] = ()


class KnownNames:
    """The names of the project's entities with the surnames, short forms and demonyms that follow from them."""

    def __init__(self, entities: Iterable[KnownEntity] = ()) -> None:
        self.entities = {one.uid: one for one in entities}
        self._forms: dict[str, tuple[Bearer, ...]] = {}
        self._keys: dict[str, tuple[Bearer, ...]] = {}
        for one in self.entities.values():
            self._add(one)

    def _add(self, entity: KnownEntity) -> None:
        for form, rule in _named_forms(entity):
            bearer = Bearer(entity, rule)
            for index, key in ((self._forms, comparable(form)), (self._keys, key_of(form))):
                there = index.get(key, ())
                if all(one.entity.uid != entity.uid for one in there):
                    index[key] = (*there, bearer)

    def __len__(self) -> int:
        return len(self.entities)

    def adding(self, entities: Iterable[KnownEntity]) -> "KnownNames":
        """Return the names with these entities new or changed."""
        fresh = {one.uid: one for one in entities}
        if not fresh:
            return self
        if fresh.keys() & self.entities.keys():
            return KnownNames({**self.entities, **fresh}.values())
        made = KnownNames()
        made.entities = {**self.entities, **fresh}
        made._forms, made._keys = dict(self._forms), dict(self._keys)
        for one in fresh.values():
            made._add(one)
        return made

    def of_entity(self, uid: str) -> "KnownNames":
        """Return the names of one entity alone."""
        return KnownNames([self.entities[uid]] if uid in self.entities else [])

    def bearers(self, form: str) -> tuple[Bearer, ...]:
        """Return the entities a form may stand for: as written, else with case and diacritics folded."""
        return self._forms.get(comparable(form)) or self._keys.get(key_of(form), ())

    def choices(self, form: str) -> list[KnownEntity]:
        """Return the entities that a form may stand for once the weaker rules have given way, label by label."""
        found: list[KnownEntity] = []
        by_label: dict[str, list[Bearer]] = {}
        for bearer in self.bearers(form):
            by_label.setdefault(bearer.label, []).append(bearer)
        for bearers in by_label.values():
            best = min(_RANKS.index(bearer.rule) for bearer in bearers)
            found += [bearer.entity for bearer in bearers if _RANKS.index(bearer.rule) == best]
        return found

    @cached_property
    def _listed_forms(self) -> list[str]:
        return list(self._forms)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._listed_forms)

    def matches(self, text: str) -> list[Match]:
        """Return the known forms in a text, the longest at each place."""
        return self._matcher.find(text)

    def form(self, match: Match) -> str:
        """Return the known form that a match found."""
        return self._listed_forms[match.number]


def _named_forms(entity: KnownEntity) -> Iterable[tuple[str, str]]:
    yield entity.name, "exact"
    for alias in entity.aliases:
        yield alias, "acronym" if _is_acronym(alias) else "alias"
    if entity.label == "PERSON":
        yield from ((form, "surname") for form in _family_forms(entity.name))
    if _PLURAL_CODE.fullmatch(entity.name):
        yield entity.name + "s", "alias"
    listed = gazetteer().get(entity.name)
    if entity.label == "GPE" and listed is not None and listed.is_country:
        for form, found in forms_of(listed.name):
            yield form, "demonym" if found.kind == PEOPLE else "alias"


def _family_forms(name: str) -> Iterable[str]:
    """Give the family name, and every longer end of a full name that is not all of it."""
    parts = name.split()
    for surname in surnames_of(name):
        if surname.lower() not in words("openers") | words("months"):
            yield surname
    for at in range(1, len(parts) - 1):
        if parts[at][:1].isupper():
            yield " ".join(parts[at:])


def _is_acronym(form: str) -> bool:
    return len(form) > 1 and form.replace(".", "").isalpha() and form.isupper()


def surname_of(name: str) -> str:
    """Return the family name at the end of a full name, empty for a name of one word."""
    parts = [part for part in name.replace(",", " ").split() if part.lower().rstrip(".") not in words("suffixes")]
    return parts[-1] if len(parts) > 1 and parts[-1][:1].isupper() else _after_article(parts)


def surnames_of(name: str) -> tuple[str, ...]:
    """Return the family name with and without its article, as `al-Sisi` and `Sisi`."""
    surname = surname_of(name)
    article, _, rest = surname.partition("-")
    if article.lower() in ("al", "el", "as", "ash", "an", "ar") and rest:
        return (surname, rest)
    return (surname,) if surname else ()


def _after_article(parts: list[str]) -> str:
    """Return `al-Sisi` from `Abdel Fattah al-Sisi`."""
    return parts[-1] if len(parts) > 1 and "-" in parts[-1] else ""


def link(form: str, label: str, known: KnownNames) -> Link:
    """Return what a mention with this form and label's key links to; two bearers of equal right are a choice."""
    fitting = [bearer for bearer in known.bearers(form) if bearer.label == label]
    if not fitting:
        return Link(name=form)
    best = min(_RANKS.index(bearer.rule) for bearer in fitting)
    first = [bearer for bearer in fitting if _RANKS.index(bearer.rule) == best]
    if len(first) > 1:
        return Link(rule="", options=tuple(bearer.entity for bearer in fitting))
    return Link(first[0].entity.uid, first[0].entity.name, first[0].rule)
