"""Runs of words with capitals, with the words that join them: what a name can be part of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from annotator.assist.lexicon import gazetteer, words
from annotator.assist.tokens import ACRONYM, CAPITAL, NUMBER, Token

BLANKS = (" ", "\u00a0", "\u202f", "\u2009")
HYPHENS = ("-", "\u2010", "\u2011")
_APOSTROPHES = ("'", "’", "ʼ")
_DOTTED = frozenset("st ste mr mrs ms dr prof gen sen rep gov lt col sgt capt maj adm rev hon jr sr mt ft".split())
_AFTER_A_HEAD = ("of", "for", "on")
_LONGEST_LISTED = 6
_FIRST_PART = re.compile(r"[\s'’,-]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of tokens, `first` to `last`, of the text's token list."""

    first: int
    last: int


def runs(tokens: Sequence[Token]) -> list[Run]:
    """Return the stretches of words with capitals or codes, joined by blanks, hyphens, initials and joining words."""
    found, at = [], 0
    while at < len(tokens):
        if not _begins(tokens, at):
            at += 1
            continue
        last = at
        while step := _extension(tokens, at, last):
            last += step
        found.append(Run(at, last))
        at = last + 1
    return found


@cache
def heads() -> frozenset[str]:
    """Return every word that can head a name of several words, such as `institute` or `strait`."""
    kinds = ("org", "facility", "location", "political", "event", "law")
    return frozenset().union(*(words(kind) for kind in kinds))


def listed_length(tokens: Sequence[Token], at: int, last: int) -> int:
    """Return how many tokens from this one on make the longest form of the gazetteer, 0 for none."""
    if tokens[at].text not in _first_words():
        return 0
    for length in range(min(_LONGEST_LISTED, last - at + 1), 0, -1):
        if text_of(tokens, at, at + length - 1) in gazetteer():
            return length
    return 0


@cache
def _first_words() -> frozenset[str]:
    """Return the tokens that listed forms begin with, so that most words are told apart at once."""
    return frozenset(part for form in gazetteer() for part in (form.split()[0], _FIRST_PART.split(form)[0]))


def text_of(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return the tokens with what stands between them, blanks made plain."""
    parts = [tokens[first].text]
    for token in tokens[first + 1 : last + 1]:
        parts += [" " if token.gap in BLANKS else token.gap, token.text]
    return "".join(parts)


def _begins(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.is_name_like:
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    is_article = token.lower in ("al", "el", "ash", "as", "an", "ar") and following is not None
    return is_article and following is not None and following.gap in HYPHENS and following.kind == CAPITAL


def _extension(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return by how many tokens the run goes on after `last`, 0 where it ends."""
    if last + 1 >= len(tokens):
        return 0
    token, following = tokens[last], tokens[last + 1]
    if following.gap == "\n" or (following.is_first and not following.is_titled):
        return 0
    if following.is_name_like:
        return int(_joins(tokens, last))
    if following.kind == NUMBER:
        return int(_is_numbered(token, following))
    return _over_joining_words(tokens, first, last)


def _joins(tokens: Sequence[Token], last: int) -> bool:
    token, gap = tokens[last], tokens[last + 1].gap
    if gap in BLANKS or gap == " & ":
        return True
    if gap in HYPHENS:
        return not (_is_listed(token) or _is_listed(tokens[last + 1])) and token.kind != ACRONYM
    if gap == ". ":
        return (len(token.text) == 1 and token.text != "X") or token.lower in _DOTTED
    if gap == ", ":
        return f"{token.text}, {tokens[last + 1].text}" in gazetteer()
    if gap[:1] in _APOSTROPHES and gap[1:] == " ":
        return token.lower.endswith("s") and not _is_listed(token) and _leads_to_a_head(tokens, last + 1)
    return gap == "." and len(token.text) == 1


def _is_listed(token: Token) -> bool:
    return token.text in gazetteer()


def _leads_to_a_head(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the capitalised words from here on, with plain blanks between, end in a head word."""
    while at + 1 < len(tokens) and tokens[at + 1].kind == CAPITAL and tokens[at + 1].gap in BLANKS:
        at += 1
    return tokens[at].lower in words("org")


def _is_numbered(token: Token, number: Token) -> bool:
    is_short = number.text.isdigit() and len(number.text) <= 3 and number.gap in BLANKS
    if not is_short or token.kind == NUMBER or token.is_first or token.is_titled:
        return False
    return token.lower not in words("months") | words("openers") | words("weekdays") and not _is_listed(token)


def _over_joining_words(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the way over joining words to the next capital: `Institute for Security`, `Vincent van Gogh`."""
    token, joining = tokens[last], tokens[last + 1]
    if joining.gap in _APOSTROPHES and joining.text == "s":
        return 2 if token.lower in words("peoples_possessive") and _is_capital(tokens, last + 2) else 0
    if joining.gap not in BLANKS:
        return 0
    step = 2
    if joining.lower in ("of", "for", "on", "van", "von", "de") and last + 2 < len(tokens):
        step += tokens[last + 2].lower in ("the", "der", "den", "la", "los", "las")
    if not _is_capital(tokens, last + step):
        return 2 if _is_article_name(tokens, last + 1) else 0
    beyond = tokens[last + step]
    if beyond.gap not in (*BLANKS, *_APOSTROPHES, *HYPHENS):
        return 0
    if joining.lower in _AFTER_A_HEAD:
        is_head = token.lower in heads() or (joining.lower == "of" and token.lower in words("title_heads"))
        return step if is_head else 0
    if joining.lower in ("and", "in"):
        return step if _is_office(tokens, first, last, beyond=last + step) else 0
    is_name = token.kind == CAPITAL and not _is_listed(token) and not _is_listed(beyond)
    return step if joining.lower in words("particles") and is_name else 0


def _is_office(tokens: Sequence[Token], first: int, last: int, *, beyond: int) -> bool:
    """Tell whether `and` or `in` joins parts of one office: `Trade and Industry`, `Food and Drug Administration`."""
    is_portfolio = tokens[last].lower in words("portfolios")
    is_listing = any(one.lower in ("of", "for") for one in tokens[first : last + 1])
    if tokens[last + 1].lower == "in":
        return is_listing and is_portfolio
    if is_listing:
        is_both = is_portfolio or tokens[beyond].lower in words("portfolios")
        return is_both and not (_is_listed(tokens[last]) or _is_listed(tokens[beyond]))
    return is_portfolio and first == last and _leads_to_a_head(tokens, beyond)


def _is_capital(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind in (CAPITAL, ACRONYM)


def _is_article_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether an Arabic article with a hyphen begins here, as in `Bashar al-Assad`."""
    return _begins(tokens, at) and not tokens[at].is_name_like
