"""The names of a text, found once: places, readings and forms, before anything is grouped or linked."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.assist.labels import Reading, reading
from annotator.assist.lexicon import gazetteer, gazetteer_folded, words
from annotator.assist.runs import BLANKS, Run, listed_length, runs, text_of
from annotator.assist.tokens import ACRONYM, CODE, tokens
from annotator.assist.units import Setting, Unit, is_ordinary, units
from annotator.assist.values import Value, values
from annotator.model.fold import key_of
from annotator.model.span import Span

_LONGEST = 8
_DOTTED = frozenset(("inc", "corp", "co", "ltd", "jr", "sr", "bros"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name at one place: its span, its form with plain blanks, how it reads there."""

    span: Span
    form: str
    reading: Reading
    unit: Unit | None = None
    """None for values and for known names without capitals."""

    @property
    def key(self) -> str:
        """The folded form; equal forms have equal keys."""
        return key_of(self.form)


class Surroundings:
    """A text cut into words once, for every later question about its names."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.values = values(text)
        self.ordinary = frozenset(token.text for token in self.tokens if token.text.islower()) - words("particles")
        self._runs = runs(self.tokens)
        self._starts = [token.start for token in self.tokens]

    def token_at(self, offset: int) -> int:
        """Return the index of the last token that begins at or before the offset, -1 for none."""
        return bisect_right(self._starts, offset) - 1

    def names(self, known: Sequence[Span], rejected: Collection[str] = ()) -> list[Name]:
        """Return the names and values in text order. `known` are the places of known names, `rejected` forms."""
        setting = Setting(self.tokens, self.ordinary, self._token_ranges(known), rejected=rejected)
        found = self._units(setting)
        found = [part for unit in found for part in self._without_rejected(unit, rejected)]
        inside = {self.form(unit) for unit in found if self._is_told(setting, unit)}
        surnames = {self.tokens[unit.last].text for unit in found if unit.last > unit.first}
        body = [unit for unit in found if self._is_name(setting, unit, inside, surnames)]
        both = [*body, *self._in_titles(setting, {key_of(self.form(unit)): unit for unit in body})]
        return self._merged([self._name(unit) for unit in both])

    def _units(self, setting: Setting) -> list[Unit]:
        """Split the runs; where a headed name also stands without the country before it, once more."""
        split = [list(units(setting, run)) for run in self._body()]
        alone = {self.form(unit) for part in split for unit in part if unit.is_headed}
        setting = replace(setting, alone=alone)
        for at, (run, part) in enumerate(zip(self._body(), split, strict=True)):
            if any(unit.is_headed and self._after_listed(unit) in alone for unit in part):
                split[at] = list(units(setting, run))
        return [unit for part in split for unit in part]

    def _after_listed(self, unit: Unit) -> str:
        """Return a name without the listed form at its start, empty where there is none."""
        length = listed_length(self.tokens, unit.first, unit.last)
        rest = unit.first + length
        return text_of(self.tokens, rest, unit.last) if length and rest <= unit.last else ""

    def form(self, unit: Unit) -> str:
        """Return the unit's text with plain blanks."""
        return text_of(self.tokens, unit.first, unit.last)

    def _body(self) -> Iterator[Run]:
        return (run for run in self._runs if not self.tokens[run.first].is_titled)

    def _token_ranges(self, known: Sequence[Span]) -> dict[int, int]:
        found = {}
        for span in known:
            first, last = self.token_at(span.start), self.token_at(span.end - 1)
            if first >= 0 and self.tokens[first].start == span.start and self.tokens[last].end == span.end:
                found[first] = last
        return found

    def listed_inside(self, span: Span) -> list[Name]:
        """Return the listed names that stand inside a place and are not all of it."""
        unit = Unit(self.token_at(span.start), self.token_at(span.end - 1))
        return [self._name(one) for one in self._without_rejected(unit, (self.form(unit),))]

    def _without_rejected(self, unit: Unit, rejected: Collection[str]) -> list[Unit]:
        """Return the unit, or the listed names inside one whose form was rejected."""
        if self.form(unit) not in rejected:
            return [unit]
        found, at = [], unit.first
        while at <= unit.last and unit.last > unit.first:
            length = listed_length(self.tokens, at, unit.last)
            if 0 < length <= unit.last - unit.first:
                form = text_of(self.tokens, at, at + length - 1)
                found += [Unit(at, at + length - 1, listed=gazetteer()[form])] if form not in rejected else []
            at += max(length, 1)
        return found

    def _is_told(self, setting: Setting, unit: Unit) -> bool:
        """Tell whether something but a sentence's first capital shows a name here."""
        token = self.tokens[unit.first]
        if unit.last > unit.first or unit.listed or unit.title or not token.is_first:
            return True
        return token.kind in (ACRONYM, CODE) or unit.first in setting.known

    def _is_name(self, setting: Setting, unit: Unit, inside: Collection[str], surnames: Collection[str]) -> bool:
        token = self.tokens[unit.first]
        if unit.first == unit.last:
            if token.lower in words("months") | words("weekdays") or len(token.text) == 1:
                return False
            if token.gap in ("-", "–") and unit.first and len(self.tokens[unit.first - 1].text) == 1:
                return False
            if token.kind == ACRONYM and unit.listed is None and is_ordinary(setting, token):
                return False
            if token.lower in words("openers") and unit.listed is None and not unit.title:
                return False
        if self._is_told(setting, unit):
            return True
        form = self.form(unit)
        return form in inside or form in surnames or self._is_subject(setting, unit)

    def _is_subject(self, setting: Setting, unit: Unit) -> bool:
        """Tell whether what follows the first word of a sentence shows a name: a verb of saying, a title, an 's."""
        token, following = self.tokens[unit.first], self.tokens[unit.last + 1 : unit.last + 2]
        if is_ordinary(setting, token) or token.lower in words("peoples_possessive") or not following:
            return False
        if following[0].lower in words("title_heads") and following[0].gap in BLANKS:
            return True
        if following[0].text == "s" and following[0].gap in ("'", "’"):
            return True
        return reading(self.tokens, unit).rule == "speaker" and not token.lower.endswith("s")

    def _in_titles(self, setting: Setting, body: dict[str, Unit]) -> Iterator[Unit]:
        """Give the names in lines set like titles: those that the text has elsewhere, known and listed ones, codes."""
        surnames = {key_of(self.tokens[unit.last].text) for unit in body.values()}
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            unit = self._titled_unit(setting, at, body, surnames) if token.is_titled and token.is_name_like else None
            if unit is not None:
                yield unit
            at = unit.last + 1 if unit else at + 1

    def _titled_unit(self, setting: Setting, at: int, body: dict[str, Unit], surnames: Collection[str]) -> Unit | None:
        last = self._line_end(at)
        for end in range(last, at - 1, -1):
            form = text_of(self.tokens, at, end)
            key = key_of(form)
            there = body.get(key)
            if there is not None:
                return Unit(at, end, listed=there.listed, is_headed=there.is_headed)
            listed = gazetteer().get(form) or (gazetteer_folded().get(key) if form.isupper() else None)
            if listed is not None or setting.known.get(at) == end:
                return Unit(at, end, listed=listed)
        token = self.tokens[at]
        is_code = token.kind in (CODE, ACRONYM) and not is_ordinary(setting, token)
        is_surname = key_of(token.text) in surnames and token.lower not in setting.ordinary
        return Unit(at, at) if is_code or is_surname else None

    def _line_end(self, at: int) -> int:
        last = at
        while last + 1 < len(self.tokens) and last - at < _LONGEST and self.tokens[last + 1].gap in (*BLANKS, "-"):
            last += 1
        return last

    def _name(self, unit: Unit) -> Name:
        last, end = self.tokens[unit.last], self.tokens[unit.last].end
        following = self.tokens[unit.last + 1 : unit.last + 2]
        is_dotted = last.lower in _DOTTED and unit.last > unit.first and following and not following[0].is_first
        if is_dotted and self.text[end : end + 1] == ".":
            end += 1
        span = Span(self.tokens[unit.first].start, end)
        form = self.form(unit) + self.text[last.end : end]
        return Name(span, form, reading(self.tokens, unit), unit)

    def _merged(self, names: list[Name]) -> list[Name]:
        """Return names and values together; a value gives way to a name of several words around it."""
        made = [Name(one.span, one.span.of(self.text), _value_reading(one)) for one in self.values]
        spans = sorted(name.span for name in names if name.unit is not None and name.unit.is_headed)
        starts = [span.start for span in spans]
        kept = [one for one in made if not _is_inside(one.span, spans, starts)]
        places = [one.span for one in kept]
        starts = [span.start for span in places]
        free = [name for name in names if not _overlaps_any(name.span, places, starts)]
        return sorted([*free, *kept], key=lambda name: name.span)


def _value_reading(value: Value) -> Reading:
    return Reading(value.label, value.rule, value.why, 0.9)


def _is_inside(span: Span, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, span.start) - 1
    return at >= 0 and spans[at].contains(span)


def _overlaps_any(span: Span, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    """Tell whether a span overlaps one of these, which are in order and don't overlap each other."""
    at = bisect_right(starts, span.end - 1) - 1
    return at >= 0 and spans[at].overlaps(span)
