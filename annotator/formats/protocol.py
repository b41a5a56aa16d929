"""What a file format offers: a name, its suffixes, and a way to read or write values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, BinaryIO, Literal, Protocol

from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.label import Label
from annotator.model.people import Annotator
from annotator.model.records import ArticleDraft, ArticleRecord, ProjectRecord, TableRow
from annotator.model.span import Span

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file's name and bytes, and what the reader of it is told beforehand."""

    name: str
    content: bytes
    encoding: str = ""
    raw: bool = False

    @property
    def suffix(self) -> str:
        """The file name's suffix in lower case, with its dot."""
        return PurePath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """The file name without folder and suffix."""
        return PurePath(self.name).stem or self.name


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know about one place of a file, with a short code for scripts."""

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class IncomingAnnotation:
    """An annotation as a file tells it; an empty field was not in the file."""

    line: int
    kind: str
    label: str
    spans: tuple[Span, ...]
    uid: str = ""
    quote: str | None = None
    status: str = ""
    origin: str = ""
    confidence: float | None = None
    annotation_set: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)
    note: str = ""
    created_by: str | None = ""
    """Who made it; None where the file says that nobody is known."""
    created_at: str = ""
    updated_by: str | None = ""
    updated_at: str = ""


@dataclass(frozen=True, slots=True)
class IncomingArticle:
    """An article as a file tells it, with its annotations."""

    line: int
    title: str
    text: str
    uid: str = ""
    meta: Mapping[str, Scalar] = field(default_factory=dict)
    annotations: tuple[IncomingAnnotation, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingHeader:
    """What a file says of the project its articles came from."""

    project: str = ""
    labels: tuple[Label, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    annotators: tuple[Annotator, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """Annotated articles read from a file; the articles are parsed while they are walked."""

    header: IncomingHeader
    articles: Iterable[IncomingArticle]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number as a spreadsheet counts (the header is row 1) and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of an annotations table and what was odd about the file."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How a file is written; a format looks at what it knows."""

    raw: bool = False
    columns: tuple[str, ...] | None = None


class Source(Protocol):
    """Where an exporter gets its values: a project seen through a filter."""

    def rows(self) -> Iterator[TableRow]:
        """Yield the annotations as rows of a table, in export order."""

    def articles(self) -> Iterator[ArticleRecord]:
        """Yield the articles with their annotations, in export order."""

    def project(self) -> ProjectRecord:
        """Return what a whole export says before its articles."""


@dataclass(frozen=True, slots=True)
class Importer:
    """A format that can be read; `gives` tells which kind of value `read` returns.

    One that `is_isolated` parses strangers' documents with large libraries, so it is read in a parser process.
    """

    name: str
    suffixes: tuple[str, ...]
    gives: Literal["article", "files", "bundle", "table"]
    read: Callable[[SourceFile], ArticleDraft | Bundle | Table | Iterator[Any]]
    summary: str
    loses: str = ""
    is_isolated: bool = False


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that can be written; `write` returns how many annotations it wrote."""

    name: str
    suffix: str
    write: Callable[[Source, BinaryIO, WriteOptions], int]
    summary: str
    loses: str = ""
    is_lossless: bool = False
