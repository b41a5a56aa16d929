"""The cue lexicon: the words that hand a claim to a source, with their inflections and what they imply."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from annotator.assist.claims.inflection import Form, forms_of, plural
from annotator.errors import AnnotatorError
from annotator.model.annotation import ENDORSEMENTS, MODALITIES
from annotator.resources import resource

KINDS = ("verb", "adjective", "noun", "phrase", "possessive")
SHAPES = (
    "that",
    "wh",
    "quote",
    "inf",
    "object-inf",
    "hearer-inf",
    "np",
    "ing",
    "as",
    "object-of",
    "object-complement",
    "passive-inf",
)


class LexiconError(AnnotatorError):
    """The cue lexicon can't be used as it is written."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry: what may follow the cue, and how it puts the claim. `words` is the dictionary form, split."""

    kind: str
    words: tuple[str, ...]
    shapes: frozenset[str] = frozenset()
    modality: str = "asserted"
    endorsement: str = "neutral"
    prepositions: frozenset[str] = frozenset()
    has_addressee: bool = False
    infinitive: str = ""
    past: str = ""
    participle: str = ""
    after: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS or not self.words or not all(self.words):
            raise ValueError("a cue needs a kind and words")
        if self.modality not in MODALITIES or (self.infinitive and self.infinitive not in MODALITIES):
            raise ValueError(f"not a modality: {self.modality} {self.infinitive}".rstrip())
        if self.endorsement not in ENDORSEMENTS:
            raise ValueError(f"not a reporter's stance: {self.endorsement}")
        if not self.shapes <= set(SHAPES):
            raise ValueError(f"not shapes: {', '.join(sorted(self.shapes - set(SHAPES)))}")
        if self.kind in ("verb", "adjective") and not self.shapes:
            raise ValueError("a verb or an adjective needs at least one shape")

    def takes(self, *shapes: str) -> bool:
        """Tell whether one of the shapes may follow."""
        return not self.shapes.isdisjoint(shapes)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word as the beginning of a cue: the cue, the verb form, and the words that must follow."""

    cue: Cue
    form: Form
    rest: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """All cues by the first word of each of their inflections, and the closed lists of words."""

    cues: tuple[Cue, ...]
    hedges: frozenset[str]
    negators: frozenset[str]
    titles: frozenset[str]
    unnamed: frozenset[str]
    readings: dict[str, tuple[Reading, ...]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        gathered: dict[str, list[Reading]] = {}
        for cue in self.cues:
            for word, reading in _readings(cue):
                gathered.setdefault(word, []).append(reading)
        for word, found in gathered.items():
            self.readings[word] = tuple(sorted(found, key=lambda one: (-len(one.rest), one.cue.kind != "adjective")))

    def of_kind(self, kind: str) -> list[Cue]:
        """Return the cues of one kind, in the file's order."""
        return [cue for cue in self.cues if cue.kind == kind]


def _readings(cue: Cue) -> Iterator[tuple[str, Reading]]:
    first, rest = cue.words[0], cue.words[1:]
    if cue.kind == "verb":
        for form, word in forms_of(first, past=cue.past, participle=cue.participle):
            yield word, Reading(cue, form, rest)
    elif cue.kind == "noun":
        yield first, Reading(cue, Form.SINGULAR, rest)
        yield plural(first), Reading(cue, Form.PLURAL, rest)
    else:
        yield first, Reading(cue, Form.PHRASE, rest)


@cache
def shipped_lexicon() -> Lexicon:
    """Return the lexicon that the program ships."""
    return read_lexicon(resource("lexicon/cues.toml"))


def read_lexicon(path: Path) -> Lexicon:
    """Read a lexicon file; raises LexiconError naming the entry that is wrong."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"The cue lexicon {path.name} can't be read: {error}") from error
    words = tables.get("words", {})
    hedges, negators, titles, unnamed = (
        _listed(words.get(name, []), name) for name in ("hedges", "negators", "titles", "unnamed")
    )
    return Lexicon(tuple(_cues(tables)), hedges, negators, titles=titles, unnamed=unnamed)


def _listed(words: Any, name: str) -> frozenset[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise LexiconError(f"The cue lexicon's list “{name}” must hold words in quotation marks.")
    return frozenset(word.casefold() for word in words)


def _cues(tables: dict[str, Any]) -> Iterator[Cue]:
    for kind, name in zip(KINDS, ("verbs", "adjectives", "nouns", "phrases", "possessives"), strict=True):
        for number, entry in enumerate(tables.get(name, []), 1):
            try:
                yield _cue(kind, entry)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                shown = entry.get("cue", number) if isinstance(entry, dict) else number
                raise LexiconError(f"Entry {shown} of [[{name}]] in the cue lexicon is not valid: {error}") from error


def _cue(kind: str, entry: dict[str, Any]) -> Cue:
    first = entry["before" if kind == "possessive" else "cue"]
    return Cue(
        kind,
        tuple(first.casefold().split()),
        shapes=_set(entry.get("shapes", ())),
        modality=entry.get("modality", "asserted"),
        endorsement=entry.get("endorsement", "neutral"),
        prepositions=_set(entry.get("prepositions", ())),
        has_addressee=bool(entry.get("addressee", False)),
        infinitive=entry.get("infinitive", ""),
        past=entry.get("past", ""),
        participle=entry.get("participle", ""),
        after=tuple(entry.get("after", "").split()),
    )


def _set(words: Iterable[str]) -> frozenset[str]:
    if isinstance(words, str):
        raise ValueError("a list is needed in square brackets")
    return frozenset(words)
