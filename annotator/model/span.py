"""Spans: half-open ranges of an article's text, counted in code points."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of an article's text, counted in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether the other lies wholly inside this one (equal counts)."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """Return the slice of the text; raises ValueError when the span reaches past its end."""
        if self.end > len(text):
            raise ValueError(f"span {self.start}..{self.end} reaches past the text's end at {len(text)}")
        return text[self.start : self.end]


def envelope(spans: list[Span]) -> Span:
    """Return the smallest span that covers them all; raises ValueError for none."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
