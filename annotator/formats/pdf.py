"""PDF files with a text layer: paragraphs in reading order, with the page on which each stands."""

import re
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from annotator.errors import ImportFileError
from annotator.formats.dates import iso_date
from annotator.formats.html_tree import other_kind
from annotator.formats.page_meta import byline
from annotator.formats.pdf_layout import Paragraph, paragraphs, without_running_heads
from annotator.formats.pdf_lines import Line, PageText
from annotator.formats.protocol import SourceFile
from annotator.formats.structure import TEXT_LIMIT, Composed, compose
from annotator.formats.text import tidy_title
from annotator.model.records import ArticleDraft

PAGE_LIMIT = 2_000
_MEASURED_LIMIT = 1_000_000
"""Code points in which wide blanks are looked for; in longer files the rest is read line by line."""
_FILE_TITLE = re.compile(
    r"^(?:microsoft word\s*-|untitled|unbenannt|document\d*$)|\.(?:docx?|odt|rtf|tex|indd|html?)$", re.I
)
_PRINTED = re.compile(r"chrom|skia|mozilla|firefox|quartz|safari|edge", re.I)


def read_pdf(file: SourceFile) -> ArticleDraft:
    """Read a PDF file; raises ImportFileError for a scan without text, a password or a damaged file."""
    document = _open(file)
    try:
        lines, empty = _lines(document)
        meta = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    if not any(lines):
        pages = "its one page is a picture" if len(lines) == 1 else f"its {len(lines)} pages are pictures"
        raise ImportFileError(
            f"this PDF holds no text: {pages}, perhaps a scan. Let a text recognition program (OCR) read it first."
        )
    found = paragraphs(without_running_heads(lines))
    return _draft(file, found, meta=meta, count=len(lines), empty=empty)


@cache
def extractor() -> str:
    """Return the name and version of the library that reads PDF files."""
    return f"pypdfium2 {version('pypdfium2')}"


def _open(file: SourceFile) -> Any:
    import pypdfium2

    if b"%PDF-" not in file.content[:1024]:
        kind = other_kind(file.content) or "something else"
        raise ImportFileError(f"this is not a PDF file but {kind}. Give the file its right ending and try again.")
    try:
        document = pypdfium2.PdfDocument(file.content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ImportFileError("this PDF asks for a password. Save a copy without one and try again.") from error
        raise ImportFileError("this PDF is damaged or cut off and can't be read.") from error
    if len(document) > PAGE_LIMIT:
        pages = len(document)
        document.close()
        raise ImportFileError(f"this PDF has {pages} pages; at most {PAGE_LIMIT} are read.")
    return document


def _lines(document: Any) -> tuple[list[list[Line]], list[int]]:
    """Return the lines of every page, and the numbers of the pages that hold none."""
    import pypdfium2

    found: list[list[Line]] = []
    length = 0
    for number in range(len(document)):
        try:
            page = document[number]
            source = PageText(page, number)
        except pypdfium2.PdfiumError:
            found.append([])
            continue
        length += len(source.text)
        if length > TEXT_LIMIT:
            raise ImportFileError(f"it holds more than {TEXT_LIMIT // 1_000_000} million characters of text.")
        found.append(source.in_order(is_measured=length < _MEASURED_LIMIT))
        source.close()
        page.close()
    return found, [number + 1 for number, page in enumerate(found) if not page]


def _draft(
    file: SourceFile, found: list[Paragraph], *, meta: dict[str, str], count: int, empty: list[int]
) -> ArticleDraft:
    made = [one.block(group=1) for one in found]
    composed = compose(block for block, _ in made)
    if not composed.text:
        raise ImportFileError("this PDF holds no text but page numbers.")
    return ArticleDraft(
        _title(meta, found) or tidy_title(file.stem) or "Untitled",
        composed.text,
        origin_path=file.name,
        original_sha256=sha256(file.content).hexdigest(),
        meta=_meta(meta),
        warnings=_warnings(empty, count),
        extractor=extractor(),
        structure=composed.structure,
        pages=_page_starts(composed, [places for _, places in made], count),
    )


def _page_starts(composed: Composed, places: list[list[tuple[int, int]]], count: int) -> tuple[int, ...]:
    """Return where each page begins; a page without text begins where the next one does."""
    first: dict[int, int] = {}
    for start, found in zip(composed.starts, places, strict=True):
        for offset, page in found if start >= 0 else ():
            first[page] = min(first.get(page, start + offset), start + offset)
    starts, at = [], len(composed.text)
    for page in reversed(range(count)):
        at = min(first.get(page, at), at)
        starts.append(at)
    return tuple(reversed(starts))


def _title(meta: dict[str, str], found: list[Paragraph]) -> str:
    told = tidy_title(meta.get("Title", ""))
    if told and not _FILE_TITLE.search(told) and len(told) <= 300:
        return told
    headings = [one for one in found[:30] if one.kind == "heading"]
    best = min(headings, key=lambda one: one.level, default=None)
    return tidy_title(best.block(0)[0].text)[:300] if best else ""


def _meta(meta: dict[str, str]) -> dict[str, str]:
    """Return author and date; the date of a page printed by a browser is not the article's."""
    is_printed = _PRINTED.search(f"{meta.get('Creator', '')} {meta.get('Producer', '')}")
    day = meta.get("CreationDate", "").removeprefix("D:")[:8]
    known = {
        "author": byline([meta.get("Author", "")]),
        "published_date": "" if is_printed else iso_date(day),
    }
    return {name: value for name, value in known.items() if value}


def _warnings(empty: list[int], count: int) -> tuple[str, ...]:
    if not empty:
        return ()
    named = ", ".join(map(str, empty[:10])) + (" and others" if len(empty) > 10 else "")
    return (f"page {named} of {count} holds no text, perhaps a picture",)
