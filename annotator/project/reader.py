"""Queries of a project: read-only, one reader for each worker."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from annotator.errors import UsageError
from annotator.model.annotation import Annotation
from annotator.model.article import Article, Version
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.filter import Filter
from annotator.model.label import LabelSet
from annotator.model.people import Annotator, Review
from annotator.model.rejection import NotEntity
from annotator.model.span import Span
from annotator.project import opening
from annotator.project.counts import Counts
from annotator.store import (
    annotations,
    articles,
    backup,
    claims,
    entities,
    history,
    labels,
    meta,
    people,
    review,
    trouble,
)
from annotator.store import sweeping as sweeping_store
from annotator.store.connection import Database, is_project

# Values that only some places ask for are loaded by the query that gives them: defining all took 15 ms of a start.
if TYPE_CHECKING:
    from annotator.model.records import AnnotationRecord, ArticleRecord, ProjectRecord, TableRow
    from annotator.project.queries import Facets, HistoryEntry, Hit, RuleCount
    from annotator.project.review import ReviewIds, ReviewRows
    from annotator.store.check import Fault

__all__ = ["ProjectReader", "is_project"]


class ProjectReader:
    """Every query; opened with a path it has a connection of its own, for reading only."""

    def __init__(self, path: Path, *, is_untouched: bool = False) -> None:
        self.path = path
        self._db: Database = opening.for_reading(path, is_untouched=is_untouched)
        self._versions: tuple[Version, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; queries fail afterwards."""
        self._db.close()

    @property
    def title(self) -> str:
        """The project's title."""
        return self.meta("title") or self.path.name.split(".")[0]

    @property
    def project_id(self) -> str:
        """What tells this project from others, also after its file was renamed."""
        return self.meta("project_id")

    def meta(self, key: str) -> str:
        """Return a property of the project, empty when it is not set."""
        return meta.get(self._db, key)

    def articles(self) -> list[Article]:
        """Return the articles in the order of import."""
        return articles.articles(self._db)

    def article_titles(self) -> dict[str, str]:
        """Return the titles of the articles by uid, in the order of import."""
        return articles.titles(self._db)

    def article(self, uid: str) -> Article:
        """Return one article; raises UsageError when it is not there."""
        found = articles.article(self._db, uid)
        if found is None:
            raise UsageError(f"There is no article {uid} in this project.")
        return found

    def find_article(self, uid_or_title: str) -> Article:
        """Return the article with that uid, or the only one with that title; raises UsageError otherwise."""
        found = articles.article(self._db, uid_or_title)
        if found is not None:
            return found
        uids = articles.uids_titled(self._db, uid_or_title)
        if not uids:
            raise UsageError(
                f"There is no article “{uid_or_title}” in this project. `annotator list articles` names them."
            )
        if len(uids) > 1:
            raise UsageError(
                f"{len(uids)} articles have the title “{uid_or_title}”. Name one by its id: {', '.join(uids)}."
            )
        return self.article(uids[0])

    def version(self, article_uid: str, number: int | None = None) -> Version:
        """Return a version with its text, by default the current one; raises UsageError when it is not there."""
        if number is None:
            number = self.article(article_uid).version
        found = next((one for one in self._versions if (one.article, one.number) == (article_uid, number)), None)
        found = found or articles.version(self._db, article_uid, number)
        if found is None:
            raise UsageError(f"There is no such text of article {article_uid} in this project.")
        self._versions = (found, *(one for one in self._versions if one is not found))[:2]
        return found

    def text(self, article_uid: str) -> str:
        """Return the current text of an article."""
        return self.version(article_uid).text

    def articles_with_text(self, sha256s: list[str]) -> dict[str, str]:
        """Return article uids by the checksum of their text, for those of the checksums that are there."""
        return articles.with_text(self._db, sha256s)

    def article_counts(self) -> dict[str, Counts]:
        """Return the counts of every article by uid."""
        found: dict[str, dict[str, int]] = {}
        for uid, words, status, number in review.counts_by_article(self._db):
            one = found.setdefault(uid, {"words": words})
            if status is not None:
                one[status] = number
        return {uid: Counts(**one) for uid, one in found.items()}

    def annotations(self, article_uid: str, version: int | None = None) -> list[Annotation]:
        """Return the live annotations of a version, by default the current one: by start, longest first, uid."""
        return annotations.of_article(self._db, article_uid, version)

    def annotations_on(self, version: Version, span: Span) -> list[Annotation]:
        """Return the live annotations that reach exactly from the span's start to its end, all roles counted."""
        return annotations.on(self._db, version.article, version.number, start=span.start, end=span.end)

    def annotation(self, uid: str) -> Annotation | None:
        """Return one live annotation, or None."""
        return annotations.annotation(self._db, uid)

    def reviews_of(self, annotation_uid: str) -> list[Review]:
        """Return the changes of an annotation's status, oldest first."""
        return people.reviews_of(self._db, annotation_uid)

    def labels(self) -> LabelSet:
        """Return the labels, archived ones too."""
        return LabelSet(labels.labels(self._db))

    def entities(self) -> list[Entity]:
        """Return the entities, oldest first."""
        return entities.entities(self._db)

    def entity(self, uid: str) -> Entity | None:
        """Return one entity, or None."""
        return entities.entity(self._db, uid)

    def entities_named(self, name: str) -> list[Entity]:
        """Return the entities with that name or alias, case and diacritics folded."""
        return entities.named(self._db, name)

    def mention_counts(self, article_uid: str | None = None) -> dict[str, int]:
        """Return how many mentions stand for each entity, in one article or in all; rejected ones don't count."""
        return entities.mention_counts(self._db, article_uid)

    def entity_uses(self, uid: str) -> tuple[int, int]:
        """Return how many mentions stand for an entity and how many other records name it."""
        return entities.uses(self._db, uid)

    def mention_places(self, version: Version, near: Span | None = None) -> list[Span]:
        """Return the places of the live mentions of a version, or near a span; rejected ones too, in text order."""
        around = (near.start, near.end) if near else None
        found = sweeping_store.mention_places(self._db, version.article, version.number, near=around)
        return [Span(*place) for place in found]

    def rejections(self, version: Version) -> list[NotEntity]:
        """Return what was said to be no entity in a version of an article, oldest first."""
        return sweeping_store.rejections(self._db, version.article, version.number)

    def rejected_forms(self) -> list[tuple[str, str, int]]:
        """Return (form, rule, in how many articles) of everything that was rejected in the project."""
        return sweeping_store.rejected_forms(self._db)

    def rule_counts(self) -> "list[RuleCount]":
        """Return what became of the proposals that were tagged, by rule, proposed label and label given."""
        from annotator.project.queries import SWEEP_PREFIX, RuleCount

        counts = []
        for reference, given, count in sweeping_store.decided(self._db, SWEEP_PREFIX):
            rule, _, proposed = reference.removeprefix(SWEEP_PREFIX).rpartition(":")
            forms = sweeping_store.quotes_of(self._db, reference, given) if given != proposed else []
            counts.append(RuleCount(rule, proposed, given, count, tuple(forms)))
        return counts

    def claims(self, article_uid: str | None = None) -> list[Claim]:
        """Return the claims, oldest first; of one article: those that occur in it."""
        return claims.claims(self._db, article_uid)

    def claim(self, uid: str) -> Claim | None:
        """Return one claim, or None."""
        return claims.claim(self._db, uid)

    def occurrence_count(self, claim_uid: str) -> int:
        """Return how many annotations report a claim."""
        return claims.occurrence_count(self._db, claim_uid)

    def annotators(self) -> dict[str, Annotator]:
        """Return the people, rules, models and imports that made annotations, by uid."""
        return people.annotators(self._db)

    def review(self, wanted: Filter, order: str = "place", *, descending: bool = False) -> "ReviewRows":
        """Return the rows a filter means; order is one of place, label, text, entity, article, status, updated."""
        return self.rows_of(self.review_ids(wanted, order, descending=descending))

    def review_ids(
        self, wanted: Filter, order: str = "place", *, descending: bool = False, most: int | None = None
    ) -> "ReviewIds":
        """Return the ids a filter means, or the first of them, for this reader or another to show the rows of."""
        from annotator.project.review import ids_of

        return ids_of(self._db, wanted, order=order, descending=descending, most=most)

    def review_total(self) -> int:
        """Return the number of live annotations in the project."""
        return review.total(self._db)

    def meant(self, wanted: Filter, uids: Iterable[str]) -> set[str]:
        """Return those of some annotations that a filter means, its words aside, which take long to look for."""
        from annotator.project.review import uids_meant

        return uids_meant(self._db, wanted, uids)

    def stop_when(self, is_wanted: Callable[[], bool]) -> None:
        """Break off a query that takes long, with an AnnotatorError, as soon as that is wanted."""
        self._db.stop_when(is_wanted)

    def rows_of(self, ids: "ReviewIds") -> "ReviewRows":
        """Return the rows that ids stand for, which another reader of this project may have asked for."""
        from annotator.project.review import ReviewRows

        return ReviewRows(self._db, ids)

    def facet(self, wanted: Filter, column: str) -> dict[str, int]:
        """Count what a filter means by one of `status`, `label` and `article`."""
        return review.facet(self._db, wanted, column)

    def facets(self, wanted: Filter) -> "Facets":
        """Count what a filter means by status, label and article."""
        from annotator.project.queries import Facets

        return Facets(*(self.facet(wanted, column) for column in ("status", "label", "article")))

    def history_of(self, uid: str) -> "list[HistoryEntry]":
        """Return every change of an aggregate, oldest first."""
        from annotator.project.queries import HistoryEntry

        words = {"do": "{}", "undo": "Undo {}", "redo": "Redo {}"}
        return [
            HistoryEntry(at, who, words[kind].format(title), before, after)
            for at, who, title, kind, _, before, after in history.of_uid(self._db, uid)
        ]

    def search(self, query: str, limit: int = 200) -> "list[Hit]":
        """Find articles, quotes and notes that hold all words of the query, the last one possibly unfinished."""
        from annotator.project.finding import hits

        return hits(self, self._db, query, limit)

    def stats(self) -> dict[str, object]:
        """Return counts of the whole project, by name."""
        facets = self.facets(Filter())
        names = {label.uid: label.key for label in self.labels()}
        return {
            "articles": len(self.articles()),
            "annotations": sum(facets.statuses.values()),
            "entities": len(self.entities()),
            "claims": len(self.claims()),
            "by_status": dict(sorted(facets.statuses.items())),
            "by_label": dict(sorted((names[uid], count) for uid, count in facets.labels.items())),
        }

    def annotation_records(self, wanted: Filter) -> "Iterator[AnnotationRecord]":
        """Give the records a filter means, by article, start, end from far to near, uid; raises ExportError."""
        from annotator.project.exporting import Records

        return Records(self._db).annotation_records(wanted)

    def table_rows(self, wanted: Filter) -> "Iterator[TableRow]":
        """Give the rows a filter means, in the order of `annotation_records` and as proven as those."""
        from annotator.project.tabling import table_rows

        return table_rows(self._db, wanted)

    def article_records(self, wanted: Filter) -> "Iterator[ArticleRecord]":
        """Give the articles with the annotations that a filter means, in the order of import; raises ExportError."""
        from annotator.project.exporting import Records

        return Records(self._db).article_records(wanted)

    def project_record(self) -> "ProjectRecord":
        """Return what a whole export says of the project before its articles."""
        from annotator.project.exporting import Records

        return Records(self._db).project_record()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See one state of the project until the end, although others write to it meanwhile."""
        with self._db.snapshot():
            yield

    def backup(self, target: Path | None = None) -> Path:
        """Copy the project to a new file, or to the person's backups; return where. Raises SaveError.

        A copy that is not sound is thrown away, and no older one goes for it.
        """
        if target is None:
            return opening.make_backup(self._db)
        with trouble.copying(self.path):
            backup.copy(self._db, target)
        return target

    def faults(self) -> "Iterator[Fault]":
        """Give every fault of the file as it is found."""
        from annotator.store import check

        return check.faults(self._db)

    def notices(self) -> "Iterator[Fault]":
        """Give what is odd but no fault, such as a span that cuts a character with its accents."""
        from annotator.store import check

        return check.notices(self._db)

    def check(self) -> "list[Fault]":
        """Return every fault of the file; none means it is sound."""
        return list(self.faults())
