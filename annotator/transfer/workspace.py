"""The project as it will be: stored values with the changes an import has planned so far."""

from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from annotator.errors import UsageError
from annotator.model.annotation import Annotation
from annotator.model.article import Article, Version
from annotator.model.changes import KIND_OF, Change, Value
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.fold import key_of
from annotator.model.ids import is_uid, new_uid
from annotator.model.label import Label, LabelSet
from annotator.model.people import Annotator
from annotator.project import ProjectReader

V = TypeVar("V", bound=Value)
Key = tuple[str, str]
_ORDER = ("annotator", "label", "entity", "claim", "article", "version", "annotation", "review")


_ABSENT = object()


class Workspace:
    """Answers questions about the project as if the values put here were already stored."""

    def __init__(self, reader: ProjectReader) -> None:
        self.reader = reader
        self._before: dict[Key, Value | None] = {}
        self._after: dict[Key, Value | None] = {}
        self._log: list[tuple[Key, object]] = []
        self._index: dict[Key, dict[str, None]] = {}
        """Uids of planned values by what they are looked up by; those that were taken back stay and are passed over."""
        self._labels: LabelSet | None = None
        self._annotators: dict[str, Annotator] | None = None

    def mark(self) -> int:
        """Return a mark of what is planned now, for `go_back`."""
        return len(self._log)

    def go_back(self, mark: int) -> None:
        """Forget what was planned since the mark."""
        while len(self._log) > mark:
            key, earlier = self._log.pop()
            if earlier is _ABSENT:
                del self._after[key], self._before[key]
            else:
                self._after[key] = cast(Value | None, earlier)
        self._labels = self._annotators = None

    def put(self, value: Value, before: Value | None = None) -> None:
        """Plan that the value is stored; `before` is what stands there now, None for a new one."""
        self._set(_key(value), value, before)

    def remove(self, value: Value) -> None:
        """Plan that the value is deleted."""
        self._set(_key(value), None, value)

    def _set(self, key: Key, after: Value | None, before: Value | None) -> None:
        self._log.append((key, self._after.get(key, _ABSENT)))
        self._before.setdefault(key, before)
        self._after[key] = after
        if after is not None:
            for place in _places(after):
                self._index.setdefault(place, {})[key[1]] = None
        if key[0] == "label":
            self._labels = None
        elif key[0] == "annotator":
            self._annotators = None

    def changes(self) -> tuple[Change, ...]:
        """Return what is planned, in an order in which each value finds what it refers to."""
        pairs = ((key, self._before[key], after) for key, after in self._after.items())
        differing = [Change(before, after) for _, before, after in pairs if before != after]
        removals = [one for one in differing if one.after is None]
        kept = [one for one in differing if one.after is not None]
        kept.sort(key=lambda one: _ORDER.index(one.kind))
        return (*reversed(_parents_first(removals)), *_parents_first(kept))

    def labels(self) -> LabelSet:
        """Return every label."""
        if self._labels is None:
            self._labels = LabelSet(self._merged("label", self.reader.labels(), Label).values())
        return self._labels

    def label(self, name: str, kind: str) -> Label | None:
        """Return the label with that uid or key, or None; letter case counts only between several."""
        found = self.labels().get(name)
        alike = [one for one in self.labels() if one.kind == kind and one.key.casefold() == name.casefold()]
        alike.sort(key=lambda one: (one.key != name, bool(one.archived_at)))
        return found or next(iter(alike), None)

    def annotators(self) -> dict[str, Annotator]:
        """Return every annotator by uid."""
        if self._annotators is None:
            self._annotators = self._merged("annotator", self.reader.annotators().values(), Annotator)
        return self._annotators

    def annotator_named(self, name: str) -> str | None:
        """Return the uid for a uid or name of a file, planning a new annotator for an unknown one; None for nothing."""
        if not name.strip() or name in self.annotators():
            return name.strip() or None
        found = next((one for one in self.annotators().values() if one.name == name), None)
        if found is None:
            uid = name if is_uid(name, "annotator") else new_uid("annotator")
            found = Annotator(uid, name, "import")
            self.put(found)
        return found.uid

    def article(self, uid: str) -> Article | None:
        """Return the article, or None."""
        return self._planned("article", uid, Article) or _or_none(self.reader, uid)

    def version(self, article: Article) -> Version:
        """Return the article's current text."""
        key = f"{article.uid}#{article.version}"
        return self._planned("version", key, Version) or self.reader.version(article.uid, article.version)

    def deleted_text(self, uid: str, number: int) -> str | None:
        """Return the text that a version of a deleted article with that uid had, or None."""
        try:
            return self.reader.version(uid, number).text
        except UsageError:
            return None

    def annotations(self, article: Article) -> list[Annotation]:
        """Return the annotations of the article's current version."""
        is_stored = ("article", article.uid) not in self._before or self._before["article", article.uid]
        stored = self.reader.annotations(article.uid, article.version) if is_stored else []
        found = {one.uid: one for one in stored if ("annotation", one.uid) not in self._after}
        found |= {one.uid: one for one in self._indexed("article of annotation", article.uid, Annotation)}
        return [one for one in found.values() if one.version == article.version]

    def articles_with_text(self, sha256: str) -> list[Article]:
        """Return the articles whose current text has that hash."""
        stored = self.reader.articles_with_text([sha256]).values()
        planned = [one.article for one in self._indexed("text", sha256, Version)]
        found = (self.article(uid) for uid in dict.fromkeys([*stored, *planned]))
        return [one for one in found if one is not None]

    def articles_titled(self, title: str) -> list[Article]:
        """Return the articles with exactly that title."""
        merged = self._merged("article", self.reader.articles(), Article)
        return [one for one in merged.values() if one.title == title]

    def annotation(self, uid: str) -> Annotation | None:
        """Return the annotation, or None."""
        if ("annotation", uid) in self._after:
            return self._planned("annotation", uid, Annotation)
        return self.reader.annotation(uid)

    def entity(self, uid: str) -> Entity | None:
        """Return the entity, or None."""
        return self._planned("entity", uid, Entity) or self.reader.entity(uid)

    def entities_named(self, name: str) -> list[Entity]:
        """Return the entities with that name or alias, case and diacritics ignored."""
        key = key_of(name)
        stored = [self.entity(one.uid) or one for one in self.reader.entities_named(name)]
        found = {one.uid: one for one in (*stored, *self._indexed("name", key, Entity))}
        return [one for one in found.values() if one.merged_into is None and _bears(one, key)]

    def claim(self, uid: str) -> Claim | None:
        """Return the claim, or None."""
        return self._planned("claim", uid, Claim) or self.reader.claim(uid)

    def _planned(self, kind: str, uid: str, type_: type[V]) -> V | None:
        found = self._after.get((kind, uid))
        return found if isinstance(found, type_) else None

    def _indexed(self, by: str, value: str, type_: type[V]) -> Iterator[V]:
        """Yield the planned values that are looked up by that value."""
        kind = KIND_OF[type_]
        for uid in self._index.get((by, value), ()):
            found = self._planned(kind, uid, type_)
            if found is not None and (by, value) in _places(found):
                yield found

    def _merged(self, kind: str, stored: Iterable[V], type_: type[V]) -> dict[str, V]:
        """Return stored and planned values by uid, without those that are to go."""
        found = {_key(one)[1]: one for one in stored}
        for (of, uid), value in self._after.items():
            if of == kind and value is None:
                found.pop(uid, None)
            elif of == kind:
                found[uid] = cast(V, value)
        return found


