"""Claims: propositions that can be checked, apart from where and how they are reported."""

from dataclasses import dataclass

CHECK_WORTHINESS = ("", "non_factual", "unimportant_factual", "check_worthy")
FACT_CHECK_STATUSES = ("unchecked", "in_progress", "checked", "published", "not_checkable")
CLAIM_TYPES = ("event_property", "numerical", "causal", "quote", "position", "prediction")


@dataclass(frozen=True, slots=True)
class Claim:
    """The record that gathers the occurrences of one claim. `claimant` is the uid of an entity."""

    uid: str
    proposition: str = ""
    claimant: str | None = None
    claim_date: str = ""
    """ISO 8601, partial dates allowed."""
    location: str = ""
    check_worthiness: str = ""
    fact_check_status: str = "unchecked"
    types: tuple[str, ...] = ()
    note: str = ""
    merged_into: str | None = None

    def __post_init__(self) -> None:
        if self.check_worthiness not in CHECK_WORTHINESS:
            raise ValueError(f"not a check-worthiness: {self.check_worthiness}")
        if self.fact_check_status not in FACT_CHECK_STATUSES:
            raise ValueError(f"not a fact-check status: {self.fact_check_status}")
        if any(one not in CLAIM_TYPES for one in self.types):
            raise ValueError(f"not claim types: {self.types}")

    @property
    def is_bare(self) -> bool:
        """Whether nothing that a person typed would be lost with it (the claimant is kept by its occurrence)."""
        return not (self.note or self.claim_date or self.location or self.check_worthiness or self.types) and (
            self.fact_check_status == "unchecked" and self.merged_into is None
        )
