"""Put what is left of a damaged project into a new one, every annotation where its words stand."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from annotator.model.annotation import Annotation, Piece, arranged
from annotator.model.article import Article, Version, checksum
from annotator.model.changes import KIND_OF, Change, Value
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.label import Label
from annotator.store.database import Database
from annotator.store.past import NO_VALUE
from annotator.store.placing import fits, placed
from annotator.store.remains import Remains
from annotator.store.remains_tags import TagRemains
from annotator.store.salvage import Damaged
from annotator.store.writing import Writer

V = TypeVar("V", Annotation, Claim, Entity, Label)
TITLE = "Recovered"
"""The title of the article that holds the words whose own text is gone or does not have them."""
_NOT_CARRIED = ("relations", "entity_relations", "verdicts", "evidence", "notes")


@dataclass
class Salvage:
    """What a repair brought into the new project, and what it could not."""

    counts: Counter[str] = field(default_factory=Counter)
    """How many there are of each kind of aggregate, such as `article`."""
    moved: list[str] = field(default_factory=list)
    """A sentence for every annotation whose words were found at another place."""
    recovered: list[str] = field(default_factory=list)
    """A sentence for every one whose words stand in an article of their own now."""
    problems: list[str] = field(default_factory=list)
    """A sentence for everything else that is lost or not as it was."""


def salvage(damaged: Damaged, db: Database, *, shipped: Iterable[Label], at: str) -> Salvage:
    """Fill the new project and tell what became of everything; nothing of it is in the new history."""
    remains = Remains(damaged, shipped)
    tags = TagRemains(remains)
    report = Salvage(problems=remains.problems)
    keeper = _Keeper(db, report, at)
    placing = _Placing(remains, tags, report)
    keeper.keep(remains.annotators.values())
    keeper.keep(_parents_first(remains.labels, lambda one: one.parent))
    keeper.keep(remains.articles.values())
    keeper.keep(remains.versions.values())
    keeper.keep(_parents_first(remains.entities, lambda one: one.merged_into))
    keeper.keep(_parents_first(remains.claims, lambda one: one.merged_into))
    keeper.keep(placing.in_place())
    keeper.keep(placing.elsewhere(at))
    keeper.keep(one for one in tags.reviews.values() if one.annotation in tags.annotations)
    keeper.keep(one for one in tags.rejections.values() if (one.article, one.version) in remains.versions)
    report.problems += _left_behind(damaged)
    return report


def _left_behind(damaged: Damaged) -> Iterator[str]:
    for table in _NOT_CARRIED:
        if count := damaged.count(table):
            yield f"{count} rows of the table {table} are not carried over."
    for table in sorted(damaged.unread):
        yield f"Some rows of the table {table} can't be read."


def _parents_first(values: dict[str, V], parent: Callable[[V], str | None]) -> list[V]:
    """Return the values with each one after the one it names."""

    def depth(one: V | None) -> int:
        seen = 0
        while one is not None and seen < len(values):
            one, seen = values.get(parent(one) or ""), seen + 1
        return seen

    return sorted(values.values(), key=depth)


class _Keeper:
    """Writes values, each for itself: one that the new project refuses is told and left out."""

    def __init__(self, db: Database, report: Salvage, at: str) -> None:
        self._db = db
        self._writer = Writer(db)
        self._report = report
        self._at = at

    def keep(self, values: Iterable[Value]) -> None:
        """Write what can be written and count it."""
        for one in values:
            kind = KIND_OF[type(one)]
            self._db.execute("SAVEPOINT kept")
            try:
                self._writer.apply(Change(None, one), at=self._at, undoing=False)
            except (sqlite3.IntegrityError, *NO_VALUE) as error:
                self._db.execute("ROLLBACK TO kept")
                uid = one.article if isinstance(one, Version) else one.uid
                self._report.problems.append(f"The {kind.replace('_', ' ')} {uid} is left out: {error}.")
            else:
                self._report.counts[kind] += 1
            self._db.execute("RELEASE kept")


class _Placing:
    """Gives every annotation a place where its words stand."""

    def __init__(self, remains: Remains, tags: TagRemains, report: Salvage) -> None:
        self._remains = remains
        self._tags = tags
        self._report = report
        self._homeless: list[Annotation] = []
        self._length = 0

    def in_place(self) -> Iterator[Annotation]:
        """Give the annotations whose words are found in their text, text after text; parents come first."""
        ordered = _parents_first(self._tags.annotations, lambda one: one.occurrence.parent if one.occurrence else None)
        for one in sorted(ordered, key=lambda one: (_is_nested(one), one.article)):
            version = self._remains.versions.get((one.article, one.version))
            found = self._placed(one, version.text) if version is not None else None
            if found is None:
                self._homeless.append(one)
            else:
                yield found

    def _placed(self, one: Annotation, text: str) -> Annotation | None:
        """Return the annotation with its pieces where they stand; None when its main words stand nowhere."""
        if all(fits(piece, text) for piece in one.pieces):
            return one
        found: list[Piece] = []
        for piece in one.pieces:
            around = self._tags.around.get((one.uid, piece.role, piece.start), ("", ""))
            place = placed(piece, around, text)
            if place is not None:
                found.append(place)
            elif piece.role == one.main_role:
                return None
            else:
                self._report.problems.append(f"The {piece.role} “{_short(piece.quote)}” of {one.uid} is left out.")
        moved = replace(one, pieces=arranged(set(found)), status="proposed")
        self._report.moved.append(
            f"{one.uid} “{_short(one.quote)}” stands at {moved.start}..{moved.end}, not at {one.start}..{one.end}."
        )
        return moved

    def elsewhere(self, at: str) -> list[Value]:
        """Return an article made of the words that have no place, and their annotations in it."""
        if not self._homeless:
            return []
        article = Article(new_uid("article"), TITLE, created_at=at)
        parts: list[str] = []
        made = [self._moved_in(one, article, parts) for one in self._homeless]
        text = "".join(parts)
        return [article, Version(article.uid, 1, text, checksum(text), imported_at=at), *made]

    def _moved_in(self, one: Annotation, article: Article, parts: list[str]) -> Annotation:
        """Add the words of an annotation, with what stood around them, as lines of the text."""
        pieces = []
        for piece in one.pieces:
            before, after = self._tags.around.get((one.uid, piece.role, piece.start), ("", ""))
            start = self._length + len(before)
            self._add(parts, before, piece.quote, after, "\n")
            pieces.append(Piece(piece.role, start, start + len(piece.quote), piece.quote))
        self._add(parts, "\n")
        home = self._remains.articles.get(one.article)
        origin = f"(was in “{home.title}” at {one.start}..{one.end})" if home else f"(was at {one.start}..{one.end})"
        self._report.recovered.append(f"{one.uid} “{_short(one.quote)}” {origin[1:-1]}.")
        note = f"{one.note}\n{origin}".strip()
        return replace(one, article=article.uid, version=1, pieces=arranged(pieces), status="proposed", note=note)

    def _add(self, parts: list[str], *more: str) -> None:
        parts += more
        self._length += sum(map(len, more))


def _is_nested(one: Annotation) -> bool:
    return one.occurrence is not None and one.occurrence.parent is not None


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
