"""Times as a reader says them."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale


def shown_time(stored: str, now: datetime | None = None) -> str:
    """Return a stored time in local words: the hour today, the day this year, else the date."""
    if not stored:
        return ""
    moment = datetime.fromisoformat(stored).astimezone()
    present = (now or datetime.now().astimezone()).astimezone()
    if moment.date() == present.date():
        return moment.strftime("%H:%M")
    if (present.date() - moment.date()).days == 1:
        return QCoreApplication.translate("when", "yesterday")
    month = QLocale().standaloneMonthName(moment.month, QLocale.FormatType.ShortFormat)
    day = f"{moment.day} {month}"
    return day if moment.year == present.year else f"{day} {moment.year}"
