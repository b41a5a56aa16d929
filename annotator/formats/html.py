"""Saved web pages: the main text with its structure, without menus, advertisements and comments."""

from copy import deepcopy
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from annotator.errors import ImportFileError
from annotator.formats.html_blocks import HTML, Vocabulary, blocks_of, is_hidden
from annotator.formats.html_tree import Page, other_kind, parse_page
from annotator.formats.page_meta import PageMeta, byline, iso_date, page_meta, tidy_language, tidy_outlet
from annotator.formats.protocol import Importer, SourceFile
from annotator.formats.structure import Block, compose
from annotator.formats.text import tidy_title
from annotator.model.records import ArticleDraft

EXTRACTED = Vocabulary(
    headings={"head": 2},
    items=frozenset({"item"}),
    quotations=frozenset({"quote"}),
    rows=frozenset({"row"}),
    cells=frozenset({"cell"}),
    breaks=frozenset({"lb"}),
    codes=frozenset({"code"}),
    flow=frozenset({"p", "list", "table", "div", "main", "body", "ab"}),
    skipped=frozenset({"graphic", "del"}),
)
"""The names that trafilatura 2 gives to what it found."""
_RISKY = frozenset("script style noscript template iframe object embed svg form button input select textarea".split())
_ENOUGH = 250
"""A main text shorter than this is compared with what the page's own marks call the article."""


def read_html(file: SourceFile) -> ArticleDraft:
    """Read a saved web page; raises ImportFileError for what is no page or holds no text."""
    return read_page(file)


def read_page(file: SourceFile, *, declared: str = "", url: str = "", title: str = "") -> ArticleDraft:
    """Read a web page whose declared encoding, address and title may be known from elsewhere."""
    kind = other_kind(file.content)
    if kind:
        raise ImportFileError(f"this is {kind}, not a web page. Give the file its right ending and try again.")
    if not file.content.strip():
        raise ImportFileError("the file is empty, so there is nothing to read.")
    page = parse_page(file, declared=declared)
    return _draft(file, page, known=PageMeta(source_url=url, title=tidy_title(title)))


def main_blocks(root: Any) -> tuple[list[Block], PageMeta]:
    """Return the main text of a page as blocks and what the extractor says of the page; the tree is kept as it is."""
    found = _extract(root)
    blocks = blocks_of(found.body, EXTRACTED) if found is not None and found.body is not None else []
    marked = _marked(root) if _size(blocks) < _ENOUGH else []
    if _size(marked) > 2 * _size(blocks):
        blocks = marked
    return _ranked(blocks, root), _found_meta(found)


@cache
def extractor() -> str:
    """Return the name and version of the library that finds the main text."""
    return f"trafilatura {version('trafilatura')}"


def _draft(file: SourceFile, page: Page, *, known: PageMeta) -> ArticleDraft:
    own = page_meta(page.root)
    drop_hidden(page.root)
    whole = compose(blocks_of(page.root))
    blocks, found = main_blocks(page.root)
    meta = own.filled(known).filled(found)
    main = compose(_without_title(blocks, meta.title))
    chosen = main if main.text else whole
    if not chosen.text:
        raise ImportFileError("the page holds no text; it may show its article only while it is online.")
    return ArticleDraft(
        tidy_title(meta.title)[:300] or tidy_title(file.stem) or "Untitled",
        chosen.text,
        origin_path=file.name,
        original_sha256=sha256(file.content).hexdigest(),
        encoding=page.encoding,
        meta=meta.meta(),
        warnings=(page.warning,) if page.warning else (),
        extractor=extractor(),
        structure=chosen.structure,
        whole_text=whole.text if whole.text != chosen.text else "",
    )


def drop_hidden(root: Any) -> None:
    """Take out of the tree what is never shown as text: scripts, styles, forms, frames and hidden elements."""
    gone = [one for one in root.iter() if not isinstance(one.tag, str) or one.tag in _RISKY or is_hidden(one)]
    for one in gone:
        if one is not root and one.getparent() is not None and one.tag != "body":
            one.drop_tree()


def _extract(root: Any) -> Any:
    """Return what trafilatura makes of a copy of the tree, or None."""
    import trafilatura

    dates = {"original_date": True, "extensive_search": False}
    return trafilatura.bare_extraction(
        deepcopy(root),
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        date_extraction_params=dates,
        with_metadata=True,
    )


def _found_meta(found: Any) -> PageMeta:
    if found is None:
        return PageMeta()
    return PageMeta(
        title=tidy_title(found.title or ""),
        author=byline((found.author or "").split(";")),
        outlet=tidy_outlet(found.sitename or ""),
        published_date=iso_date(found.date or ""),
        language=tidy_language(found.language or ""),
    )


def _marked(root: Any) -> list[Block]:
    """Return what stands in the element that the page marks as its article or main part."""
    paths = ("//*[@itemprop='articleBody']", "//article", "//main | //*[@role='main']")
    for path in paths:
        found = [blocks_of(one, HTML) for one in root.xpath(path)[:50]]
        if found:
            return max(found, key=_size)
    return []


def _size(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _ranked(blocks: list[Block], root: Any) -> list[Block]:
    """Give headings the rank they have on the page, which the extractor does not tell."""
    ranks = {one.text: one.level for one in blocks_of(root) if one.kind == "heading"}
    return [
        Block(one.text, one.kind, ranks.get(one.text, one.level), one.group) if one.kind == "heading" else one
        for one in blocks
    ]


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    """Leave out a first block that only repeats the title, which is shown above the text anyway."""
    if len(blocks) > 1 and title and blocks[0].text.casefold() == title.casefold():
        return blocks[1:]
    return blocks


IMPORTER = Importer(
    "html",
    (".html", ".htm", ".xhtml"),
    "article",
    read_html,
    "a saved web page; its main text is taken",
    is_isolated=True,
)
