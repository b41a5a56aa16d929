"""Known names in a text: many at once, by canonical equivalence, at word borders, the longest first."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from annotator.model.span import Span

_CHANGING = regex.compile(
    r"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]|\P{M}\p{M}+"
    r"|[\u0340-\u0344\u0374\u037e\u0387\u1f71-\u1ffd\u2000\u2001\u2126\u212a\u212b\u2329\u232a]"
    r"|[\uf900-\ufaff\ufb1d-\ufb4e]"
)
_ALIKE = (*zip("’ʼ‐‑", "''--", strict=True), *((blank, " ") for blank in "\u00a0\u202f\u2009\n"))
_WITHOUT_BLANKS = regex.compile(
    "[" + "".join(rf"\p{{Script={name}}}" for name in "Han Hiragana Katakana Thai Lao Khmer Myanmar".split()) + "]"
)


class Plain:
    """A text made comparable: composed, apostrophes, hyphens and blanks alike, case folded if asked."""

    def __init__(self, text: str, *, is_folded: bool = False) -> None:
        self._places: list[int] = []
        self._origins: list[int] = []
        self.text = alike(self._composed(text), is_folded=is_folded)

    def _composed(self, text: str) -> str:
        if text.isascii() or unicodedata.is_normalized("NFC", text):
            return text
        parts, before, length = [], 0, 0
        for found in _CHANGING.finditer(text):
            composed = unicodedata.normalize("NFC", found.group())
            if composed == found.group():
                continue
            parts += [text[before : found.start()], composed]
            length += found.start() - before + len(composed)
            before = found.end()
            self._places.append(length)
            self._origins.append(before)
        return "".join([*parts, text[before:]])

    def origin(self, offset: int) -> int:
        """Return where an offset of the comparable text stands in the text itself."""
        at = bisect_right(self._places, offset) - 1
        return offset if at < 0 else self._origins[at] + offset - self._places[at]


def alike(text: str, *, is_folded: bool = False) -> str:
    """Return composed text with one sort of apostrophe, hyphen and blank; lengths stay as they are."""
    for one, other in _ALIKE:
        text = text.replace(one, other)
    return text.replace("İ", "i").lower() if is_folded else text


def comparable(name: str, *, is_folded: bool = False) -> str:
    """Return the form in which a name is compared with a text."""
    return alike(unicodedata.normalize("NFC", name), is_folded=is_folded)


@dataclass(frozen=True, slots=True)
class Match:
    """A known form found in a text: its place and the form's number in the matcher."""

    span: Span
    number: int


class Matcher:
    """Finds any of many forms in a text. Forms are told by their position in the list they were given in."""

    def __init__(self, forms: Iterable[str], *, is_folded: bool = False) -> None:
        self._is_folded = is_folded
        self._numbers: dict[str, int] = {}
        for number, form in enumerate(forms):
            self._numbers.setdefault(comparable(form, is_folded=is_folded), number)
        self._numbers.pop("", None)
        self._patterns = list(self._numbers)
        self._machine = AhoCorasick(self._patterns, matchkind=MatchKind.Standard) if self._patterns else None

    def find(self, text: str) -> list[Match]:
        """Return the forms in a text at word borders, without overlaps: the leftmost, then the longest."""
        if self._machine is None:
            return []
        plain = Plain(text, is_folded=self._is_folded)
        hits = [
            (start, -end, pattern)
            for pattern, start, end in self._machine.find_matches_as_indexes(plain.text, overlapping=True)
            if is_whole(plain.text, start, end)
        ]
        found, reached = [], 0
        for start, end, pattern in sorted(hits):
            if start >= reached:
                reached = -end
                span = Span(plain.origin(start), plain.origin(-end))
                found.append(Match(span, self._numbers[self._patterns[pattern]]))
        return found


def is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a range begins and ends at word borders; a combining mark belongs to the word before it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if after and _is_mark(after):
        return False
    return not (_joins(before, text[start]) or _joins(text[end - 1], after))


def _joins(left: str, right: str) -> bool:
    """Tell whether no word border lies between two characters."""
    if not left or not right or not (_is_word(left) and _is_word(right)):
        return False
    if left.isascii() and right.isascii():
        return True
    return not (_WITHOUT_BLANKS.match(left) or _WITHOUT_BLANKS.match(right))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or _is_mark(char)


def _is_mark(char: str) -> bool:
    return char >= "\u0300" and unicodedata.category(char)[0] == "M"


def occurrences(text: str, form: str) -> list[Span]:
    """Return every place of one form in a text at word borders."""
    return [match.span for match in Matcher([form]).find(text)] if form else []
