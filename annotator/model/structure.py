"""What a text is made of beside plain paragraphs: headings, list items, quotations, tables, notes, code."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.span import Span

PART_KINDS = ("heading", "item", "quotation", "table", "note", "code")


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a text with its kind; `level` is a heading's rank or the depth of a list, else 0."""

    kind: str
    span: Span
    level: int = 0

    def __post_init__(self) -> None:
        if self.kind not in PART_KINDS:
            raise ValueError(f"not a kind of part: {self.kind}")


def packed(parts: Iterable[Part]) -> str:
    """Return the parts as one text, such as `heading:1:0..12 item:2:14..30`."""
    return " ".join(f"{part.kind}:{part.level}:{part.span.start}..{part.span.end}" for part in parts)


def unpacked(text: str) -> tuple[Part, ...]:
    """Return the parts that `packed` wrote; raises ValueError for anything else."""
    found = []
    for word in text.split():
        kind, level, span = word.split(":")
        start, end = span.split("..")
        found.append(Part(kind, Span(int(start), int(end)), int(level)))
    return tuple(found)
