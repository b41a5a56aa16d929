"""Tell in which direction a text is written."""

import unicodedata


def is_rtl(text: str) -> bool:
    """Tell whether the first letter with a direction runs from right to left."""
    if text.isascii():
        return False
    kinds = map(unicodedata.bidirectional, text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"
