"""What an import is asked for and what it tells afterwards."""

from dataclasses import dataclass, field
from typing import Literal

from annotator.model.annotation import Annotation
from annotator.model.article import Article

OnConflict = Literal["skip", "replace", "keep-both"]
ON_CONFLICT: tuple[OnConflict, ...] = ("skip", "replace", "keep-both")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How files are read: `strict` makes a warning a failure, `atomic` keeps every file or none."""

    format: str = "auto"
    encoding: str = ""
    creator: str = ""
    """Name for annotations whose file names no one; empty means the person who imports."""
    on_conflict: OnConflict = "skip"
    raw: bool = False
    dry_run: bool = False
    strict: bool = False
    atomic: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to say about a place in a file."""

    file: str
    line: int | None
    code: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a row that says something else than the project."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that changes an annotation, or makes one (then no cell has an old text)."""

    file: str
    row: int
    annotation: Annotation
    cells: tuple[CellChange, ...] = ()


@dataclass(slots=True)
class Preview:
    """What the rows of annotation tables would do, told before anything is written."""

    new: list[RowChange] = field(default_factory=list)
    changed: list[RowChange] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Problem] = field(default_factory=list)

    @property
    def has_rows(self) -> bool:
        """Whether any table was read."""
        return bool(self.new or self.changed or self.unchanged or self.refused)

    @property
    def summary(self) -> str:
        """The counts as a sentence."""
        return (
            f"{len(self.new)} new, {len(self.changed)} changed, {self.unchanged} unchanged, {len(self.refused)} refused"
        )

    def joined(self, other: "Preview") -> "Preview":
        """Return both previews as one."""
        return Preview(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.refused + other.refused,
        )


@dataclass(slots=True)
class ImportReport:
    """What came of an import; a file stands in `failed` when nothing of it was kept."""

    files: int = 0
    added: list[Article] = field(default_factory=list)
    existing: list[Article] = field(default_factory=list)
    annotations: int = 0
    changed: int = 0
    skipped: list[str] = field(default_factory=list)
    """Files of a kind that is not known."""
    warnings: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    preview: Preview = field(default_factory=Preview)
    is_cancelled: bool = False

    @property
    def has_failed(self) -> bool:
        """Whether something asked for could not be taken in."""
        return bool(self.failed or self.preview.refused)

    @property
    def summary(self) -> str:
        """One sentence on what was imported."""
        known = f", {len(self.existing)} already there" if self.existing else ""
        changed = f", {self.changed} changed" if self.changed else ""
        refused = f", {len(self.preview.refused)} refused" if self.preview.refused else ""
        warned = f" ({counted(len(self.warnings), 'warning')})" if self.warnings else ""
        return (
            f"Imported {counted(len(self.added), 'article')}, {counted(self.annotations, 'annotation')}"
            f" from {counted(self.files, 'file')}{known}{changed}{refused}{warned}"
        )


def counted(count: int, word: str) -> str:
    """Return the number with its word, such as `1 article` or `2 articles`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
