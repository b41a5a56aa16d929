"""Apply a change set to the rows: the one place where changes become SQL."""

from annotator.model.annotation import Annotation
from annotator.model.article import Article, Version
from annotator.model.changes import Change, Value
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.label import Label
from annotator.model.people import Annotator, Review
from annotator.model.rejection import NotEntity
from annotator.store import annotations, articles, claims, entities, labels, people, search, sweeping
from annotator.store.database import Database

_TABLES = {
    "article": "articles",
    "annotation": "annotations",
    "entity": "entities",
    "claim": "claims",
    "label": "labels",
    "annotator": "annotators",
    "review": "reviews",
    "not_entity": "not_entities",
}
_SOFT = ("article", "annotation", "entity", "claim", "not_entity")


class Writer:
    """Applies changes in an open transaction; keeps the texts it needs for quotes of the last articles."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._texts: dict[tuple[str, int], str] = {}

    def apply(self, change: Change, *, at: str, undoing: bool) -> None:
        """Write one change: a deletion leaves a row that can come back, undoing a creation removes it."""
        if change.after is not None:
            self._write(change)
            return
        if change.kind == "version":
            return
        search.remove(self._db, change.kind, change.uid)
        table = _TABLES[change.kind]
        if change.kind in _SOFT and not (undoing and change.kind != "article"):
            self._db.execute(f"UPDATE {table} SET deleted_at = ? WHERE uid = ?", (at, change.uid))
        else:
            self._db.execute(f"DELETE FROM {table} WHERE uid = ?", (change.uid,))

    def _write(self, change: Change) -> None:
        value = change.after
        assert value is not None
        match value:
            case Annotation():
                before = change.before if isinstance(change.before, Annotation) else None
                annotations.write(self._db, value, before, self._text)
            case Article():
                articles.write(self._db, value)
            case Version():
                self._remember(value)
                articles.write_version(self._db, value)
            case Entity():
                entities.write(self._db, value)
            case Claim():
                claims.write(self._db, value)
            case Label():
                labels.write(self._db, value)
            case Annotator():
                people.write_annotator(self._db, value)
            case Review():
                people.write_review(self._db, value)
            case NotEntity():
                sweeping.write(self._db, value)
        if _changes_text(change.before, value):
            search.put(self._db, value)

    def _text(self, article: str, number: int) -> str:
        if (article, number) not in self._texts:
            version = articles.version(self._db, article, number)
            if version is None:
                raise ValueError(f"there is no version {number} of article {article}")
            self._remember(version)
        return self._texts[article, number]

    def _remember(self, version: Version) -> None:
        while len(self._texts) >= 4:
            self._texts.pop(next(iter(self._texts)))
        self._texts[version.article, version.number] = version.text


def _changes_text(before: Value | None, after: Value) -> bool:
    """Tell whether what is searched differs: a new status alone leaves the index as it is."""
    if isinstance(before, Annotation) and isinstance(after, Annotation):
        return (before.pieces, before.note) != (after.pieces, after.note)
    if isinstance(before, Article) and isinstance(after, Article):
        return (before.title, before.note, before.version) != (after.title, after.note, after.version)
    return True


def current_annotations(db: Database, uids: list[str]) -> dict[str, Annotation]:
    """Return the live annotations among some hundreds of uids."""
    return {one.uid: one for one in annotations.by_uids(db, uids)}


def current(db: Database, kind: str, uid: str) -> Value | None:
    """Return an aggregate as it stands now, or None when it is gone."""
    match kind:
        case "annotation":
            return annotations.annotation(db, uid)
        case "article":
            return articles.article(db, uid)
        case "entity":
            return entities.entity(db, uid)
        case "claim":
            return claims.claim(db, uid)
        case "label":
            return next((one for one in labels.labels(db) if one.uid == uid), None)
        case "annotator":
            return people.annotators(db).get(uid)
        case "review":
            return people.review(db, uid)
        case "not_entity":
            return sweeping.rejection(db, uid)
    raise ValueError(f"not a kind of aggregate: {kind}")
