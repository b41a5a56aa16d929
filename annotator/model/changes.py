"""Changes: old and new values with a title. They drive storage, undo, repaint and list models."""

from dataclasses import dataclass, field

from annotator.model.annotation import Annotation
from annotator.model.article import Article, Version
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.label import Label
from annotator.model.people import Annotator, Review
from annotator.model.rejection import NotEntity

Value = Article | Version | Annotation | Entity | Claim | Label | Annotator | Review | NotEntity
KIND_OF: dict[type, str] = {
    Article: "article",
    Version: "version",
    Annotation: "annotation",
    Entity: "entity",
    Claim: "claim",
    Label: "label",
    Annotator: "annotator",
    Review: "review",
    NotEntity: "not_entity",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One aggregate before and after: None before is a creation, None after a deletion."""

    before: Value | None
    after: Value | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change needs a value before or after")
        if self.before is not None and self.after is not None and type(self.before) is not type(self.after):
            raise ValueError("a change keeps the kind of its value")

    @property
    def value(self) -> Value:
        """The value after, or the one before a deletion."""
        value = self.after if self.after is not None else self.before
        assert value is not None
        return value

    @property
    def kind(self) -> str:
        """The kind of aggregate, such as `annotation`."""
        return KIND_OF[type(self.value)]

    @property
    def uid(self) -> str:
        """The aggregate's uid; a version's is its article's uid, `#` and its number."""
        value = self.value
        return f"{value.article}#{value.number}" if isinstance(value, Version) else value.uid

    def inverse(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One user action: a title for the undo menu and the changes in the order they are written."""

    title: str
    changes: tuple[Change, ...]
    merge_key: str = ""
    """Adjacent sets with the same key are one undo step (typing in a note)."""
    run_id: str = ""
    """Sets of one import share it and are one undo step."""
    kind: str = "do"
    """`do`, `undo` or `redo`."""
    of_id: int | None = field(default=None, compare=False)
    """The set an undo or redo is about; history's own number, of no use elsewhere."""

    def inverse(self) -> "ChangeSet":
        """Return the set that takes this one back, in reverse order."""
        return ChangeSet(self.title, tuple(change.inverse() for change in reversed(self.changes)), kind="undo")

    def of_kind(self, kind: str) -> list[Change]:
        """Return the changes to one kind of aggregate."""
        return [change for change in self.changes if change.kind == kind]
