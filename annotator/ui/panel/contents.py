"""What one article holds, kept in order and followed change by change."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.annotation import Annotation
from annotator.model.changes import Change, ChangeSet, Value
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.project import ProjectReader

Place = tuple[int, int, str]


@dataclass(slots=True)
class Touched:
    """What of an article a change set concerned: entities by uid (empty for no entity), and kinds of things."""

    entities: set[str] = field(default_factory=set)
    annotations: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    """`claim` also stands for the occurrences of claims."""


class ArticleContents:
    """The annotations of an article's current version by entity, by claim and by note, each in text order."""

    def __init__(
        self, project: ProjectReader, article_uid: str, annotations: Sequence[Annotation] | None = None
    ) -> None:
        self.project = project
        self.article = project.article(article_uid)
        self.labels = project.labels()
        self._annotations: dict[str, Annotation] = {}
        self._mentions: dict[str, list[Place]] = {}
        self._claims: list[Place] = []
        self._notes: list[Place] = []
        self._entities: dict[str, Entity | None] = {one.uid: one for one in project.entities()}
        self._records: dict[str, Claim | None] = {one.uid: one for one in project.claims(article_uid)}
        for annotation in project.annotations(article_uid) if annotations is None else annotations:
            self._add(annotation)

    def annotation(self, uid: str | None) -> Annotation | None:
        """Return an annotation of the article, or None."""
        return self._annotations.get(uid) if uid else None

    def entity(self, uid: str | None) -> Entity | None:
        """Return an entity of the project, or None."""
        if not uid:
            return None
        if uid not in self._entities:
            self._entities[uid] = self.project.entity(uid)
        return self._entities[uid]

    def entities(self) -> list[Entity]:
        """Return all entities of the project that stand, by name."""
        standing = (one for one in self._entities.values() if one is not None and not one.merged_into)
        return sorted(standing, key=lambda one: one.name.casefold())

    def record(self, claim_uid: str) -> Claim | None:
        """Return a claim's record, or None."""
        if claim_uid not in self._records:
            self._records[claim_uid] = self.project.claim(claim_uid)
        return self._records[claim_uid]

    def claim_of(self, annotation: Annotation) -> Claim | None:
        """Return the record that a claim's occurrence belongs to, or None."""
        return self.record(annotation.occurrence.claim) if annotation.occurrence else None

    def claimant_of(self, annotation: Annotation) -> Entity | None:
        """Return the claimant of a claim's occurrence, or None."""
        record = self.claim_of(annotation)
        return self.entity(record.claimant) if record else None

    def mentions(self, entity_uid: str) -> list[Annotation]:
        """Return the mentions of an entity, those of none for an empty uid, in text order."""
        return [self._annotations[uid] for _, _, uid in self._mentions.get(entity_uid, ())]

    def mention_count(self, entity_uid: str) -> int:
        """Return how many mentions an entity has, or how many have none for an empty uid."""
        return len(self._mentions.get(entity_uid, ()))

    def mentioned(self) -> list[str]:
        """Return the uids of the entities that the article names, in order of their first mention."""
        firsts = sorted((places[0], entity) for entity, places in self._mentions.items() if entity and places)
        return [entity for _, entity in firsts]

    def claims(self) -> list[Annotation]:
        """Return the occurrences of claims in text order."""
        return [self._annotations[uid] for _, _, uid in self._claims]

    def noted(self) -> list[Annotation]:
        """Return the annotations with a note, in text order."""
        return [self._annotations[uid] for _, _, uid in self._notes]

    def claim_count(self) -> int:
        """Return how many occurrences of claims there are."""
        return len(self._claims)

    def note_count(self) -> int:
        """Return how many annotations have a note."""
        return len(self._notes)

    def claim_counts(self) -> Counter[str]:
        """Return how many claims of the article each claimant makes."""
        return Counter(one.uid for one in map(self.claimant_of, self.claims()) if one is not None)

    def concerns(self, change_set: ChangeSet) -> bool:
        """Tell whether anything in the set can be seen in this article."""
        return any(self._is_ours(change) for change in change_set.changes)

    def apply(self, change_set: ChangeSet) -> Touched:
        """Follow a change set and tell what of it concerns the article."""
        touched = Touched()
        for change in change_set.changes:
            if self._is_ours(change):
                self._follow(change)
                _note(change, touched)
        return touched

    def behind(self) -> ChangeSet:
        """Return what differs in the project from what is kept here, as after another program has written."""
        project, uid = self.project, self.article.uid
        records: dict[str, Value | None] = {one.uid: one for one in project.claims(uid)}
        records |= {one: project.claim(one) for one in self._records if one not in records}
        changes = [
            *_differences({uid: self.article}, {uid: project.article(uid)}),
            *_differences({one.uid: one for one in self.labels}, {one.uid: one for one in project.labels()}),
            *_differences(self._entities, {one.uid: one for one in project.entities()}),
            *_differences(self._records, records),
            *_differences(self._annotations, {one.uid: one for one in project.annotations(uid)}),
        ]
        return ChangeSet("", tuple(changes))

    def _is_ours(self, change: Change) -> bool:
        value = change.value
        if isinstance(value, Annotation):
            return value.article == self.article.uid and value.version == self.article.version
        return change.kind in ("entity", "claim", "label") or change.uid == self.article.uid

    def _follow(self, change: Change) -> None:
        before, after = change.before, change.after
        if isinstance(before, Annotation):
            self._remove(before)
        if isinstance(after, Annotation):
            self._add(after)
        elif isinstance(change.value, Entity):
            self._entities[change.uid] = after if isinstance(after, Entity) else None
        elif isinstance(change.value, Claim):
            self._records[change.uid] = after if isinstance(after, Claim) else None
        elif change.kind == "label":
            self.labels = self.project.labels()
        elif change.kind == "article" and after is not None:
            self.article = self.project.article(self.article.uid)

    def _add(self, annotation: Annotation) -> None:
        self._annotations[annotation.uid] = annotation
        place = (annotation.start, -annotation.end, annotation.uid)
        for places in self._lists_of(annotation):
            if not places or places[-1] < place:
                places.append(place)
            else:
                insort(places, place)

    def _remove(self, annotation: Annotation) -> None:
        known = self._annotations.pop(annotation.uid, None)
        if known is None:
            return
        place = (known.start, -known.end, known.uid)
        for places in self._lists_of(known):
            at = bisect_left(places, place)
            if at < len(places) and places[at] == place:
                del places[at]

    def _lists_of(self, annotation: Annotation) -> list[list[Place]]:
        if annotation.mention is None:
            lists = [self._claims]
        else:
            lists = [self._mentions.setdefault(annotation.mention.entity or "", [])]
        return [*lists, self._notes] if annotation.note else lists


def _differences(known: Mapping[str, Value | None], found: Mapping[str, Value | None]) -> Iterator[Change]:
    """Return the changes that lead from the known values to those found."""
    for uid in {**known, **found}:
        if known.get(uid) != found.get(uid):
            yield Change(known.get(uid), found.get(uid))


def _note(change: Change, touched: Touched) -> None:
    """Add what a change is about to what is touched."""
    touched.kinds.add(change.kind)
    if isinstance(change.value, Entity):
        touched.entities.add(change.uid)
    if not isinstance(change.value, Annotation):
        return
    touched.annotations.add(change.uid)
    for value in (change.before, change.after):
        if isinstance(value, Annotation) and value.mention is not None:
            touched.entities.add(value.mention.entity or "")
        elif isinstance(value, Annotation):
            touched.kinds.add("claim")
