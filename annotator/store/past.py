"""The history of a damaged project: what became of every aggregate, as far as it can be read."""

import json
from typing import TypeVar

from annotator.model.changes import Value
from annotator.store.codec import decode
from annotator.store.salvage import Damaged, clean

V = TypeVar("V")
NO_VALUE = (ValueError, KeyError, TypeError, AttributeError)
"""What is raised where a row or a line of the history makes no value of the model."""


class Past:
    """The last state of every aggregate as the history tells it; texts are not in it."""

    def __init__(self, damaged: Damaged) -> None:
        self._last: dict[str, tuple[str, str | None]] = {}
        for row in damaged.rows("changes"):
            after = row["after"]
            self._last[clean(row["uid"])] = (clean(row["kind"]), clean(after) if after is not None else None)

    def value(self, uid: str) -> Value | None:
        """Return the last state of an aggregate, None where it is not known or was deleted."""
        kind, after = self._last.get(uid, ("", None))
        try:
            return decode(kind, after)
        except NO_VALUE:
            return None

    def of(self, kind: type[V], uid: str) -> V | None:
        """Return the last state of an aggregate if it is of that type."""
        found = self.value(uid)
        return found if isinstance(found, kind) else None

    def uids(self, kind: str) -> list[str]:
        """Return the uids of the aggregates of a kind that were there at the end."""
        return [uid for uid, (of_kind, after) in self._last.items() if of_kind == kind and after is not None]

    def article_of_text(self) -> dict[str, tuple[str, int]]:
        """Return (article uid, number) of texts by their checksum."""
        found = {}
        for uid in self.uids("version"):
            try:
                told = json.loads(self._last[uid][1] or "")
                found[str(told["sha256"])] = (str(told["article"]), int(told["number"]))
            except NO_VALUE:
                continue
        return found
