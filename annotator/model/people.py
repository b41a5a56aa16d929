"""Annotators and what they decided: who did it, and the trail of reviews."""

from dataclasses import dataclass

ANNOTATOR_KINDS = ("human", "rule", "model", "import")


@dataclass(frozen=True, slots=True)
class Annotator:
    """A person, rule, model or import that makes annotations."""

    uid: str
    name: str
    kind: str = "human"
    version: str = ""

    def __post_init__(self) -> None:
        if self.kind not in ANNOTATOR_KINDS or not self.name.strip():
            raise ValueError(f"not an annotator: {self.name!r}, {self.kind}")


@dataclass(frozen=True, slots=True)
class Review:
    """One change of an annotation's status. `annotation` and `reviewer` are uids."""

    uid: str
    annotation: str
    reviewer: str
    from_status: str
    to_status: str
    reason: str = ""
    comment: str = ""
    created_at: str = ""
