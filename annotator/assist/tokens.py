"""Words of a text with what tells names from other words: capitals, sentence starts, lines set like titles."""

from bisect import bisect_left
from dataclasses import dataclass

import regex

from annotator.model.segments import paragraphs, sentences
from annotator.model.span import Span
from annotator.model.words import words

LOWER, CAPITAL, ACRONYM, CODE, NUMBER = "lower", "capital", "acronym", "code", "number"
_CODE = regex.compile(r"(?=.*\p{Lu})\p{L}{1,12}[-‐‑]?\p{Nd}{1,4}[-‐‑]?[\p{L}\p{Nd}]{0,3}")
_WORD_AND_NUMBER = regex.compile(r"\p{Lu}\p{Ll}{2,}\p{Nd}+")
_NUMBER = regex.compile(r"[\p{Nd}.,:/]+(?:st|nd|rd|th|s)?")
_OPENING = regex.compile(r"(?:^|[\s(\[—–])[\"'“‘«„‹]$|[:•]\s+$")
_BULLET = regex.compile(r"[\s#>*\-–—\d.]*")
_LETTERED = 4


@dataclass(frozen=True, slots=True)
class Token:
    """One word with its place, its kind and what stands around it."""

    start: int
    end: int
    text: str
    kind: str
    gap: str
    """What stands between the word before and this one; a line break where it is the first of its paragraph."""
    is_first: bool
    """Whether it may bear its capital only because a sentence, a quotation or a line begins."""
    is_titled: bool
    """Whether its line is set like a title, most words with a capital."""

    lower: str
    """The word in lower case."""
    is_name_like: bool
    """Whether it has the capital, or the code's shape, that names have."""


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order."""
    found: list[Token] = []
    for paragraph in paragraphs(text):
        found += _of_paragraph(text, paragraph)
    return found


def _of_paragraph(text: str, paragraph: Span) -> list[Token]:
    spans = words(text, paragraph.start, paragraph.end)
    forms = [span.of(text) for span in spans]
    is_shouted = _is_shouted(forms)
    kinds = [_kind(form, is_shouted=is_shouted) for form in forms]
    is_titled = is_shouted or _is_titled(text, paragraph, forms)
    starts = [span.start for span in sentences(text, paragraph)]
    made: list[Token] = []
    before = paragraph.start
    for span, form, kind in zip(spans, forms, kinds, strict=True):
        gap = text[before : span.start] if made else "\n"
        at = bisect_left(starts, before if made else paragraph.start)
        begins = at < len(starts) and starts[at] <= span.start
        is_first = not made or begins or _is_opened(text, paragraph.start, span.start)
        is_name = kind in (CAPITAL, ACRONYM, CODE)
        made.append(Token(span.start, span.end, form, kind, gap, is_first, is_titled, form.lower(), is_name))
        before = span.end
    return made


def _is_opened(text: str, start: int, at: int) -> bool:
    """Tell whether a quotation, a colon or a list mark stands before the word."""
    if _OPENING.search(text[max(start, at - 4) : at]):
        return True
    return at - start <= 8 and bool(_BULLET.fullmatch(text, start, at))


def _kind(form: str, *, is_shouted: bool) -> str:
    if form.islower() and form.isalpha():
        return LOWER
    if form[0].isdigit() and _NUMBER.fullmatch(form):
        return NUMBER
    if not form.isalpha() and _CODE.fullmatch(form) and not _WORD_AND_NUMBER.fullmatch(form):
        return CODE
    letters = [char for char in form if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    if not capitals:
        return LOWER
    is_upper = capitals == len(letters) or (capitals == len(letters) - 1 and capitals > 1 and form[-1] == "s")
    if is_upper and len(letters) > 1 and not is_shouted:
        return ACRONYM
    return CAPITAL


def _is_shouted(forms: list[str]) -> bool:
    """Tell whether a line is set in capitals, so that they say nothing."""
    lettered = [form for form in forms if len(form) >= _LETTERED and form.isalpha()]
    return len(lettered) > 1 and sum(form.isupper() for form in lettered) > 0.8 * len(lettered)


def _is_titled(text: str, paragraph: Span, forms: list[str]) -> bool:
    """Tell whether most longer words of a line bear a capital and no full stop ends it."""
    lettered = [form for form in forms if len(form) >= _LETTERED and form.isalpha()]
    if len(lettered) < 4 or text[paragraph.end - 1] in '.!?…”"':
        return False
    return sum(form[0].isupper() for form in lettered) >= 0.7 * len(lettered)
