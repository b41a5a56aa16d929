"""The label sets that the program ships."""

import tomllib
from functools import cache

from annotator.model.label import Label
from annotator.resources import resource


@cache
def shipped(key: str) -> tuple[Label, ...]:
    """Return a shipped set's labels, parents before their children; raises FileNotFoundError for an unknown key."""
    with resource(f"labels/{key}.toml").open("rb") as stream:
        tables = tomllib.load(stream)["labels"]
    uids = {table["key"]: table["uid"] for table in tables}
    made = [Label(**{**table, "parent": uids.get(table.get("parent", "")), "label_set": key}) for table in tables]
    return tuple(sorted(made, key=lambda label: (label.parent is not None, label.position)))
