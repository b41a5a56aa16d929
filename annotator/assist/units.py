"""Names inside a run: titles and sentence openers taken off, countries told from what follows them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from annotator.assist.lexicon import CITY, COUNTRY, LAND, PEOPLE, REGION, Listed, gazetteer, gazetteer_folded, words
from annotator.assist.runs import BLANKS, Run, heads, listed_length, text_of
from annotator.assist.tokens import ACRONYM, CAPITAL, CODE, NUMBER, Token

_PLACES = (CITY, COUNTRY, REGION, LAND)
_NEVER_FIRST = frozenset(("the", "a", "an", "i", "of", "and", "or", "but", "if", "it", "he", "she", "we", "they"))


@dataclass(frozen=True, slots=True)
class Unit:
    """One name: tokens `first` to `last`, the title before it, what the gazetteer says, whether a head word ends it."""

    first: int
    last: int
    title: str = ""
    listed: Listed | None = None
    is_headed: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What the splitting of a run goes by: all tokens, words that the text has in lower case, known names."""

    tokens: Sequence[Token]
    ordinary: Collection[str]
    known: dict[int, int] = field(default_factory=dict)
    """Last token of a known name by its first one."""
    alone: Collection[str] = ()
    """Headed names that the text also has without a country before them."""
    rejected: Collection[str] = ()


def units(setting: Setting, run: Run) -> Iterator[Unit]:
    """Give the names of a run, in order."""
    at, title = _without_openers(setting, run), ""
    while at <= run.last:
        length = _known_length(setting, at, run.last)
        if length:
            yield Unit(at, at + length - 1, title)
            at, title = at + length, ""
            continue
        unit = _named_unit(setting, at, run.last, title)
        if unit is not None:
            yield unit
            at, title = unit.last + 1, ""
            continue
        length = title_length(setting.tokens, at, run.last)
        if length:
            title, at = text_of(setting.tokens, at, at + length - 1), at + length
            continue
        found = _plain_unit(setting, at, run.last, title)
        if found is not None:
            yield found
        at, title = (found.last if found else at) + 1, ""


def is_ordinary(setting: Setting, token: Token) -> bool:
    """Tell whether a word is an ordinary one that may have its capital from its place only."""
    if token.kind != CAPITAL:
        return token.kind == ACRONYM and token.lower in words("ordinary_acronyms")
    return token.lower in words("openers") or token.lower in setting.ordinary


def _without_openers(setting: Setting, run: Run) -> int:
    """Return the first token that is no opener; an opener may follow another (`Even Critics`)."""
    at, is_start = run.first, True
    while at <= run.last:
        token = setting.tokens[at]
        is_start = is_start and (token.is_first or at > run.first)
        if listed_length(setting.tokens, at, run.last) or _known_length(setting, at, run.last):
            return at
        if title_length(setting.tokens, at, run.last) and token.lower not in words("openers"):
            return at
        if _headed_length(setting, at, run.last) > 1 and token.lower not in _NEVER_FIRST | words("openers"):
            return at
        if not (token.lower in _NEVER_FIRST or (is_start and is_ordinary(setting, token))):
            return at
        at += 1
    return at


def _known_length(setting: Setting, at: int, last: int) -> int:
    """Return the tokens of a known name that begins here, 0 for none and for one inside a longer name."""
    end = setting.known.get(at)
    if end is None or end > last:
        return 0
    is_inside = (end == at and _goes_on(setting, at + 1, last)) or _headed_length(setting, at, last) > end - at + 1
    return 0 if is_inside else end - at + 1


@cache
def _title_words() -> frozenset[str]:
    return words("titles") | words("portfolios")


def title_length(tokens: Sequence[Token], at: int, last: int) -> int:
    """Return how many tokens from here on are a title or a role, with what it is of; 0 for none."""
    allowed, length = _title_words(), 0
    for index in range(at, last + 1):
        token = tokens[index]
        if token.lower not in allowed or (index > at and token.gap not in (*BLANKS, ". ", "-")):
            break
        if token.lower in words("title_heads"):
            length = index - at + 1
    if not length:
        return 0
    return length + _length_of_office(tokens, at + length, last)


def _length_of_office(tokens: Sequence[Token], at: int, last: int) -> int:
    """Return the tokens of `of State` or `of Trade and Industry`; of `of the` alone before a name."""
    if at > last or tokens[at].lower != "of":
        return 0
    index = at + 1
    while index <= last and tokens[index].lower == "the":
        index += 1
    while index <= last and (tokens[index].lower == "and" or tokens[index].lower in words("portfolios")):
        index += 1
    return index - at


