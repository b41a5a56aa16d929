"""Names: the proper name in a noun phrase, and the names of a stretch of text."""

from collections.abc import Sequence

from annotator.assist.claims.grammar import (
    AUXILIARIES,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    INTERROGATIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    is_adverb,
    is_finite,
)
from annotator.assist.claims.lexicon import Lexicon
from annotator.assist.claims.marks import quotations
from annotator.assist.claims.passage import Token, tokenise
from annotator.model.span import Span

_PRONOUNS = frozenset("he she his her him it its they their them i we you".split())
_NEVER = DETERMINERS | PREPOSITIONS | SUBORDINATORS | INTERROGATIVES | COORDINATORS | DAYS
BODIES = frozenset(
    (
        "ministry department university bank house institute office council board bureau court union republic city "
        "church chamber federation association centre center society party academy school college agency museum "
        "league guild order state secretary organisation organization committee commission alliance group friends "
        "doctors reporters bishop duke"
    ).split()
)
_PARTICLES = frozenset("van von de der den del della di da dos du la le el al bin ibn ten ter zu af av".split())
_DEMONYMS = ("ese", "ish", "ian", "ean", "ch")


def head_of(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens before the first comma, relative pronoun or preposition that joins no name."""
    head: list[Token] = []
    for index, token in enumerate(tokens):
        if not token.is_word or token.low in RELATIVES:
            if token.low == "'s" and index + 1 < len(tokens):
                head.clear()
                continue
            break
        if token.low in PREPOSITIONS | {"and"} and not (token.is_capital and index) and not _joins(head, tokens, index):
            return head if token.low != "and" else []
        head.append(token)
    return head


def _joins(head: list[Token], tokens: Sequence[Token], index: int) -> bool:
    """Tell whether `of`, `for` or `and` is part of a name: Ministry of Health."""
    following = [token for token in tokens[index + 1 : index + 3] if token.low not in DETERMINERS]
    if tokens[index].low not in ("of", "for", "and", "on") or not following or not following[0].is_capital:
        return False
    return (
        bool(head)
        and head[-1].is_capital
        and (any(token.low in BODIES for token in head if token.is_capital) and not _is_titled(head, tokens[index]))
    )


def _is_titled(head: list[Token], joiner: Token) -> bool:
    return joiner.low == "and" and len(head) == 1


def name_in(head: list[Token], text: str, lexicon: Lexicon) -> str:
    """Return the proper name at the end of a head, without titles and demonyms before it."""
    end = len(head)
    start = end
    while start and (head[start - 1].is_capital or _is_linked(head, start - 1, end)):
        start -= 1
    while start < end and not head[start].is_capital:
        start += 1
    run = head[start:end]
    cut = max((n + 1 for n, token in enumerate(run) if _is_title(token, run, n, lexicon=lexicon)), default=0)
    opens = start == 0 and text[max(0, head[0].start - 4) : head[0].start].rstrip()[-1:] != "," if head else False
    run = run[cut:]
    while run and run[0].low in DETERMINERS:
        run = run[1:]
    if not run or (opens and len(run) == 1 and not cut and _is_common(run[0], head, lexicon)):
        return ""
    if len(run) == 1 and _is_no_name(run[0], lexicon):
        return ""
    return text[run[0].start : run[-1].end]


def _is_no_name(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a capitalised word alone is a function word or somebody unnamed."""
    low = token.low
    return len(low) == 1 or low in lexicon.unnamed or low in lexicon.negators or low in _PRONOUNS or low in _NEVER


def _is_linked(head: list[Token], index: int, end: int) -> bool:
    """Tell whether a small word stands inside a name: van, of, al."""
    if index + 1 >= end or not head[index + 1].is_capital or index == 0 or not head[index - 1].is_capital:
        return False
    return head[index].low in _PARTICLES or head[index].low in ("of", "for", "and", "the", "on")


def _is_title(token: Token, run: list[Token], index: int, *, lexicon: Lexicon) -> bool:
    """Tell whether a capitalised word is a title or an occupation before a name."""
    low = token.low.rstrip(".")
    if index == len(run) - 1 or low in BODIES - {"secretary", "bishop", "duke"} and run[index + 1].low in ("of", "for"):
        return False
    if low in ("of", "state") and index and run[0].low == "secretary":
        return True
    if low in lexicon.titles:
        return not _is_body_after(run, index)
    return False


def _is_body_after(run: list[Token], index: int) -> bool:
    return run[-1].low in BODIES and index < len(run) - 1


def _is_common(token: Token, head: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether a word that opens a sentence is probably no name: a plural, a title, somebody unnamed."""
    low = token.low
    if low in lexicon.unnamed or low in lexicon.titles or low in DETERMINERS or low in _PRONOUNS:
        return True
    return len(head) == 1 and low.endswith("s") and not low.endswith(("ss", "us", "is")) and low not in ("reuters",)


def apposed(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> str:
    """Return the name in an apposition: the director, Tor Askeland."""
    commas = [n for n, token in enumerate(tokens) if token.low == ","]
    if not commas:
        return ""
    rest = head_of(tokens[commas[0] + 1 :])
    if not rest or rest[0].low in DETERMINERS or not rest[0].is_capital:
        return ""
    return name_in(rest, text, lexicon)


def names_in(text: str, span: Span, lexicon: Lexicon) -> list[tuple[Span, str]]:
    """Return the runs of capitalised words in a range, in order, titles cut off."""
    tokens = tokenise(text, span, quotations(text, span.start, span.end))
    found: list[tuple[Span, str]] = []
    index = 0
    while index < len(tokens):
        end = index
        while end < len(tokens) and tokens[end].is_word and tokens[end].is_capital:
            end += 1
        run = list(tokens[index:end])
        if run:
            name = name_in(run, text, lexicon)
            if name and name.casefold() not in DAYS and not _is_lone_opener(tokens, index, run):
                start = text.rfind(name, span.start, run[-1].end)
                found.append((Span(max(start, span.start), run[-1].end), name))
        index = max(end, index + 1)
    return found


def _is_plain_noun(token: Token) -> bool:
    """Tell whether a small word after a name is a noun that the name only qualifies: the Velm union."""
    low = token.low
    if not token.is_word or low in PREPOSITIONS or low in _NEVER or is_adverb(low) or low in RELATIVES:
        return False
    return not is_finite(low) and not low.endswith("s") and low not in AUXILIARIES


def _is_lone_opener(tokens: Sequence[Token], index: int, run: list[Token]) -> bool:
    """Tell whether a single capitalised word only opens its sentence, or is an adjective before a noun."""
    before = tokens[index - 1].low if index else "."
    following = tokens[index + len(run)] if index + len(run) < len(tokens) else None
    if len(run) == 1 and following is not None and _is_plain_noun(following):
        return True
    return (
        len(run) == 1
        and (before in (".", "?", "!") or run[0].low.endswith(_DEMONYMS))
        and (
            index + 1 >= len(tokens)
            or not tokens[index + 1].is_word
            or tokens[index + 1].is_capital
            or run[0].low.endswith(_DEMONYMS)
            or run[0].low in PREPOSITIONS
            or run[0].low in DETERMINERS
        )
    )
