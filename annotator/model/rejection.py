"""Rejections: forms that a person has said are no entity, remembered for one text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotEntity:
    """A form that is not to be proposed again in a version of an article, with the place where it was rejected."""

    uid: str
    article: str
    version: int
    start: int
    end: int
    form: str
    rule: str = ""
    """The rule that had proposed it, empty for none."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")
        if not self.form:
            raise ValueError("a rejection needs a form")
