"""Casting: which entity stands behind a source, by known mentions, by its name, or through a pronoun."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.assist.claims.lexicon import Lexicon
from annotator.assist.claims.names import BODIES, apposed, head_of, name_in, names_in
from annotator.assist.claims.passage import Passage, tokenise
from annotator.model.segments import sentences
from annotator.model.span import Span

KnownMention = tuple[Span, str, str]
Claimant = tuple[str | None, str]
PERSONS = frozenset("he she his her him".split())
THINGS = frozenset("it its".split())
GROUPS = frozenset("they their them".split())
NOBODY: Claimant = (None, "")


@dataclass(frozen=True)
class Cast:
    """Who can speak in a passage; its names are read once, when the first pronoun asks for them."""

    passage: Passage
    known: Sequence[KnownMention]

    @cached_property
    def names(self) -> list[tuple[Span, str]]:
        """The names in the passage and in what stands before it in reach."""
        before = self.passage.before
        reach = Span(before.start if before else self.passage.span.start, self.passage.span.end)
        return names_in(self.passage.text, reach, self.passage.lexicon)

    def claimant(self, source: Sequence[Span]) -> Claimant:
        """Return uid and name of who stands behind a source; empty for one without a name."""
        if not source:
            return NOBODY
        told = next((one for one in self.known if one[0] == source[0]), None)
        if told is not None:
            return told[1], told[2]
        word = source[0].of(self.passage.text).casefold()
        if word in PERSONS | THINGS | GROUPS:
            return self._behind(word, source[0].start)
        return self._named(source[0])

    def _named(self, source: Span) -> Claimant:
        text, lexicon = self.passage.text, self.passage.lexicon
        tokens = tokenise(text, source, [])
        head = head_of(tokens)
        ends = [one for one in self.known if head and one[0].start >= source.start and one[0].end == head[-1].end]
        if ends:
            return ends[-1][1], ends[-1][2]
        return self._matched(name_in(head, text, lexicon) or apposed(tokens, text, lexicon))

    def _matched(self, name: str) -> Claimant:
        """Return the known entity of that name, else the name alone."""
        text = self.passage.text
        match = next((one for one in self.known if name and name in (one[2], one[0].of(text))), None)
        return (match[1], match[2]) if match else (None, name)

    def _behind(self, pronoun: str, at: int) -> Claimant:
        """Return who a pronoun stands for: the first fitting name of the nearest sentence that has one."""
        if pronoun in GROUPS:
            return NOBODY
        text, lexicon = self.passage.text, self.passage.lexicon
        earlier = [one for one in self.names if one[0].end <= at]
        fitting = [one for one in earlier if _fits(one, pronoun, text=text, lexicon=lexicon)]
        if not fitting:
            return NOBODY
        span, name = _nearest_subject(text, fitting, at)
        match = next((one for one in self.known if one[0].overlaps(span)), None)
        return (match[1], match[2]) if match else self._matched(name)


def _nearest_subject(text: str, names: list[tuple[Span, str]], at: int) -> tuple[Span, str]:
    """Return the first name of the nearest sentence that has one: most often its subject."""
    last = names[-1][0].start
    start = next((one.start for one in reversed(sentences(text, Span(names[0][0].start, at))) if one.start <= last), 0)
    return next(one for one in names if one[0].start >= start)


def _fits(found: tuple[Span, str], pronoun: str, *, text: str, lexicon: Lexicon) -> bool:
    span, name = found
    before = text[max(0, span.start - 24) : span.start].split()
    is_titled = bool(before) and before[-1].casefold().strip(".") in lexicon.titles
    follows_place = bool(before) and before[-1].casefold() in ("in", "at", "from", "near", "to", "on", "of", "the")
    looks_personal = is_titled or (len(name.split()) in (2, 3) and not follows_place and not _is_body(name))
    if pronoun in PERSONS:
        return looks_personal or (len(name.split()) == 1 and not follows_place)
    return not is_titled and (_is_body(name) or len(name.split()) == 1 or not looks_personal or pronoun in THINGS)


def _is_body(name: str) -> bool:
    words = name.casefold().replace("'", " ").split()
    return any(word in BODIES for word in words) or "of" in words or name.isupper()
