"""How much of an article is done, as the library shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many annotations an article has, by status, and how many words."""

    words: int = 0
    proposed: int = 0
    draft: int = 0
    accepted: int = 0
    rejected: int = 0
    disputed: int = 0

    @property
    def total(self) -> int:
        """All annotations but the rejected ones."""
        return self.proposed + self.draft + self.accepted + self.disputed

    @property
    def undecided(self) -> int:
        """Those that are proposed or draft."""
        return self.proposed + self.draft

    @property
    def share(self) -> float:
        """The share that is decided, 0 to 1; 0 when there is none."""
        return (self.total - self.undecided) / self.total if self.total else 0.0
