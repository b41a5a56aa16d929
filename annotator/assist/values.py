"""Dates, money, percentages and quantities: found by their shape."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from annotator.assist.lexicon import words
from annotator.model.span import Span

_NUMBER = r"(?:\p{Nd}{1,3}(?:[, \u00a0\u202f]\p{Nd}{3})+|\p{Nd}+)(?:[.,]\p{Nd}+)?"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|mn|bn|tn)"
_SPELLED = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety)"
)
_AMOUNT = rf"(?:{_NUMBER}(?:[ \u00a0-]{_SCALE})?|{_SPELLED}[ -]{_SCALE})"
_YEAR = r"(?:1[5-9]|20)\p{Nd}{2}"


@dataclass(frozen=True, slots=True)
class Value:
    """A date, an amount or a measure: where it stands, its label, its rule and why."""

    span: Span
    label: str
    rule: str
    why: str


def values(text: str) -> list[Value]:
    """Return what has the shape of a value, in text order and without overlaps; longer ones first."""
    found = sorted(_all(text), key=lambda one: (one.span.start, -one.span.end))
    kept: list[Value] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return kept


def _all(text: str) -> Iterator[Value]:
    for label, rule, why, pattern in _patterns():
        for match in pattern.finditer(text):
            yield Value(Span(*match.span("value")), label, rule, why)


@cache
def _patterns() -> tuple[tuple[str, str, str, regex.Pattern[str]], ...]:
    money = rf"(?<!\w)(?<value>(?:US|A|C|NZ|HK)?[$€£¥₹₽₺₴] ?{_AMOUNT}|{_AMOUNT}[ \u00a0-]{_of('currencies')})(?!\w)"
    percent = rf"(?<![\w.])(?<value>{_AMOUNT}(?: ?%|[ -]per ?cent\b|[ -]percentage points?\b))"
    unit = rf"(?:[ \u00a0-](?:square|cubic|nautical))?[ \u00a0-]{_of('units')}"
    quantity = rf"(?<![\w$€£.-])(?<value>{_AMOUNT}{unit})(?!\w)"
    return (
        ("MONEY", "money", "A number with a currency.", regex.compile(money)),
        ("PERCENT", "percent", "A number with a percent sign or word.", regex.compile(percent)),
        ("QUANTITY", "quantity", "A number with a unit of measure.", regex.compile(quantity)),
        *(("DATE", "date", "A day, month or year.", regex.compile(pattern)) for pattern in _dates()),
    )


def _of(name: str) -> str:
    return "(?:" + "|".join(sorted(map(regex.escape, words(name)), key=len, reverse=True)) + ")"


def _dates() -> Iterator[str]:
    full = [one.capitalize() for one in words("months") if len(one) > 4 or one in ("june", "july", "may")]
    short = [one.capitalize() for one in words("months") if one.capitalize() not in full]
    month = rf"(?:(?:{'|'.join(full)})\b|(?:{'|'.join(short)})\b\.?)"
    sure = "(?:" + "|".join(one for one in full if one not in ("March", "May")) + ")"
    day = r"(?:3[01]|[12]\p{Nd}|0?[1-9])(?:st|nd|rd|th)?"
    weekday = "(?:" + "|".join(one.capitalize() for one in words("weekdays") if len(one) > 5) + ")"
    before = r"(?:(?i:in|since|until|till|by|of|last|next|this|from|early|late|mid|during|before|after|to|for|and|end))"
    yield rf"\b(?<value>(?:{weekday},? )?{day} (?:of )?{month}(?:,? {_YEAR})?)(?!\w)"
    yield rf"\b(?<value>(?:{weekday},? )?{month} {day}(?:[-–]{day})?(?:,? {_YEAR})?)(?!\w)"
    yield rf"\b(?<value>{month},? (?:of )?{_YEAR})(?!\w)"
    yield rf"\b(?<value>{sure})(?!\w)"
    yield rf"\b{before}[ -](?<value>March|May)(?!\w)"
    yield rf"\b(?<value>{weekday})s?(?!\w)"
    written = rf"\p{{Nd}}{{4}}-\p{{Nd}}{{2}}-\p{{Nd}}{{2}}|\p{{Nd}}{{1,2}}[./]\p{{Nd}}{{1,2}}[./]{_YEAR}"
    yield rf"(?<![\w.,/-])(?<value>{written})(?![\w/])"
    yield rf"(?<![\w$€£.,/-])(?<value>{_YEAR}[-–](?:{_YEAR}|\p{{Nd}}{{2}}))(?![\w%])"
    yield r"\b(?<value>(?:1[5-9]|20)\p{Nd}0s)(?!\w)"
    yield rf"(?<![\w$€£.,/-])(?<value>{_YEAR})(?![\w%]|[.,:]\p{{Nd}}|[ -]{_of('units')}\b)"
