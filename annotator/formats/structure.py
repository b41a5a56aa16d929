"""Blocks of a document on their way to one clean text whose offsets hold: LF, no control characters, tidy blanks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.errors import ImportFileError
from annotator.model.span import Span
from annotator.model.structure import Part

TEXT_LIMIT = 20_000_000
"""Code points that the text of one document may have."""
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_HYPHENATED = re.compile("\x02[ \t]*\n?[ \t]*")
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u00ad\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile("[ \t\n]+")
_BLANK_RUN = re.compile("[ \t]+")
_TIGHT = {"item", "table"}
"""Blocks of these kinds stand on neighbouring lines when they belong together."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table row or note; `group` tells rows and items of one table or list."""

    text: str
    kind: str = ""
    level: int = 0
    group: int = 0


@dataclass(frozen=True, slots=True)
class Composed:
    """A text, the parts of it that are more than paragraphs, and where each block begins (-1 for an empty one)."""

    text: str
    structure: tuple[Part, ...]
    starts: tuple[int, ...] = ()


def clean(text: str) -> str:
    """Return the text with LF line ends, hyphenated line ends joined and nothing in it that can't be stored."""
    text = _LINE_ENDS.sub("\n", text)
    text = _HYPHENATED.sub("", text) if "\x02" in text else text
    return _SURROGATE.sub("\ufffd", _DROPPED.sub("", text))


def one_line(text: str) -> str:
    """Return the text cleaned and with each run of blanks and line ends as one blank."""
    return _BLANKS.sub(" ", clean(text)).strip()


def tidy_lines(text: str) -> str:
    """Return the text cleaned, its line ends kept, each line without blanks around or doubled inside."""
    lines = (_BLANK_RUN.sub(" ", line).strip() for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def tidy_paragraphs(text: str) -> str:
    """Return plain text cleaned: lines as they are but for blanks at their ends, one empty line between paragraphs."""
    lines = "\n".join(line.rstrip() for line in clean(text).split("\n"))
    return re.sub("\n{3,}", "\n\n", lines).strip("\n")


def compose(blocks: Iterable[Block]) -> Composed:
    """Join blocks, already tidy, to one text: empty lines between paragraphs, none within a list or table.

    Raises ImportFileError where there is more text than any article has.
    """
    pieces: list[str] = []
    parts: list[Part] = []
    starts: list[int] = []
    length, before = 0, None
    for block in blocks:
        if not block.text.strip():
            starts.append(-1)
            continue
        gap = _gap(before, block)
        length += len(gap)
        starts.append(length)
        pieces += [gap, block.text]
        if block.kind:
            parts.append(Part(block.kind, Span(length, length + len(block.text)), block.level))
        length += len(block.text)
        before = block
        if length > TEXT_LIMIT:
            raise ImportFileError(f"it holds more than {TEXT_LIMIT // 1_000_000} million characters of text.")
    return Composed("".join(pieces), tuple(parts), tuple(starts))


def _gap(before: Block | None, block: Block) -> str:
    if before is None:
        return ""
    is_tight = block.kind in _TIGHT and (before.kind, before.group) == (block.kind, block.group)
    return "\n" if is_tight else "\n\n"
