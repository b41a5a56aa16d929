"""Entities: who or what the mentions stand for."""

import re
from dataclasses import dataclass

_QID = re.compile(r"Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place or thing with its names."""

    uid: str
    label: str
    name: str
    qid: str = ""
    description: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()
    merged_into: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("an entity needs a name")
        if self.qid and not _QID.fullmatch(self.qid):
            raise ValueError(f"not a Wikidata identifier: {self.qid}")

    @property
    def is_bare(self) -> bool:
        """Whether nothing but the name has been filled in."""
        return not (self.qid or self.description or self.note or self.aliases or self.merged_into)
