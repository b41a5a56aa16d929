"""Values as JSON in the history: only what differs from the defaults, and an article's text never."""

import json
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any

from annotator.model.annotation import Annotation, Mention, Occurrence, Piece
from annotator.model.article import Article
from annotator.model.changes import KIND_OF, Value
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.label import Label
from annotator.model.people import Annotator, Review
from annotator.model.rejection import NotEntity

_TYPES: dict[str, type] = {kind: type_ for type_, kind in KIND_OF.items()}
_NEVER_STORED = {"version": {"text", "structure", "pages"}}


@cache
def _fields(type_: type) -> tuple[Field[Any], ...]:
    return fields(type_)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Piece):
        return [value.role, value.start, value.end, value.quote]
    if isinstance(value, Mention | Occurrence):
        return _filled(value, set())
    return value


def _filled(value: Any, skipped: set[str]) -> dict[str, Any]:
    kept = {}
    for one in _fields(value.__class__):
        content = getattr(value, one.name)
        if one.name not in skipped and (one.default is MISSING or content != one.default):
            kept[one.name] = _plain(content)
    return kept


def encode(value: Value | None) -> str | None:
    """Return the value as compact JSON, or None for None."""
    if value is None:
        return None
    skipped = _NEVER_STORED.get(KIND_OF[type(value)], set())
    return json.dumps(_filled(value, skipped), ensure_ascii=False, separators=(",", ":"))


def decode(kind: str, text: str | None) -> Value | None:
    """Return the value again; versions come back as None, since their text is not in the history."""
    if text is None or kind == "version":
        return None
    content: dict[str, Any] = json.loads(text)
    for name in ("aliases", "types"):
        if name in content:
            content[name] = tuple(content[name])
    if kind == "annotation":
        content["pieces"] = tuple(Piece(*piece) for piece in content["pieces"])
        if "mention" in content:
            content["mention"] = Mention(**content["mention"])
        if "occurrence" in content:
            content["occurrence"] = Occurrence(**content["occurrence"])
    made = _TYPES[kind](**content)
    assert isinstance(made, Article | Annotation | Entity | Claim | Label | Annotator | Review | NotEntity)
    return made
