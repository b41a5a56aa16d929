"""Saved web pages: the main text with its structure, without menus, advertisements and comments."""

from hashlib import sha256
from typing import Any

from annotator.errors import ImportFileError
from annotator.formats.html_blocks import blocks_of, is_hidden
from annotator.formats.html_main import extractor, main_blocks, without_head
from annotator.formats.html_tree import Page, other_kind, parse_page
from annotator.formats.page_meta import PageMeta, page_meta
from annotator.formats.protocol import SourceFile
from annotator.formats.structure import compose
from annotator.formats.text import tidy_title
from annotator.model.records import ArticleDraft

_RISKY = frozenset("script style noscript template iframe object embed svg form button input select textarea".split())


_HIDDEN_LIMIT = 5_000


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


def _draft(file: SourceFile, page: Page, *, known: PageMeta) -> ArticleDraft:
    own = page_meta(page.root).filled(PageMeta(source_url=page.saved_from))
    drop_hidden(page.root)
    whole = compose(blocks_of(page.root))
    blocks, found = main_blocks(page.root)
    meta = own.filled(known).filled(found)
    main = compose(without_head(blocks, meta))
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
    from lxml import etree

    etree.strip_elements(root, *_RISKY, with_tail=False)
    for one in [one for one in root.iter("*") if is_hidden(one)][:_HIDDEN_LIMIT]:
        if one is not root and one.getparent() is not None and one.tag != "body":
            one.drop_tree()
