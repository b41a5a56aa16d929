"""The small spaced capitals of headings."""

from PySide6.QtGui import QFont

from annotator.ui import theme


def capitals_font() -> QFont:
    """Return the interface's font in small spaced capitals."""
    font = theme.ui_font(11)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 107)
    return font
