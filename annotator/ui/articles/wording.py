"""What a list says of an article in words."""

from PySide6.QtCore import QDate, QLocale

from annotator.ui.articles.model import Row
from annotator.ui.translation import N_, counted

NO_BREAK = "\u00a0"
"""Keeps a number and its word on one line."""


def byline(row: Row) -> str:
    """Return where and when an article appeared and how many tags it has."""
    total = row.counts.total
    tags = counted("Articles", N_("Articles", "{0} tag"), N_("Articles", "{0} tags"), count=total) if total else ""
    parts = (row.article.outlet, shown_date(row.article.published_date), tags.replace(" ", NO_BREAK))
    return " · ".join(part for part in parts if part)


def shown_date(iso: str) -> str:
    """Return a date such as `29 Sep 2021`; a partial one is shown as far as it is known."""
    date = QDate.fromString(iso[:10], "yyyy-MM-dd")
    if date.isValid():
        return QLocale().toString(date, "d MMM yyyy")
    month = QDate.fromString(iso, "yyyy-MM")
    return QLocale().toString(month, "MMM yyyy") if month.isValid() else iso
