"""The value a proposal is: the spans and fields of one claim, not yet stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from annotator.model.annotation import ENDORSEMENTS, MODALITIES, POLARITIES, QUOTE_TYPES, VOICES
from annotator.model.span import Span

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as it could be captured. `parent` is the place, in the same list, of the claim that it is nested in."""

    content: Spans
    cue: Spans = ()
    source: Spans = ()
    claimant_entity: str | None = None
    claimant_name: str = ""
    quote_type: str = "indirect"
    voice: str = "attributed"
    parent: int | None = None
    modality: str = "asserted"
    polarity: str = "positive"
    endorsement: str = "neutral"
    why: str = ""
    alternatives: Mapping[str, tuple[object, ...]] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """Other values by slot, best first: tuples of spans for content, cue and source, (uid, name) pairs for the
    claimant, words for the closed fields; the proposed value is not among them."""

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a claim needs content")
        closed = (
            (self.quote_type, QUOTE_TYPES),
            (self.voice, VOICES),
            (self.modality, MODALITIES),
            (self.polarity, POLARITIES),
            (self.endorsement, ENDORSEMENTS),
        )
        for value, allowed in closed:
            if value not in allowed:
                raise ValueError(f"{value!r} is not one of {', '.join(allowed)}")
        if (self.voice == "nested") != (self.parent is not None):
            raise ValueError("a nested claim, and no other, has a parent")

    @property
    def start(self) -> int:
        """Where the first of its spans begins."""
        return min(span.start for span in self.content + self.cue + self.source)

    def covers(self, offset: int) -> bool:
        """Tell whether one of its spans holds or touches the offset."""
        return any(span.start <= offset <= span.end for span in self.content + self.cue + self.source)
