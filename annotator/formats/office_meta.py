"""What office documents and e-books say of themselves, and the draft made of one."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from annotator.errors import ImportFileError
from annotator.formats.dates import iso_date
from annotator.formats.page_meta import byline, tidy_language
from annotator.formats.protocol import SourceFile
from annotator.formats.structure import Block, compose, one_line
from annotator.formats.text import tidy_title
from annotator.model.records import ArticleDraft

_DC = "{http://purl.org/dc/elements/1.1/}"
_DATES = (
    "{http://purl.org/dc/terms/}created",
    "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}creation-date",
    f"{_DC}date",
)
_AUTHORS = ("{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}initial-creator", f"{_DC}creator")


def core_meta(root: Any) -> dict[str, str]:
    """Return title and meta from Dublin Core elements, wherever in the tree they stand."""
    authors = next((found for name in _AUTHORS if (found := _all(root, name))), [])
    dates = (iso_date(text) for name in _DATES for text in _all(root, name))
    known = {
        "title": next(iter(_all(root, f"{_DC}title")), ""),
        "author": byline(authors),
        "published_date": next((day for day in dates if day), ""),
        "language": tidy_language(next(iter(_all(root, f"{_DC}language")), "")),
        "outlet": next(iter(_all(root, f"{_DC}publisher")), "")[:80],
    }
    return {name: value for name, value in known.items() if value}


def draft_of(file: SourceFile, blocks: list[Block], *, meta: Mapping[str, str], extractor: str) -> ArticleDraft:
    """Return the draft of a document; its title is told, or the first heading, or the first short line.

    Raises ImportFileError for a document without text.
    """
    composed = compose(blocks)
    if not composed.text:
        raise ImportFileError("the document holds no text, perhaps only pictures.")
    return ArticleDraft(
        tidy_title(meta.get("title", ""))[:300] or _heading(blocks) or tidy_title(file.stem) or "Untitled",
        composed.text,
        origin_path=file.name,
        original_sha256=sha256(file.content).hexdigest(),
        meta={name: value for name, value in meta.items() if name != "title"},
        extractor=extractor,
        structure=composed.structure,
    )


def _heading(blocks: list[Block]) -> str:
    headings = [block for block in blocks[:50] if block.kind == "heading"]
    best = min(headings, key=lambda block: block.level, default=blocks[0] if blocks else None)
    text = tidy_title(best.text) if best else ""
    return text if len(text) <= 120 else ""


def _all(root: Any, name: str) -> list[str]:
    return [text for one in root.iter(name) if (text := one_line(one.text or ""))]
