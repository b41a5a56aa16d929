"""Sentence ends: where a sentence stops and where a full stop belongs to an abbreviation."""

import re
from collections.abc import Iterator

LOOK_BACK = 24
_ENDS = re.compile(r"""[.!?…‽؟۔।॥。！？｡]++["'”’»›)\]}」』）]*+""")
_SOLID = re.compile(r"\S")
_OPENERS = "\"'“‘«‹([{„‚「『（¿¡—–-•*"
_WITHOUT_BLANK = "。！？｡"


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ALWAYS_BEFORE_A_NAME = _listed(
    "adm amb atty ave brig capt cdr cmdr col cpl dr fr gen gens gov govs hon lt ltd maj messrs mlle mme mr mrs ms "
    "mt mx no nos nr pfc pp pres prof pvt rep reps rev sec sen sens sgt sr st ste supt treas vs v viz cf ca approx "
    "fig figs art vol vols ch ed eds trans dept est hr hrs min sq z.b d.h u.a bzw ggf usw vgl abs mio mrd"
)
_SOMETIMES_LAST = _listed(
    "inc corp co bros jr esq etc jan feb apr jun jul aug sept sep oct nov mon tue tues wed thu thur thurs fri u.s "
    "u.n u.k e.u u.s.a d.c l.a n.y a.m p.m b.c a.d ph.d m.d b.a m.a i.e e.g ft lb oz kg km cm mm tel ext calif conn "
    "mich minn ariz fla okla tenn tex penn"
)
_OPENS_A_SENTENCE = _listed(
    "a after again all also although an and another are as at because before both but by can could despite did do "
    "does during each earlier even every few finally first for from had has have he her here his how however i if "
    "in instead it its last later many may meanwhile more moreover most my neither nevertheless no nobody none not "
    "nothing now of officials on once one only or other our over perhaps she should similarly since so some still "
    "such than that the their then there therefore these they this those though through thus to today under unlike "
    "until we what when where whether which while who why will with without would yet you your yesterday"
)
_MONTHS_AFTER_A_DAY = _listed(
    "januar jänner februar märz april mai juni juli august september oktober november dezember januara februara "
    "ledna února března dubna května června července srpna září října listopadu prosince"
)


def sentence_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (end of a sentence, start of the next) inside a paragraph; each decision looks a bounded way around."""
    for found in _ENDS.finditer(text, start, end):
        following = _SOLID.search(text, found.end(), end)
        if following is None:
            return
        if _is_end(text, found.start(), found.end(), after=following.start(), start=start):
            yield found.end(), following.start()


def _is_end(text: str, at: int, stop: int, *, after: int, start: int) -> bool:
    if after == stop:
        return text[at] in _WITHOUT_BLANK
    following = text[after]
    if following.islower() or following in ",;:":
        return False
    if text[at:stop] != ".":
        return True
    return not _is_abbreviation(text, at, after=after, start=start)


def _is_abbreviation(text: str, at: int, *, after: int, start: int) -> bool:
    before = text[max(start, at - LOOK_BACK) : at].rsplit(None, 1)
    word = before[-1].lstrip("\"'“‘«([{„—–-") if before and not text[at - 1].isspace() else ""
    folded = word.casefold().replace("’", "'")
    following = _word_from(text, after)
    if not folded:
        return False
    if folded.isdigit():
        return _is_number(text, at, len(word), following=following, start=start)
    if len(folded) == 1:
        return word.isalpha() and word.lower() != word.upper()
    if folded in _ALWAYS_BEFORE_A_NAME:
        return folded not in ("no", "ed", "art", "min", "fig", "ch") or following[:1].isdigit()
    if folded in _SOMETIMES_LAST or _is_dotted(folded):
        return following.casefold() not in _OPENS_A_SENTENCE
    return False


def _is_number(text: str, at: int, digits: int, *, following: str, start: int) -> bool:
    """Tell whether `1.` opens a list entry, or stands before a month as a day does in some languages."""
    if digits <= 2 and following.casefold() in _MONTHS_AFTER_A_DAY:
        return True
    before = text[max(start, at - digits - LOOK_BACK) : at - digits].rstrip()
    reaches_the_start = at - digits - LOOK_BACK <= start
    return digits <= 3 and ((not before and reaches_the_start) or before[-1:] in tuple(".!?…"))


def _is_dotted(word: str) -> bool:
    parts = word.split(".")
    return len(parts) > 1 and all(len(part) == 1 for part in parts)


def _word_from(text: str, at: int) -> str:
    """Return the word that begins here, opening quotes and brackets aside, cut after the look-back's length."""
    near = text[at : at + LOOK_BACK].lstrip(_OPENERS).split(None, 1)
    return near[0].rstrip(".,;:!?\"'”’)") if near else ""
