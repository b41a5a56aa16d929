"""Which annotations are meant: by the review table, an export, a count."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filter:
    """Which annotations are meant; an empty field means any. Uids throughout, but for `labels`: label uids."""

    articles: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    """Mentions of these, and claims whose claimant is one of them."""
    annotations: tuple[str, ...] = ()
    text: str = ""
    """Found, case and diacritics folded, in the quote, the note, the entity's name or the claim's proposition."""
