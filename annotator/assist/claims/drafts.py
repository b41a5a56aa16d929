"""Drafts: claims found in a passage as ranges of its tokens, before spans and manner are settled."""

from dataclasses import dataclass

from annotator.assist.claims.lexicon import Cue
from annotator.assist.claims.passage import Passage
from annotator.assist.claims.phrases import Range


@dataclass(frozen=True, slots=True)
class Draft:
    """One claim: what is said, by which words, by whom, and the rule that saw it."""

    content: tuple[Range, ...]
    cue: tuple[Range, ...]
    source: Range | None
    entry: Cue
    shape: str
    why: str
    modality: str = ""
    is_negated: bool = False

    @property
    def ranges(self) -> tuple[Range, ...]:
        """Every range of the claim, whatever its role."""
        return (*self.content, *self.cue, *((self.source,) if self.source else ()))

    def holds(self, index: int) -> bool:
        """Tell whether the token is part of the claim."""
        return any(first <= index < last for first, last in self.ranges)

    def contains(self, other: "Draft") -> bool:
        """Tell whether the other claim lies within this one's content."""
        return all(any(a <= c and d <= b for a, b in self.content) for c, d in other.ranges)


def is_direct(passage: Passage, draft: Draft) -> bool:
    """Tell whether all of the content is quoted speech and nothing else."""
    return draft.shape in ("quote", "colon") and all(
        last == first + 1 and passage.at(first).quotation is not None for first, last in draft.content
    )
