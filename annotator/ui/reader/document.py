"""The article's text as blocks that are laid out one by one: its paragraphs, and pieces of giant ones."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import sub

from annotator.model.segments import PARAGRAPH_BREAKS, is_grapheme_stop
from annotator.model.structure import Part

LONGEST_BLOCK = 8000
DEEPEST = 6
"""Levels of lists that are shown apart."""
WORDS_AT_ONCE = 1_000_000
_LINE = re.compile(f"[^{PARAGRAPH_BREAKS}]+")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_LISTED = re.compile(r"[ \t]*(?:[-*+•–—‣◦]|\d{1,3}[.)]|>)[ \t]+(?=\S)")
_ABOUT_MARKS = frozenset("-*+•–—‣◦0123456789> \t")


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the text; `mark` is the length of a heading's `#` signs and the blanks after them."""

    number: int
    start: int
    end: int
    level: int
    mark: int
    goes_on: bool
    """Whether the next block is the rest of the same paragraph."""
    hang: int = 0
    """Length of a list's mark, such as `- ` or `2. `: further lines begin below what follows it."""
    indent: int = 0
    """How deep in lists the block is, where the text itself has no mark that says so."""


class Document:
    """A text and its blocks. Each offset belongs to one block: breaks and blank lines to the block before them."""

    def __init__(self, text: str, title: str = "", parts: Iterable[Part] = ()) -> None:
        self.text = text
        self._parts = {part.span.start: part for part in parts if part.kind in ("heading", "item")}
        self.starts = array("q")
        self.ends = array("q")
        for found in _LINE.finditer(text):
            start, end = found.span()
            if not text[start].isspace() or not text[start:end].isspace():
                self._add(start, end)
        if not self.starts:
            self.starts.append(0)
            self.ends.append(0)
        self.words = 0
        """How many words have been counted by `count_words`."""
        self._counted = 0
        self.headline = self._opens_with(title)
        """Whether the first block is the article's title, to be shown as such."""

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def is_counted(self) -> bool:
        """Whether all words are counted."""
        return self._counted == len(self.text)

    def count_words(self) -> bool:
        """Count the words of about a million further characters; True when all are counted."""
        stop = self._counted + WORDS_AT_ONCE
        while self._counted < min(stop, len(self.text)):
            blank = self.text.find(" ", self._counted + 65_536)
            end = blank if blank >= 0 else len(self.text)
            self.words += len(self.text[self._counted : end].split())
            self._counted = end
        return self.is_counted

    def block(self, number: int) -> Block:
        """Return a block by its number."""
        start, end = self.starts[number], self.ends[number]
        goes_on = number + 1 < len(self.starts) and self.starts[number + 1] == end
        level, mark = self._heading(start, end)
        if number == 0 and self.headline:
            level = 1
        hang = 0 if level else self._hang(number)
        part = self._parts.get(start)
        indent = min(DEEPEST, part.level) if part and part.kind == "item" and not hang else 0
        return Block(number, start, end, level, mark, goes_on, hang, indent)

    @cached_property
    def lengths(self) -> list[int]:
        """The length of each block."""
        return list(map(sub, self.ends, self.starts))

    @cached_property
    def special(self) -> list[int]:
        """The numbers of the blocks that may be anything but plain paragraphs; the first is one of them."""
        text, parts = self.text, self._parts
        return [
            number for number, start in enumerate(self.starts) if not number or text[start] == "#" or start in parts
        ]

    def number_at(self, offset: int) -> int:
        """Return the number of the block the offset belongs to."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def numbers_between(self, start: int, end: int) -> range:
        """Return the numbers of the blocks that a range touches."""
        return range(self.number_at(start), self.number_at(max(start, end - 1)) + 1)

    def settle(self, offset: int) -> int:
        """Return the nearest place where a caret can be seen: inside a block, between whole characters."""
        number = self.number_at(offset)
        offset = min(max(offset, self.starts[number]), self.ends[number])
        while not is_grapheme_stop(self.text, offset):
            offset -= 1
        return offset

    def _add(self, start: int, end: int) -> None:
        while end - start > LONGEST_BLOCK:
            cut = self.text.rfind(" ", start + LONGEST_BLOCK // 2, start + LONGEST_BLOCK) + 1
            cut = cut or start + LONGEST_BLOCK
            while cut > start + 1 and not is_grapheme_stop(self.text, cut):
                cut -= 1
            self._append(start, cut)
            start = cut
        self._append(start, end)

    def _append(self, start: int, end: int) -> None:
        self.starts.append(start)
        self.ends.append(end)

    def _hang(self, number: int) -> int:
        """Return the length of the mark of a list or quotation that the block begins with."""
        start, end = self.starts[number], self.ends[number]
        is_rest = number > 0 and self.ends[number - 1] == start
        if is_rest or start >= end or self.text[start] not in _ABOUT_MARKS:
            return 0
        found = _LISTED.match(self.text, start, end)
        return found.end() - start if found else 0

    def _heading(self, start: int, end: int) -> tuple[int, int]:
        part = self._parts.get(start)
        if part and part.kind == "heading":
            return min(6, max(1, part.level)), 0
        if start >= end or self.text[start] != "#":
            return 0, 0
        found = _HEADING.match(self.text, start, end)
        return (len(found.group(1)), len(found.group())) if found and found.end() < end else (0, 0)

    def _opens_with(self, title: str) -> bool:
        start, end = self.starts[0], self.ends[0]
        _, mark = self._heading(start, end)
        first = self.text[start + mark : end].rstrip("# \t")
        return bool(title) and " ".join(first.split()) == " ".join(title.split())
