"""Offsets at the border to software that counts UTF-16 units: everywhere else they are code points."""

import re
from array import array
from bisect import bisect_left

_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")


class Utf16Map:
    """Translates offsets of one text between code points and UTF-16 units."""

    __slots__ = ("_length", "_places", "_units")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        places = () if text.isascii() else (found.start() for found in _ASTRAL.finditer(text))
        self._places = array("q", places)
        self._units = array("q", (place + index for index, place in enumerate(self._places)))

    @property
    def is_identity(self) -> bool:
        """Whether both ways of counting agree for the whole text."""
        return not self._places

    @property
    def units(self) -> int:
        """The text's length in UTF-16 units."""
        return self._length + len(self._places)

    def to_utf16(self, offset: int) -> int:
        """Return the UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._places, offset) if self._places else offset

    def to_code_points(self, unit: int) -> int:
        """Return the code point offset of a UTF-16 offset; the middle of a surrogate pair counts as its start."""
        return unit - bisect_left(self._units, unit) if self._units else unit
