"""The shipped lists: countries, peoples and places, and the words by which names are told apart."""

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from annotator.model.fold import key_of
from annotator.resources import resource

COUNTRY, PEOPLE, CITY, REGION, LAND = "country", "people", "city", "region", "land"
_LABELS = {COUNTRY: "GPE", PEOPLE: "NORP", CITY: "GPE", REGION: "GPE", LAND: "LOC"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A form that the gazetteer holds: what it stands for, and as what (country, people, city, region, land)."""

    name: str
    kind: str
    is_country: bool = False
    """Whether the name is a country's, also where the form is the word for its people."""

    @property
    def label(self) -> str:
        """The key of the label that the form itself bears."""
        return _LABELS[self.kind]

    @property
    def name_label(self) -> str:
        """The key of the label that the thing named bears."""
        return "GPE" if self.is_country else self.label


@cache
def _table(name: str) -> dict[str, Any]:
    with resource(f"gazetteer/{name}.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def words(name: str) -> frozenset[str]:
    """Return one list of lower-case words, such as `titles`."""
    return frozenset(_table("words")[name].split())


@cache
def gazetteer() -> dict[str, Listed]:
    """Return every listed form; the same form of several lists stands for what the first of them says."""
    table = _table("countries")
    found: dict[str, Listed] = {}
    for country, entry in table["countries"].items():
        for form in (country, *entry.get("short", ())):
            found.setdefault(form, Listed(country, COUNTRY, is_country=True))
        for form in chain.from_iterable(map(_with_plural, entry["people"])):
            found.setdefault(form, Listed(country, PEOPLE, is_country=True))
    for people, forms in table["peoples"].items():
        for form in (people, *forms):
            found.setdefault(form, Listed(people, PEOPLE))
    places = [(entry["capital"], CITY) for entry in table["countries"].values() if "capital" in entry]
    for kind, group in ((CITY, "cities"), (REGION, "regions"), (LAND, "lands")):
        places += [(place, kind) for place in table["places"][group]]
    for place, kind in places:
        found.setdefault(place, Listed(place, kind))
    return found


@cache
def gazetteer_folded() -> dict[str, Listed]:
    """Return the listed forms by their folded key, for lines set in capitals."""
    return {key_of(form): listed for form, listed in gazetteer().items() if len(form) > 3}


def _with_plural(form: str) -> tuple[str, ...]:
    is_plain = form[-1] not in "sheyx" and not form.endswith(("men", "shman", "chman", "tsman"))
    return (form, form + "s") if is_plain else (form,)


@cache
def forms_of(name: str) -> tuple[tuple[str, Listed], ...]:
    """Return the listed forms that stand for a name, such as the short names and the demonyms of a country."""
    return tuple((form, listed) for form, listed in gazetteer().items() if listed.name == name)
