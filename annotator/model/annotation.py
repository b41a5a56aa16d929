"""Annotations: an entity mention or the occurrence of a claim, tagged in one version of an article."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.span import Span

KINDS = ("entity", "claim")
STATUSES = ("proposed", "draft", "accepted", "rejected", "disputed")
ORIGINS = ("manual", "propagated", "suggested", "imported")
ROLES = ("mention", "content", "cue", "source")
MENTION_FORMS = ("NAME", "NOMINAL", "PRONOMINAL")
VOICES = ("attributed", "nested", "author")
QUOTE_TYPES = ("direct", "mixed", "indirect", "none")
MODALITIES = ("asserted", "hedged", "denied", "questioned", "intended", "directive", "evaluated")
POLARITIES = ("positive", "negative")
ENDORSEMENTS = ("neutral", "endorses", "distances")
STANCES = ("", "favor", "against", "neutral")
LINK_RULES = ("exact", "alias", "surname", "acronym", "demonym", "chosen", "new", "imported")
PIECE_SEPARATOR = " […] "


@dataclass(frozen=True, slots=True)
class Piece:
    """One span of an annotation, the role it plays and the exact text it covers."""

    role: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"not a role: {self.role}")
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")
        if len(self.quote) != self.end - self.start:
            raise ValueError(f"the quote has {len(self.quote)} characters, its span {self.end - self.start}")

    @property
    def span(self) -> Span:
        """The range as a value of its own."""
        return Span(self.start, self.end)


def pieces_of(text: str, role: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """Cut the spans out of the text, sorted by place; raises ValueError for one past the end."""
    return tuple(Piece(role, span.start, span.end, span.of(text)) for span in sorted(set(spans)))


@dataclass(frozen=True, slots=True)
class Mention:
    """Which entity a mention stands for, in what form, and the rule that linked it."""

    entity: str | None = None
    form: str = "NAME"
    link_rule: str = ""

    def __post_init__(self) -> None:
        if self.form not in MENTION_FORMS:
            raise ValueError(f"not a mention form: {self.form}")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """How an article reports a claim. `claim` is the record it belongs to, `parent` the annotation it is nested in."""

    claim: str
    voice: str = "attributed"
    parent: str | None = None
    quote_type: str = "indirect"
    modality: str = "asserted"
    polarity: str = "positive"
    endorsement: str = "neutral"
    stance: str = ""
    stance_target: str | None = None

    def __post_init__(self) -> None:
        for value, allowed in (
            (self.voice, VOICES),
            (self.quote_type, QUOTE_TYPES),
            (self.modality, MODALITIES),
            (self.polarity, POLARITIES),
            (self.endorsement, ENDORSEMENTS),
            (self.stance, STANCES),
        ):
            if value not in allowed:
                raise ValueError(f"{value!r} is not one of {', '.join(allowed)}")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One tagged thing. `article` and `version` say in which text; `label` and the authors are uids."""

    uid: str
    article: str
    version: int
    kind: str
    label: str
    pieces: tuple[Piece, ...]
    """At least one `mention` (entity) or `content` (claim) piece; sorted by role, then place."""
    status: str = "accepted"
    origin: str = "manual"
    origin_ref: str = ""
    confidence: float | None = None
    annotation_set: str = "working"
    note: str = ""
    created_by: str | None = None
    created_at: str = ""
    updated_by: str | None = None
    updated_at: str = ""
    mention: Mention | None = None
    occurrence: Occurrence | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.status not in STATUSES or self.origin not in ORIGINS:
            raise ValueError(f"not an annotation: {self.kind}, {self.status}, {self.origin}")
        is_entity = self.kind == "entity"
        if (self.mention is not None) is not is_entity or (self.occurrence is None) is not is_entity:
            raise ValueError("an entity annotation has a mention, a claim annotation an occurrence, and only that")
        roles = {piece.role for piece in self.pieces}
        if self.main_role not in roles:
            raise ValueError(f"an annotation of kind {self.kind} needs a span of role {self.main_role}")
        if is_entity and len(roles) > 1:
            raise ValueError("an entity annotation has mention spans only")
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence is between 0 and 1, not {self.confidence}")

    @property
    def main_role(self) -> str:
        """The role whose spans are the annotation's text: `mention` or `content`."""
        return "mention" if self.kind == "entity" else "content"

    def spans(self, role: str | None = None) -> list[Span]:
        """Return the spans of a role (by default the main one), in text order."""
        wanted = role or self.main_role
        return [piece.span for piece in self.pieces if piece.role == wanted]

    def text(self, role: str | None = None) -> str:
        """Return the quotes of a role (by default the main one), pieces joined by ` […] `."""
        wanted = role or self.main_role
        if len(self.pieces) == 1:
            return self.pieces[0].quote if self.pieces[0].role == wanted else ""
        return PIECE_SEPARATOR.join(piece.quote for piece in self.pieces if piece.role == wanted)

    @property
    def quote(self) -> str:
        """The text of the main role."""
        return self.text()

    @property
    def start(self) -> int:
        """Start of the main role's first span."""
        if len(self.pieces) == 1:
            return self.pieces[0].start
        return min(piece.start for piece in self.pieces if piece.role == self.main_role)

    @property
    def end(self) -> int:
        """End of the main role's last span."""
        if len(self.pieces) == 1:
            return self.pieces[0].end
        return max(piece.end for piece in self.pieces if piece.role == self.main_role)

    @property
    def envelope(self) -> Span:
        """The smallest span that covers the pieces of every role."""
        return Span(min(piece.start for piece in self.pieces), max(piece.end for piece in self.pieces))

    @property
    def is_decided(self) -> bool:
        """Whether a person has settled it: neither proposed nor draft."""
        return self.status not in ("proposed", "draft")


def arranged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces in stored order: by role as in `ROLES`, then by place."""
    return tuple(sorted(pieces, key=lambda piece: (ROLES.index(piece.role), piece.start, piece.end)))


TRANSITIONS: dict[str, tuple[str, ...]] = {
    "proposed": ("accepted", "draft", "rejected"),
    "draft": ("accepted", "rejected", "disputed"),
    "accepted": ("draft", "disputed"),
    "rejected": ("draft",),
    "disputed": ("accepted", "rejected", "draft"),
}
"""Where a status may go: accept, edit, reject, dispute, resolve, reopen."""
