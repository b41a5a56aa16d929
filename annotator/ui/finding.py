"""What the search field finds: commands, articles, entities, claims and places in texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from PySide6.QtGui import QAction

from annotator.model.fold import fold
from annotator.project import ProjectReader
from annotator.project.queries import Hit
from annotator.ui.actions import shown_keys

KINDS = ("command", "article", "entity", "claim", "text")
_MOST_OF_A_KIND = 6
_MOST_HITS = 40
_MOST_BEFORE = 24


@dataclass(frozen=True, slots=True)
class Found:
    """One row of the search: what it is, what it says, and where it leads."""

    kind: str
    title: str
    detail: str = ""
    article: str = ""
    uid: str = ""
    start: int = 0
    end: int = 0
    hue: str = ""
    action: QAction | None = None


def find(reader: ProjectReader, actions: Iterable[QAction], query: str) -> list[Found]:
    """Return what answers a query, commands first; nothing for an empty one."""
    words = fold(query).split()
    if not words:
        return []
    few = [islice(found, _MOST_OF_A_KIND) for found in (_commands(actions, words), *_named(reader, words))]
    return [*(one for found in few for one in found), *_hits(reader, query)]


def _matches(text: str, words: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _commands(actions: Iterable[QAction], words: list[str]) -> Iterator[Found]:
    for action in actions:
        text = action.property("long_text") or action.text().replace("&&", "&")
        if action.isEnabled() and _matches(text, words):
            keys = shown_keys(key.toString() for key in action.shortcuts()[:1])
            yield Found("command", text, keys, action=action)


def _named(reader: ProjectReader, words: list[str]) -> tuple[Iterator[Found], ...]:
    return _articles(reader, words), _entities(reader, words), _claims(reader, words)


def _articles(reader: ProjectReader, words: list[str]) -> Iterator[Found]:
    for article in reader.articles():
        if _matches(f"{article.title} {article.outlet}", words):
            yield Found("article", article.title, article.outlet, article=article.uid, uid=article.uid)


def _entities(reader: ProjectReader, words: list[str]) -> Iterator[Found]:
    labels = reader.labels()
    for entity in reader.entities():
        if entity.merged_into is None and _matches(" ".join((entity.name, *entity.aliases)), words):
            label = labels.get(entity.label)
            yield Found(
                "entity", entity.name, label.name if label else "", uid=entity.uid, hue=label.color if label else ""
            )


def _claims(reader: ProjectReader, words: list[str]) -> Iterator[Found]:
    for claim in reader.claims():
        if _matches(claim.proposition, words):
            yield Found("claim", claim.proposition, uid=claim.uid)


def _hits(reader: ProjectReader, query: str) -> Iterator[Found]:
    seen: set[tuple[str, int, int]] = set()
    for hit in reader.search(query, limit=_MOST_HITS):
        place = (hit.article, hit.start, hit.end)
        if hit.end > hit.start and place not in seen:
            seen.add(place)
            uid = "" if hit.kind == "article" else hit.uid
            yield Found("text", _context(hit), hit.title, article=hit.article, uid=uid, start=hit.start, end=hit.end)


def _context(hit: Hit) -> str:
    """Return the words found with a few around them, whole ones, so that those found stand near the beginning."""
    before = hit.before[-_MOST_BEFORE:]
    if len(before) < hit.start:
        before = "…" + before.partition(" ")[2].lstrip()
    return " ".join(f"{before}{hit.match}{hit.after}".split())
