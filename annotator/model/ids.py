"""Identifiers: a prefix that tells the kind, an underscore, a random UUID."""

import re

PREFIXES = {
    "article": "d",
    "annotation": "a",
    "entity": "e",
    "claim": "c",
    "evidence": "v",
    "label": "l",
    "annotator": "u",
    "verdict": "j",
    "relation": "r",
    "note": "n",
    "review": "w",
    "not_entity": "x",
}
_SHAPE = re.compile(r"([a-z])_[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def new_uid(kind: str) -> str:
    """Return a fresh uid for a kind named in `PREFIXES`."""
    from uuid import uuid4  # this module asks the system what it runs on, which the start need not wait for

    return f"{PREFIXES[kind]}_{uuid4()}"


def is_uid(text: str, kind: str) -> bool:
    """Tell whether the text is a well-formed uid of that kind."""
    found = _SHAPE.fullmatch(text)
    return bool(found) and found.group(1) == PREFIXES[kind]  # type: ignore[union-attr]
