"""What is left of the articles, labels, entities and claims of a damaged project, as values.

They come from their rows and, where a row can't be read, from the history.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from annotator.model.article import Article, Version, checksum
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.ids import new_uid
from annotator.model.label import Label
from annotator.model.people import Annotator
from annotator.store.past import NO_VALUE, Past
from annotator.store.salvage import Damaged, Row, clean

V = TypeVar("V")
_LABEL_CELLS = (
    *("uid", "kind", "key", "name", "color", "shortcut"),
    *("definition", "include_examples", "exclude_examples", "archived_at"),
)
_ARTICLE_CELLS = (
    *("uid", "title", "outlet", "author", "published_date", "language"),
    *("source_url", "archive_url", "retrieved_at", "status", "note", "created_at"),
)
_VERSION_CELLS = ("origin_path", "original_sha256", "encoding", "newline", "imported_at")
_CLAIM_CELLS = (
    *("uid", "proposition", "claim_date", "location", "check_worthiness"),
    *("fact_check_status", "note"),
)


def known(uid: str | None, there: Container[str]) -> str | None:
    """Return the uid if it stands for something that is there."""
    return uid if uid is not None and uid in there else None


def _annotator(row: Row) -> Annotator:
    return Annotator(row["uid"], clean(row["name"]) or "Unknown", clean(row["kind"]), clean(row["version"]))


class Remains:
    """Every value that can be made of what is left; `problems` says what can't, and what is not as it was."""

    def __init__(self, damaged: Damaged, shipped: Iterable[Label]) -> None:
        self.problems: list[str] = []
        self.damaged = damaged
        self.past = Past(damaged)
        self._gone: set[str] = set()
        self.uids: dict[str, dict[int, str]] = defaultdict(dict)
        """Uids by table and row, also of what was deleted."""
        self.places: dict[int, tuple[str, int]] = {}
        """Article uid and number of every text by its row."""
        self.annotators: dict[str, Annotator] = self.made("annotators", _annotator)
        self.labels: dict[str, Label] = self._read_labels({one.uid: one for one in shipped})
        self.articles: dict[str, Article] = self.made("articles", self._article, "article")
        self.versions: dict[tuple[str, int], Version] = {}
        self._read_versions()
        self._settle_articles()
        self.entities: dict[str, Entity] = self._read_entities()
        self.claims: dict[str, Claim] = self._read_claims()

    def made(self, table: str, make: Callable[[Row], V], kind: str = "") -> dict[str, V]:
        """Return the values of a table by uid: from its rows, else from the history."""
        made: dict[str, V] = {}
        for row in self.damaged.rows(table):
            uid = clean(row.get("uid"))
            self.uids[table][row["id"]] = uid
            if row.get("deleted_at") is not None:
                self._gone.add(uid)
                continue
            try:
                made[uid] = make(row)
            except NO_VALUE:
                self._gone.discard(uid)  # the history may know it better
        for uid in self.past.uids(kind):
            if uid not in made and uid not in self._gone:
                found: Any = self.past.value(uid)
                if found is not None:
                    made[uid] = found
                    self.problems.append(f"The {kind.replace('_', ' ')} {uid} was taken from the history.")
        return made

    def person(self, number: int | None) -> str | None:
        """Return the uid of an annotator by its row, None for none."""
        return self.uids["annotators"].get(number) if number is not None else None

    def _read_labels(self, shipped: dict[str, Label]) -> dict[str, Label]:
        sets = {row["id"]: clean(row["key"]) for row in self.damaged.rows("label_sets")}
        parents: dict[str, int] = {}

        def label(row: Row) -> Label:
            if row["parent_id"] is not None:
                parents[row["uid"]] = row["parent_id"]
            told = {name: clean(row[name]) for name in _LABEL_CELLS}
            return Label(**told, label_set=sets.get(row["label_set_id"], "news"), position=int(row["position"]))

        made = self.made("labels", label, "label")
        if "labels" in self.damaged.unread:
            keys = {(one.kind, one.key) for one in made.values()}
            made.update((one.uid, one) for one in shipped.values() if (one.kind, one.key) not in keys)
        uids = self.uids["labels"]
        return {uid: replace(one, parent=uids.get(parents.get(uid, -1), one.parent)) for uid, one in made.items()}

    def label(self, number: int | None, kind: str, told: str = "") -> str:
        """Return the uid of a label by its row, else as the history told it, else of one made for what lost its own."""
        uid = self.uids["labels"].get(number if number is not None else -1, "")
        for one in (uid, told):
            if one in self.labels and self.labels[one].kind == kind:
                return one
        key = f"RECOVERED_{number if number is not None else 0}"
        found = next((one.uid for one in self.labels.values() if (one.key, one.kind) == (key, kind)), "")
        return found or self._stand_in(key, kind)

    def _stand_in(self, key: str, kind: str) -> str:
        name = key.capitalize().replace("_", " ")
        made = Label(new_uid("label"), kind, key, name, label_set="recovered", position=999)
        self.labels[made.uid] = made
        self.problems.append(f"A label can't be read; what had it has the label {key} now.")
        return made.uid

    def _article(self, row: Row) -> Article:
        told = {name: clean(row[name]) for name in _ARTICLE_CELLS}
        return Article(**told, version=1, created_by=self.person(row["created_by"]))

    def _read_versions(self) -> None:
        blocks: dict[int, dict[int, str]] = defaultdict(dict)
        for row in self.damaged.rows("text_blocks"):
            blocks[row["version_id"]][row["seq"]] = clean(row["text"])
        by_text = self.past.article_of_text()
        for row in self.damaged.rows("article_versions"):
            version = self._version(row, blocks.pop(row["id"], {}), by_text)
            self.versions[version.article, version.number] = version
            self.places[row["id"]] = (version.article, version.number)
        for number, parts in blocks.items():
            self._keep_blocks(number, parts, by_text)

    def _version(self, row: Row, blocks: dict[int, str], by_text: dict[str, tuple[str, int]]) -> Version:
        text, told = clean(row["text"]), clean(row["sha256"])
        joined = "".join(blocks[seq] for seq in sorted(blocks))
        if checksum(text) != told and checksum(joined) == told:
            text = joined
        uid = self.uids["articles"].get(row["article_id"]) or by_text.get(told, ("", 0))[0] or new_uid("article")
        if checksum(text) != told:
            self.problems.append(f"The text of article {uid} is not what it was; it is kept as it can be read.")
        more: dict[str, Any] = {name: clean(row[name]) for name in _VERSION_CELLS}
        number = row["version_no"] if isinstance(row["version_no"], int) and row["version_no"] > 0 else 1
        return Version(uid, number, text, checksum(text), **more)

    def _keep_blocks(self, number: int, parts: dict[int, str], by_text: dict[str, tuple[str, int]]) -> None:
        """Take a text from its blocks where its own row is gone."""
        text = "".join(parts[seq] for seq in sorted(parts))
        uid, version_no = by_text.get(checksum(text), ("", 1))
        if not uid:
            uid = new_uid("article")
            self.problems.append(f"A long text could be read in parts only; it is the article {uid} now.")
        self.versions[uid, version_no] = Version(uid, version_no, text, checksum(text))
        self.places[number] = (uid, version_no)

    def _settle_articles(self) -> None:
        """Give every article a text and every text an article."""
        current = {row["id"]: row["current_version_id"] for row in self.damaged.rows("articles")}
        numbers = {self.uids["articles"][number]: version for number, version in current.items()}
        for uid, one in list(self.articles.items()):
            there = [number for article, number in self.versions if article == uid]
            place = self.places.get(numbers.get(uid) or -1, ("", 0))
            if not there:
                del self.articles[uid]
                self.problems.append(f"The text of “{one.title}” can't be read.")
            else:
                self.articles[uid] = replace(one, version=place[1] if place[0] == uid else max(there))
        for uid, number in list(self.versions):
            if uid in self._gone:
                del self.versions[uid, number]
            elif uid not in self.articles:
                self.articles[uid] = Article(uid, f"Recovered text {len(self.articles) + 1}", version=number)
                self.problems.append(f"The title of article {uid} can't be read.")

    def _read_entities(self) -> dict[str, Entity]:
        aliases: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for row in self.damaged.rows("entity_aliases"):
            aliases[row["entity_id"]].append((row["position"], clean(row["alias"])))
        merged: dict[str, int] = {}

        def entity(row: Row) -> Entity:
            if row["merged_into_id"] is not None:
                merged[row["uid"]] = row["merged_into_id"]
            names = tuple(name for _, name in sorted(aliases[row["id"]]))
            told = (clean(row["qid"]), clean(row["description"]), clean(row["note"]))
            return Entity(row["uid"], self.label(row["label_id"], "entity"), clean(row["canonical_name"]), *told, names)

        made = self.made("entities", entity, "entity")
        uids = self.uids["entities"]
        return {
            uid: replace(
                one,
                label=one.label if one.label in self.labels else self.label(None, "entity"),
                merged_into=known(uids.get(merged.get(uid, -1), one.merged_into), made),
            )
            for uid, one in made.items()
        }

    def _read_claims(self) -> dict[str, Claim]:
        types: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for row in self.damaged.rows("claim_types"):
            types[row["claim_id"]].append((row["position"], clean(row["type"])))
        merged: dict[str, int] = {}

        def claim(row: Row) -> Claim:
            if row["merged_into_id"] is not None:
                merged[row["uid"]] = row["merged_into_id"]
            told = {name: clean(row[name]) for name in _CLAIM_CELLS}
            claimant = self.entity(row["claimant_entity_id"])
            return Claim(**told, claimant=claimant, types=tuple(name for _, name in sorted(types[row["id"]])))

        made = self.made("claims", claim, "claim")
        uids = self.uids["claims"]
        return {
            uid: replace(
                one,
                claimant=known(one.claimant, self.entities),
                merged_into=known(uids.get(merged.get(uid, -1), one.merged_into), made),
            )
            for uid, one in made.items()
        }

    def entity(self, number: int | None) -> str | None:
        """Return the uid of an entity by its row, None for one that is gone."""
        uid = self.uids["entities"].get(number) if number is not None else None
        return known(uid, self.entities)
