"""Words and grapheme clusters: where a caret may stand and what counts as one word of the news."""

from annotator.model.patterns import pattern
from annotator.model.span import Span

_REACH = 2000
_NO_BLANKS = "".join(
    rf"\p{{Script={name}}}" for name in ("Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar")
)
_LETTER = rf"[[\p{{L}}\p{{N}}_]--[{_NO_BLANKS}]]"
_INSIDE = rf"[[\p{{L}}\p{{N}}\p{{M}}_\u00ad\u200c\u200d]--[{_NO_BLANKS}]]"
_RUN = rf"{_LETTER}{_INSIDE}*+"
_JOINS = r"""
    (?<=\p{L}\p{M}*)&(?=\p{L})                         # AT&T
  | (?<=\p{L}\p{M}*)\.(?=\p{Ll})                       # example.com
  | (?<=\p{Nd})[.,:/٫٬](?=\p{Nd})                        # 1,000  3.5  9/11
  | [-‐‑](?=\p{Nd})                                        # S-400
  | (?<=\p{Nd})[-‐‑](?=\p{Lu}\b)                         # 35-A
  | (?<=\b\p{Lu}\p{L}*)['’](?=\p{Lu})                # O'Neil, but l'OTAN is two
  | (?<=n)['’](?=t\b)                                        # don't
  | (?<=\b\p{Ll}\p{L}+)['’](?!s\b)(?=\p{Ll})           # we're
"""
_WORD = pattern(
    rf"""
    \b\p{{L}}(?:\.\p{{L}}\b)+\.?                              # U.S.
  | [@#]?{_RUN}(?:(?:{_JOINS}){_INSIDE}++)*+
  | [{_NO_BLANKS}]\p{{M}}*+
    """,
    is_verbose=True,
)
_GRAPHEME = pattern(r"\X")
_LOOSE_HYPHENS = "-‐‑"


def is_grapheme_stop(text: str, offset: int) -> bool:
    """Tell whether a caret may stand at the offset: no character a reader sees is cut by it."""
    if offset <= 0 or offset >= len(text):
        return 0 <= offset <= len(text)
    before, after = text[offset - 1], text[offset]
    if before < "\u0300" and after < "\u0300" and "\u00ad" not in (before, after):
        return not (before == "\r" and after == "\n")
    start = _safe_start(text, offset)
    return any(found.end() == offset for found in _GRAPHEME().finditer(text, start, min(len(text), offset + 64)))


def next_grapheme(text: str, offset: int) -> int:
    """Return the first caret stop after the offset, or the text's end."""
    offset += 1
    while offset < len(text) and not is_grapheme_stop(text, offset):
        offset += 1
    return min(offset, len(text))


def previous_grapheme(text: str, offset: int) -> int:
    """Return the last caret stop before the offset, or 0."""
    offset -= 1
    while offset > 0 and not is_grapheme_stop(text, offset):
        offset -= 1
    return max(offset, 0)


def graphemes(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Return the caret stops from start to end, both included; start must be one."""
    found = _GRAPHEME().finditer(text, start, len(text) if end is None else end)
    return [start, *(one.end() for one in found)]


def _safe_start(text: str, offset: int) -> int:
    """Return a place at or before the offset where a cluster surely begins: after a blank, or far enough back."""
    floor = max(0, offset - _REACH)
    at = max(text.rfind(" ", floor, offset - 1), text.rfind("\n", floor, offset - 1)) + 1
    return max(at, floor)


def words(text: str, start: int, end: int) -> list[Span]:
    """Return the words that begin between start and end, in order; a part joined by a plain hyphen is its own."""
    return [Span(*found.span()) for found in _WORD().finditer(text, start, end)]


def word_containing(text: str, offset: int) -> Span | None:
    """Return the word that has the offset strictly inside it."""
    return next((word for word in _near(text, offset) if word.start < offset < word.end), None)


def word_touching(text: str, offset: int) -> Span | None:
    """Return the word at the offset, the one that begins there before the one that ends there."""
    near = [word for word in _near(text, offset) if word.start <= offset <= word.end]
    return near[-1] if near else None


def word_at(text: str, offset: int) -> Span | None:
    """Return what a double click means: the word with its hyphens (al-Assad), but not a trailing -led or -based."""
    clicked = word_touching(text, offset)
    if clicked is None:
        return None
    near = _near(text, offset)
    first = last = near.index(clicked)
    while first and _is_hyphenated(text, near[first - 1], near[first]):
        first -= 1
    while last + 1 < len(near) and _is_hyphenated(text, near[last], near[last + 1]):
        last += 1
    while near[last] != clicked and _is_name(text, clicked) and not _is_name(text, near[last]):
        last -= 1
    return Span(near[first].start, near[last].end)


def next_word(text: str, offset: int) -> int:
    """Return the end of the first word that ends after the offset, or the text's end."""
    word = _first_after(text, offset, by_end=True)
    return word.end if word else len(text)


def next_word_start(text: str, offset: int) -> int:
    """Return the start of the first word that begins after the offset, or the text's end."""
    word = _first_after(text, offset, by_end=False)
    return word.start if word else len(text)


def previous_word(text: str, offset: int) -> int:
    """Return the start of the last word that begins before the offset, or 0."""
    word = _last_before(text, offset, by_end=False)
    return word.start if word else 0


def previous_word_end(text: str, offset: int) -> int:
    """Return the end of the last word that ends before the offset, or 0."""
    word = _last_before(text, offset, by_end=True)
    return word.end if word else 0


def _first_after(text: str, offset: int, *, by_end: bool) -> Span | None:
    start = _blank_before(text, offset)
    for found in _WORD().finditer(text, start):
        if (found.end() if by_end else found.start()) > offset:
            return Span(*found.span())
    return None


def _last_before(text: str, offset: int, *, by_end: bool) -> Span | None:
    stop = offset
    while stop > 0:
        start = _blank_before(text, max(0, stop - 64))
        near = words(text, start, _blank_after(text, offset))
        earlier = [word for word in near if (word.end if by_end else word.start) < offset]
        if earlier or start == 0:
            return earlier[-1] if earlier else None
        stop = start
    return None


def _near(text: str, offset: int) -> list[Span]:
    """Return the words of the stretch without blanks around the offset."""
    return words(text, _blank_before(text, offset), _blank_after(text, offset))


def _blank_before(text: str, offset: int) -> int:
    floor = max(0, offset - _REACH)
    while offset > floor and not text[offset - 1].isspace():
        offset -= 1
    return offset


def _blank_after(text: str, offset: int) -> int:
    ceiling = min(len(text), offset + _REACH)
    while offset < ceiling and not text[offset].isspace():
        offset += 1
    return offset


def _is_hyphenated(text: str, left: Span, right: Span) -> bool:
    return right.start - left.end == 1 and text[left.end] in _LOOSE_HYPHENS


def _is_name(text: str, word: Span) -> bool:
    return not text[word.start].islower()
