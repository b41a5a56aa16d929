"""Labels: the closed vocabulary that annotations are given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LABEL_KINDS = ("entity", "claim", "relation")


@dataclass(frozen=True, slots=True)
class Label:
    """One label with its definition, colour role and key."""

    uid: str
    kind: str
    key: str
    """Stable name in files, such as `PERSON`."""
    name: str
    """Name on the screen, such as `Person`."""
    label_set: str = "news"
    parent: str | None = None
    color: str = "hue-1"
    """A role, `hue-1` to `hue-12`; each theme maps it to colours."""
    shortcut: str = ""
    definition: str = ""
    include_examples: str = ""
    exclude_examples: str = ""
    position: int = 0
    archived_at: str = ""

    def __post_init__(self) -> None:
        if self.kind not in LABEL_KINDS:
            raise ValueError(f"not a label kind: {self.kind}")
        if not self.key or not self.name:
            raise ValueError("a label needs a key and a name")


class LabelSet:
    """Labels by uid and by key, in palette order."""

    def __init__(self, labels: Iterable[Label] = ()) -> None:
        self._ordered = sorted(labels, key=lambda label: (label.position, label.key))
        self._by_uid = {label.uid: label for label in self._ordered}

    def __iter__(self) -> Iterator[Label]:
        return iter(self._ordered)

    def __len__(self) -> int:
        return len(self._ordered)

    def __getitem__(self, uid: str) -> Label:
        return self._by_uid[uid]

    def get(self, uid: str) -> Label | None:
        """Return the label with that uid, or None."""
        return self._by_uid.get(uid)

    def by_key(self, key: str, kind: str = "entity") -> Label | None:
        """Return the label with that key, letter case ignored, or None."""
        folded = key.casefold()
        return next((one for one in self._ordered if one.kind == kind and one.key.casefold() == folded), None)

    def by_shortcut(self, shortcut: str) -> Label | None:
        """Return the label in use that is given by that key, or None."""
        return next((one for one in self.in_use() if one.shortcut and one.shortcut == shortcut.upper()), None)

    def in_use(self, kind: str | None = None) -> list[Label]:
        """Return the labels that are not archived, in palette order."""
        return [one for one in self._ordered if not one.archived_at and kind in (None, one.kind)]
