"""What is selected: a caret, the place it began at, and fragments set aside."""

from dataclasses import dataclass, field

from annotator.model.span import Span


@dataclass(slots=True)
class Selection:
    """A caret and an anchor, with the fragments that were selected before them."""

    anchor: int = 0
    caret: int = 0
    fragments: list[Span] = field(default_factory=list)

    @property
    def active(self) -> Span | None:
        """The range between anchor and caret, or None when they are one."""
        if self.anchor == self.caret:
            return None
        return Span(min(self.anchor, self.caret), max(self.anchor, self.caret))

    @property
    def spans(self) -> list[Span]:
        """All that is selected, in text order, overlaps merged."""
        active = self.active
        return merged([*self.fragments, active] if active else self.fragments)

    def collapse(self, offset: int) -> None:
        """Select nothing and put the caret at the offset."""
        self.anchor = self.caret = offset
        self.fragments = []

    def set_aside(self) -> None:
        """Keep the active range as a fragment, to select another one beside it."""
        self.fragments = self.spans
        self.anchor = self.caret

    def take(self, span: Span, *, forwards: bool = True) -> None:
        """Make the span the active range, the caret at its end or at its start."""
        self.anchor, self.caret = (span.start, span.end) if forwards else (span.end, span.start)


def merged(spans: list[Span]) -> list[Span]:
    """Return the spans in text order, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