def _named_unit(setting: Setting, at: int, last: int, title: str) -> Unit | None:
    """Return the headed name or listed form that begins here, None where neither does."""
    tokens = setting.tokens
    listed = listed_length(tokens, at, last)
    headed = _headed_length(setting, at, last)
    if headed and _goes_on(setting, at + headed, last) and _is_weak_head(tokens[at + headed - 1]):
        headed = 0
    is_person = bool(title) and headed > 0 and _is_weak_head(tokens[at + headed - 1])
    if headed > max(listed, 1, title_length(tokens, at, last)) and not is_person:
        rest = text_of(tokens, at + listed, at + headed - 1) if listed else ""
        if text_of(tokens, at, at + headed - 1) not in setting.rejected and rest not in setting.alone:
            return Unit(at, at + headed - 1, is_headed=True)
    if not listed:
        return _shouted_place(tokens, at)
    found = gazetteer()[text_of(tokens, at, at + listed - 1)]
    if listed == 1 and _is_given_name(setting, at, last, found):
        return None
    return Unit(at, at + listed - 1, listed=found)


def _shouted_place(tokens: Sequence[Token], at: int) -> Unit | None:
    """Return a listed place set in capitals, as at the head of a report."""
    token = tokens[at]
    found = gazetteer_folded().get(token.text.lower()) if token.kind == ACRONYM and len(token.text) > 3 else None
    return Unit(at, at, listed=found) if found is not None else None


def _goes_on(setting: Setting, at: int, last: int) -> bool:
    """Tell whether a plain capitalised word follows a name that seemed to end."""
    if at > last or setting.tokens[at].kind != CAPITAL or setting.tokens[at].is_titled:
        return False
    return not _is_boundary(setting, at, last) and not title_length(setting.tokens, at, last)


def _is_weak_head(token: Token) -> bool:
    return token.lower in words("facility") | words("location") | words("political")


def _is_given_name(setting: Setting, at: int, last: int, listed: Listed) -> bool:
    """Tell whether a place's name is likely a person's first one here: one plain name follows it."""
    if listed.kind not in _PLACES or at == last:
        return False
    following = setting.tokens[at + 1]
    if following.kind != CAPITAL or following.gap not in BLANKS or following.is_titled:
        return False
    if listed_length(setting.tokens, at + 1, last) or title_length(setting.tokens, at + 1, last):
        return False
    return not is_ordinary(setting, following) and following.lower not in heads()


def _headed_length(setting: Setting, at: int, last: int) -> int:
    """Return the length of the name from here to its last head word, with what follows `of` or `for`; 0 for none."""
    tokens, length = setting.tokens, 0
    for index in range(at, last + 1):
        token = tokens[index]
        if index > at and _is_boundary(setting, index, last):
            break
        if token.lower in heads() and token.kind == CAPITAL:
            length = index - at + 1
            if index < last and tokens[index + 1].lower in ("of", "for", "on"):
                return _to_the_end(setting, index + 2, last) - at + 1
            if index < last and (tokens[index + 1].kind == NUMBER or tokens[index + 1].lower in words("suffixes")):
                length += 1
    return length


def _to_the_end(setting: Setting, at: int, last: int) -> int:
    index = at
    while index < last and not (setting.tokens[index].is_name_like and title_length(setting.tokens, index + 1, last)):
        index += 1
    return index


def _is_boundary(setting: Setting, index: int, last: int) -> bool:
    """Tell whether a name can't go on here: a people, a known name, a title before someone, a code or an acronym."""
    token = setting.tokens[index]
    if token.kind in (CODE, ACRONYM):
        return token.lower not in words("suffixes")
    if setting.known.get(index, index) > index:
        return True
    listed = listed_length(setting.tokens, index, last)
    if listed and gazetteer()[text_of(setting.tokens, index, index + listed - 1)].kind == PEOPLE:
        return True
    length = title_length(setting.tokens, index, last)
    return bool(length) and token.lower not in heads() and index + length <= last


def _plain_unit(setting: Setting, at: int, last: int, title: str) -> Unit | None:
    """Return the name from here to the next boundary, without joining words at its end."""
    tokens, end = setting.tokens, at
    while end < last and not _is_boundary(setting, end + 1, last):
        end += 1
    while end > at and not (tokens[end].is_name_like or tokens[end].text[0].isdigit()):
        end -= 1
    while end > at and tokens[end].lower in words("title_heads") - heads():
        end -= 1
    is_name = tokens[at].is_name_like or tokens[end].is_name_like
    is_wanted = bool(title) or tokens[at].lower not in _NEVER_FIRST
    return Unit(at, end, title) if is_name and is_wanted else None
