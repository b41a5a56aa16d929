"""Folding: the form in which names and texts are compared and searched."""

import unicodedata

_CJK = (
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)


def fold(text: str) -> str:
    """Return the text without case, diacritics and compatibility forms (NFKD, marks dropped, dotless i as i)."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    marks = {ord(char): None for char in set(plain) if unicodedata.category(char) == "Mn"}
    kept = plain.translate(marks) if marks else plain
    return unicodedata.normalize("NFKC", kept).replace("ı", "i")


def key_of(name: str) -> str:
    """Return the key under which a name is looked up: folded, with single blanks."""
    return " ".join(fold(name).split())


def _is_cjk(char: str) -> bool:
    code = ord(char)
    return any(low <= code <= high for low, high in _CJK)


def for_index(text: str) -> str:
    """Return the folded text with blanks between CJK characters, which have no word borders of their own."""
    folded = fold(text)
    if folded.isascii() or not any(map(_is_cjk, set(folded))):
        return folded
    return "".join(f" {char} " if _is_cjk(char) else char for char in folded)
