"""Dates as articles write them: ISO 8601, or a day with the name of its month in the larger European languages."""

import re
from datetime import date

_ISO = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)(?:-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_SIGNS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_MONTHS = (
    "jan january januar janvier enero gennaio janeiro januari ene janv января",
    "feb february februar février febrero febbraio fevereiro februari févr февраля",
    "mar march märz mars marzo março maart mrz марта",
    "apr april avril abril aprile avr abr апреля",
    "may mai mayo maggio maio mei мая",
    "jun june juni juin junio giugno junho июня",
    "jul july juli juillet julio luglio julho juil июля",
    "aug august août agosto augustus ago августа",
    "sep sept september septembre septiembre settembre setembro сентября",
    "oct okt october oktober octobre octubre ottobre outubro октября",
    "nov november novembre noviembre novembro ноября",
    "dec dez december dezember décembre diciembre dicembre dezembro déc dic декабря",
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAMED = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"(?<!\w)(\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?({_NAMED})\.?,?\s+(?:de\s+)?(\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"(?<!\w)({_NAMED})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")


def iso_date(text: str) -> str:
    """Return the date in the text if it is written as ISO 8601, partial dates allowed, else nothing."""
    found = _ISO.search(text)
    if not found:
        return ""
    parts = [part for part in found.groups() if part]
    return "-".join(parts) if len(parts) < 3 else _day(*(int(part) for part in parts))


def written_date(text: str) -> str:
    """Return the first day in the text that is written out, as ISO 8601, else nothing."""
    text = text.casefold()
    if found := _DAY_FIRST.search(text):
        return _day(int(found[3]), _NUMBERS[found[2]], int(found[1]))
    if found := _MONTH_FIRST.search(text):
        return _day(int(found[3]), _NUMBERS[found[1]], int(found[2]))
    if found := _SIGNS.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    return ""


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if year >= 1500 else ""
    except ValueError:
        return ""