def _key(value: Value) -> Key:
    return KIND_OF[type(value)], Change(None, value).uid


def _places(value: Value) -> list[Key]:
    """Return what a planned value is looked up by beside its uid."""
    if isinstance(value, Entity):
        return [("name", key_of(name)) for name in (value.name, *value.aliases)]
    if isinstance(value, Version):
        return [("text", value.sha256)]
    return [("article of annotation", value.article)] if isinstance(value, Annotation) else []


def _bears(entity: Entity, key: str) -> bool:
    return any(key_of(name) == key for name in (entity.name, *entity.aliases))


def _or_none(reader: ProjectReader, uid: str) -> Article | None:
    try:
        return reader.article(uid)
    except UsageError:
        return None


def _parents_first(changes: list[Change]) -> list[Change]:
    """Move each value behind the one of its own kind that it refers to; the order stays otherwise."""
    by_uid = {one.uid: one for one in changes}
    placed: dict[str, Change] = {}
    for one in changes:
        chain = [one]
        while (parent := by_uid.get(_parent(chain[-1].value))) and parent.uid not in placed and parent not in chain:
            chain.append(parent)
        placed.update((link.uid, link) for link in reversed(chain))
    return list(placed.values())


def _parent(value: Value) -> str:
    """Return the uid of the value of the same kind that must stand first, or nothing."""
    if isinstance(value, Annotation):
        return (value.occurrence.parent or "") if value.occurrence else ""
    if isinstance(value, Label):
        return value.parent or ""
    return (value.merged_into or "") if isinstance(value, Entity | Claim) else ""
