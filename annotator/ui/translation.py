"""Mark texts of tables for translation: `lupdate -tr-function-alias QT_TRANSLATE_NOOP+=N_` collects them."""

from PySide6.QtCore import QCoreApplication, QLocale


def N_(context: str, text: str) -> str:
    """Return the text as it stands; `translated` turns it into the window's language when it is shown."""
    return text


def translated(context: str, text: str) -> str:
    """Return a marked text in the language of the window."""
    return QCoreApplication.translate(context, text)


def counted(context: str, one: str, many: str, *, count: int) -> str:
    """Return the sentence for one or for many, its `{0}` replaced by the count in the locale's digits."""
    return translated(context, one if count == 1 else many).format(QLocale().toString(count))
