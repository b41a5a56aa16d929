"""What crosses the border of the program: articles on their way in, annotations on their way out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model.annotation import Annotation
from annotator.model.article import Article, Version
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.filter import Filter as Filter
from annotator.model.label import Label
from annotator.model.people import Annotator
from annotator.model.structure import Part

EXPORTED_STATUSES = ("draft", "accepted", "disputed")


@dataclass(frozen=True, slots=True)
class AnnotationRecord:
    """One annotation with all that its row in a CSV tells; people are given by name."""

    annotation: Annotation
    article: Article
    sha256: str
    label: Label
    entity: Entity | None
    """The mention's entity, or the claimant of the claim."""
    claim: Claim | None
    paragraph: int
    """1-based number of the non-empty paragraph in which the text starts."""
    sentence: int
    """1-based number of the sentence in that paragraph."""
    prefix: str
    """Up to 32 code points before the text."""
    suffix: str
    created_by: str = ""
    updated_by: str = ""
    reviewed_by: str = ""
    reviewed_at: str = ""


class TableRow(NamedTuple):
    """One annotation as a row of a table: the columns of a CSV, each as it is written but for guards."""

    annotation_id: str
    kind: str
    label: str
    text: str
    start: str
    end: str
    spans: str
    entity_id: str
    entity_name: str
    entity_qid: str
    mention_form: str
    claim_id: str
    article_id: str
    article_title: str
    article_version: str
    article_sha256: str
    paragraph: str
    sentence: str
    prefix: str
    suffix: str
    status: str
    origin: str
    origin_ref: str
    confidence: str
    annotation_set: str
    created_by: str
    created_at: str
    updated_by: str
    updated_at: str
    reviewed_by: str
    reviewed_at: str
    note: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article with its text and annotations, sorted as they are exported."""

    article: Article
    version: Version
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """What a whole export says of the project before its articles."""

    title: str
    labels: tuple[Label, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    annotators: tuple[Annotator, ...]


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article read from a file or pasted, not yet in a project."""

    title: str
    text: str
    origin_path: str = ""
    original_sha256: str = ""
    encoding: str = ""
    newline: str = ""
    uid: str = ""
    """A well-formed uid that the file gave, else empty."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """Any of outlet, author, published_date, language, source_url, archive_url, note, status."""
    warnings: tuple[str, ...] = ()
    extractor: str = ""
    """The library that took the text out of the file, with its version; empty where the text is verbatim."""
    structure: tuple[Part, ...] = ()
    """Headings, list items, quotations, tables and notes of the text, in order."""
    pages: tuple[int, ...] = ()
    """The offset at which each page of the file begins, empty where there are none."""
    whole_text: str = ""
    """All that could be read where `text` is only the main part of it, else empty."""
