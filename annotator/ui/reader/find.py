"""Find words in a text: letter case and accents aside unless asked for, at the speed of plain string search."""

import re
import unicodedata
from functools import lru_cache

from annotator.errors import UsageError
from annotator.model.patterns import pattern as compiled_later
from annotator.model.segments import is_grapheme_stop, next_grapheme
from annotator.model.span import Span

MOST = 100_000
SECONDS = 2.0
_MARKS = compiled_later(r"\p{Mn}")


def find(
    text: str,
    pattern: str,
    *,
    whole_word: bool = False,
    regex: bool = False,
    case: bool = False,
    diacritics: bool = False,
) -> list[Span]:
    """Return where the pattern stands in the text, in order, without overlaps; at most `MOST` places.

    `case` and `diacritics` say that these must agree. With `regex` the pattern is a regular expression, and accents
    always count. Raises UsageError, with a sentence, for an expression that can't be read or takes too long.
    """
    if not pattern or not text:
        return []
    places = _by_expression(text, pattern, case=case) if regex else _by_words(text, pattern, case, diacritics)
    spans = [Span(*place) for place in places if place[0] < place[1]]
    return [span for span in spans if not whole_word or _is_whole(text, span)]


def _by_words(text: str, pattern: str, case: bool, diacritics: bool) -> list[tuple[int, int]]:
    plain = _plain(text, case, diacritics)
    wanted = _stripped(pattern if case else pattern.lower(), diacritics)
    if plain is None or not wanted:
        return _by_letters(text, pattern, case=case, diacritics=diacritics)
    found = re.finditer(re.escape(wanted), plain)
    places = ((one.start(), one.end()) for one, _ in zip(found, range(MOST), strict=False))
    if text.isascii():
        return list(places)
    return [place for place in places if all(is_grapheme_stop(text, at) for at in place)]


@lru_cache(maxsize=4)
def _plain(text: str, case: bool, diacritics: bool) -> str | None:
    """Return the text in the form in which it is compared, letter for letter; None where letters do not match up."""
    plain = text if case else text.lower()
    if not text.isascii() and not diacritics:
        if _MARKS().search(plain):
            return None
        plain = plain.translate(_table())
    return plain if len(plain) == len(text) else None


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Return the single letter that stands for each accented one."""
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x386, 0x3CF), *range(0x400, 0x460), *range(0x1E00, 0x2000)):
        bare = _MARKS().sub("", unicodedata.normalize("NFD", chr(code)))
        if len(bare) == 1 and bare != chr(code):
            table[code] = bare
    return table | {ord("ı"): "i", ord("ø"): "o", ord("Ø"): "O", ord("ł"): "l", ord("Ł"): "L", ord("đ"): "d"}


def _stripped(pattern: str, diacritics: bool) -> str:
    if diacritics:
        return pattern
    bare = _MARKS().sub("", unicodedata.normalize("NFD", pattern))
    return unicodedata.normalize("NFC", bare).translate(_table())


def _by_letters(text: str, pattern: str, *, case: bool, diacritics: bool) -> list[tuple[int, int]]:
    """Search a text with combining marks: each letter of the pattern may carry any of them."""
    import regex as regular  # loading it takes 10 ms that the program's start need not spend

    flags = 0 if case else regular.IGNORECASE
    if diacritics:
        expression = regular.escape(pattern)
    else:
        letters = _stripped(pattern, diacritics)
        forms = _forms()
        expression = "".join(f"[{regular.escape(one + forms.get(one, ''))}]\\p{{Mn}}*+" for one in letters)
        expression = rf"\p{{Mn}}*+{expression}" if not letters else expression
    if not expression:
        return []
    found = regular.compile(expression, flags).finditer(text)
    places = ((one.start(), one.end()) for one, _ in zip(found, range(MOST), strict=False))
    return [place for place in places if all(is_grapheme_stop(text, at) for at in place)]


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Return the accented forms of each letter."""
    forms: dict[str, str] = {}
    for code, bare in _table().items():
        forms[bare] = forms.get(bare, "") + chr(code)
    return forms


def _by_expression(text: str, pattern: str, *, case: bool) -> list[tuple[int, int]]:
    import regex as regular

    flags = regular.MULTILINE | (0 if case else regular.IGNORECASE)
    try:
        compiled = regular.compile(pattern, flags)
    except regular.error as error:
        raise UsageError(f"This is not a regular expression: {error}.") from error
    try:
        found = [one.span() for one, _ in zip(compiled.finditer(text, timeout=SECONDS), range(MOST), strict=False)]
    except TimeoutError as error:
        raise UsageError("This regular expression takes too long on this text. Make it simpler.") from error
    return _apart([_grown(text, place) for place in found if place[0] < place[1]])


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for place in places:
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def _grown(text: str, place: tuple[int, int]) -> tuple[int, int]:
    start, end = place
    while start > 0 and not is_grapheme_stop(text, start):
        start -= 1
    return (start, end if is_grapheme_stop(text, end) else next_grapheme(text, end))


def _is_whole(text: str, span: Span) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return not (_is_word(before) and _is_word(text[span.start])) and not (
        _is_word(after) and _is_word(text[span.end - 1])
    )


def _is_word(character: str) -> bool:
    return bool(character) and (character.isalnum() or character == "_")
