"""Records for export, each quote proven against the text."""

from collections.abc import Iterable, Iterator

from annotator.errors import ExportError
from annotator.model.annotation import Annotation
from annotator.model.article import Article, Version
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.label import LabelSet
from annotator.model.people import Annotator
from annotator.model.records import AnnotationRecord, ArticleRecord, Filter, ProjectRecord
from annotator.model.segments import Locator, paragraph_and_sentence
from annotator.store import annotations, articles, claims, entities, labels, meta, people, review
from annotator.store.annotations import CONTEXT
from annotator.store.connection import Database

_AT_ONCE = 400
"""Annotations read at once."""


class Records:
    """What exports are made from, read from one connection."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def annotation_records(self, wanted: Filter) -> Iterator[AnnotationRecord]:
        """Give the records a filter means, by article, start, end from far to near, uid.

        Raises ExportError, naming the annotation, when a quote is not the text at its offsets.
        """
        names = Names(self._db)
        open_text: _OpenText | None = None
        for batch in _batches(review.by_article(self._db, wanted)):
            found = annotations.of_rows(self._db, [number for numbers in batch.values() for number in numbers])
            for one in (one for article in batch for one in found.get(article, ())):
                if open_text is None or open_text.key != (one.article, one.version):
                    open_text = _OpenText(self._db, one.article, one.version)
                yield open_text.record(one, names)

    def article_records(self, wanted: Filter) -> Iterator[ArticleRecord]:
        """Give the articles with the annotations that a filter means, in the order of import."""
        chosen = None
        if wanted != Filter():
            listed = (review.uids(self._db, numbers) for _, numbers in review.by_article(self._db, wanted))
            chosen = {uid for found in listed for uid in found.values()}
        for article in articles.articles(self._db):
            if wanted.articles and article.uid not in wanted.articles:
                continue
            version = articles.version(self._db, article.uid)
            assert version is not None
            found = [
                one for one in annotations.of_article(self._db, article.uid) if chosen is None or one.uid in chosen
            ]
            for one in found:
                prove(one, version)
            yield ArticleRecord(article, version, tuple(found))

    def project_record(self) -> ProjectRecord:
        """Return what a whole export says of the project before its articles."""
        return ProjectRecord(
            title=meta.get(self._db, "title"),
            labels=tuple(labels.labels(self._db)),
            entities=tuple(entities.entities(self._db, merged=True)),
            claims=tuple(claims.claims(self._db)),
            annotators=tuple(people.annotators(self._db).values()),
        )


def _batches(articles: Iterable[tuple[str, list[int]]]) -> Iterator[dict[str, list[int]]]:
    """Give row numbers by article, several articles at once, so that small ones are not read one by one."""
    batch: dict[str, list[int]] = {}
    for article, numbers in articles:
        batch[article] = numbers
        if sum(map(len, batch.values())) >= _AT_ONCE:
            yield batch
            batch = {}
    if batch:
        yield batch


class Names:
    """What records name: labels, entities, claims, people and last reviews, each read once."""

    def __init__(self, db: Database) -> None:
        self.labels = LabelSet(labels.labels(db))
        self.entities: dict[str | None, Entity] = {one.uid: one for one in entities.entities(db)}
        self.claims: dict[str, Claim] = {one.uid: one for one in claims.claims(db)}
        self.people: dict[str, Annotator] = people.annotators(db)
        self.reviews = people.last_reviews(db)

    def person(self, uid: str | None) -> str:
        """Return a person's name, empty for none."""
        found = self.people.get(uid or "")
        return found.name if found else ""


class _OpenText:
    """One version of an article while its annotations are exported."""

    def __init__(self, db: Database, article: str, number: int) -> None:
        found = articles.article(db, article)
        version = articles.version(db, article, number)
        assert found is not None and version is not None
        self.key = (article, number)
        self._article: Article = found
        self._version: Version = version
        self._locator: Locator = paragraph_and_sentence(version.text)

    def record(self, one: Annotation, names: Names) -> AnnotationRecord:
        prove(one, self._version)
        text = self._version.text
        claim = names.claims.get(one.occurrence.claim) if one.occurrence else None
        entity_uid = one.mention.entity if one.mention else (claim.claimant if claim else None)
        paragraph, sentence = self._locator.at(one.start)
        reviewed_by, reviewed_at = names.reviews.get(one.uid, (None, ""))
        return AnnotationRecord(
            annotation=one,
            article=self._article,
            sha256=self._version.sha256,
            label=names.labels[one.label],
            entity=names.entities.get(entity_uid),
            claim=claim,
            paragraph=paragraph,
            sentence=sentence,
            prefix=text[max(0, one.start - CONTEXT) : one.start],
            suffix=text[one.end : one.end + CONTEXT],
            created_by=names.person(one.created_by),
            updated_by=names.person(one.updated_by),
            reviewed_by=names.person(reviewed_by),
            reviewed_at=reviewed_at,
        )


def prove(one: Annotation, version: Version) -> None:
    """Raise ExportError unless every quote is the text at its offsets."""
    for piece in one.pieces:
        if version.text[piece.start : piece.end] != piece.quote:
            raise ExportError(
                f"Annotation {one.uid} quotes “{piece.quote[:60]}”, but the article has other words at"
                f" {piece.start}..{piece.end}. Nothing was written; `annotator check` lists what is wrong."
            )
