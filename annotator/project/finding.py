"""Search hits with their context."""

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from annotator.model.fold import fold
from annotator.project.queries import Hit
from annotator.store import search
from annotator.store.connection import Database

if TYPE_CHECKING:
    from annotator.project.reader import ProjectReader

_CONTEXT = 60


def hits(reader: "ProjectReader", db: Database, query: str, limit: int) -> list[Hit]:
    """Return the hits of a query, articles first, at most `limit`."""
    found = (_hit(reader, kind, uid, query) for kind, uid in search.find(db, query, limit))
    return [one for one in found if one is not None]


def _hit(reader: "ProjectReader", kind: str, uid: str, query: str) -> Hit | None:
    if kind == "article":
        article, text = reader.article(uid), reader.text(uid)
        start, end = place_of(text, query)
        return Hit(uid, article.title, kind, uid, start, end, *_context(text, start, end))
    annotation = reader.annotation(uid)
    if annotation is None:
        return None
    article, text = reader.article(annotation.article), reader.text(annotation.article)
    span = annotation.spans()[0]
    return Hit(article.uid, article.title, kind, uid, span.start, span.end, *_context(text, span.start, span.end))


def place_of(text: str, query: str) -> tuple[int, int]:
    """Return where the query, or else its first word, stands in the text, case and diacritics folded; (0, 0) if not.

    Folding can change lengths: then each character's own folded form tells where a place of the folded text lies.
    """
    forms = {one: fold(one) for one in set(text)}
    is_even = all(len(form) == 1 for form in forms.values())
    codes = {ord(one): form for one, form in forms.items()}
    folded = text.translate(codes) if is_even else "".join(map(forms.__getitem__, text))
    asked = fold(query).replace('"', " ").strip()
    for wanted in (asked, *asked.split()):
        at = folded.find(wanted)
        if wanted and at >= 0:
            last = at + len(wanted) - 1
            if is_even:
                return at, last + 1
            ends = list(accumulate(len(forms[one]) for one in text))
            return bisect_right(ends, at), bisect_right(ends, last) + 1
    return 0, 0


def _context(text: str, start: int, end: int) -> tuple[str, str, str]:
    before = " ".join(text[max(0, start - _CONTEXT) : start].split("\n"))
    after = " ".join(text[end : end + _CONTEXT].split("\n"))
    return before, text[start:end], after
