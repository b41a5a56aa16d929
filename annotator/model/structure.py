"""What a text is made of beside plain paragraphs: headings, list items, quotations, tables, notes, code."""

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
