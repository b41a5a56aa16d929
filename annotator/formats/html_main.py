"""Find the main text of a web page: what the extractor finds, with the structure of the page itself."""

import logging
import re
from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from importlib.metadata import version
from typing import Any

from annotator.formats.dates import iso_date, written_date
from annotator.formats.html_blocks import HTML, Placed, Vocabulary, blocks_of, placed_blocks
from annotator.formats.page_meta import PageMeta, byline, tidy_language, tidy_outlet
from annotator.formats.structure import Block
from annotator.formats.text import tidy_title

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
_ENOUGH = 250
"""A main text shorter than this is compared with what the page's own marks call the article."""
_COVERED = 0.9
_GAP_LIMIT = 60
_SOUND = 20
"""Letters and digits that make a text long enough to be told from chance."""
_ASIDE_TAGS = frozenset("nav aside footer figure figcaption form header menu".split())
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu|sidebar|foot\w*|related|share|sharing|social|promo\w*|ads?|advert\w*|anzeige|publicidad"
    r"|sponsor\w*|newsletter|subscri\w*|comment\w*|kommentare?|cookies?|consent|breadcrumbs?|teasers?|recommend\w*"
    r"|read-?more|more|most-?read|popular|tags?|toolbar|widget|login|signup|paywall|caption|byline|author|meta|pager"
    r"|pagination|credits?|sr-only|screen-reader\w*)(?:$|[\s_-])",
    re.I,
)
_FILLED = frozenset({"heading", "item", "table", "quotation", "code"})


@cache
def extractor() -> str:
    """Return the name and version of the library that finds the main text."""
    return f"trafilatura {version('trafilatura')}"


def main_blocks(root: Any) -> tuple[list[Block], PageMeta]:
    """Return the main text of a page as blocks and what the extractor says of the page; the tree is kept as it is."""
    found = _extract(root)
    blocks = blocks_of(found.body, EXTRACTED) if found is not None and found.body is not None else []
    marked = _marked(root) if _size(blocks) < _ENOUGH else []
    if _size(marked) > 2 * _size(blocks):
        blocks = marked
    return _on_the_page(blocks, placed_blocks(root)) or blocks, _found_meta(found)


@cache
def library() -> Any:
    """Import trafilatura without the socket that urllib3 2, which it imports, would try out, and keep it silent."""
    import socket

    had = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        import trafilatura
    finally:
        socket.has_ipv6 = had
    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # a page without text is no news for the log
    return trafilatura


def _extract(root: Any) -> Any:
    """Return what trafilatura makes of a copy of the tree, or None."""
    return library().bare_extraction(
        deepcopy(root),
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
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
    for path in ("//*[@itemprop='articleBody']", "//article", "//main | //*[@role='main']"):
        found = [blocks_of(one, HTML) for one in root.xpath(path)[:50]]
        if found:
            return max(found, key=_size)
    return []


def _size(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _on_the_page(blocks: list[Block], page: list[Placed]) -> list[Block]:
    """Return the page's own blocks that hold the main text, with the headings, lists and tables between them.

    The extractor loses headings and lists on some pages. Nothing is returned where its text can't be found again.
    """
    main = [letters for block in blocks if (letters := _letters(block.text))]
    kept = _kept(main, [_letters(one.block.text) for one in page])
    covered = sum(len(_letters(page[place].block.text)) for place in kept)
    if not kept or not _COVERED < covered / max(sum(map(len, main)), 1) < 2 - _COVERED:
        return []
    filled = {place for one, two in zip(kept, kept[1:], strict=False) for place in _between(page, one, two)}
    chosen = {*kept, *filled, *_behind(page, kept[-1]), *_before(page, kept[0])}
    return [page[place].block for place in sorted(chosen) if not _is_bare_heading(page, place, chosen, kept)]


def _kept(main: list[str], page: list[str]) -> list[int]:
    """Return the places of the page's blocks whose text the extractor found; of doubles the one among the others."""
    whole, short = "\n".join(main), set(main)
    sound = [one for one in main if len(one) >= _SOUND]
    places: dict[str, list[int]] = {}
    for place, letters in enumerate(page):
        is_part = letters in short or (len(letters) >= _SOUND and letters in whole)
        if letters and (is_part or _is_made_of(letters, sound)):
            places.setdefault(letters, []).append(place)
    single = sorted(found[0] for found in places.values() if len(found) == 1)
    middle = single[len(single) // 2] if single else 0
    return sorted(min(found, key=lambda place: abs(place - middle)) for found in places.values())


def _is_made_of(letters: str, sound: list[str]) -> bool:
    """Tell whether most of a block are pieces that the extractor took apart."""
    return len(letters) >= _SOUND and sum(len(one) for one in sound if one in letters) > 0.6 * len(letters)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _between(page: list[Placed], one: int, two: int) -> list[int]:
    """Return the blocks between two found ones that belong to the text and are no insertions."""
    if not 1 < two - one <= _GAP_LIMIT:
        return []
    above = set(_chain(page[one].element))
    shared = next((element for element in _chain(page[two].element) if element in above), None)
    siblings = {page[place].element.getparent() for place in (one, two) if page[place].element is not None}
    return [place for place in range(one + 1, two) if _belongs(page[place], shared, siblings)]


def _belongs(one: Placed, shared: Any, siblings: set[Any]) -> bool:
    path = []
    for element in _chain(one.element):
        if element is shared:
            break
        path.append(element)
    else:
        return False
    if any(_is_aside(element) for element in path) or one.linked > 0.5:
        return False
    is_sibling = one.element is not None and one.element.getparent() in siblings
    return one.block.kind in _FILLED or is_sibling


def _chain(element: Any) -> list[Any]:
    """Return an element and those around it, from the inside."""
    return [] if element is None else [element, *element.iterancestors()]


def _is_aside(element: Any) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return element.tag in _ASIDE_TAGS or bool(_ASIDE.search(named))


def _behind(page: list[Placed], last: int) -> list[int]:
    """Return the rest of a list or table in which the main text ends, or which follows it directly."""
    found = []
    home = _chain(page[last].element)[1:2]
    for place in range(last + 1, min(last + _GAP_LIMIT, len(page))):
        one = page[place]
        is_near = any(element is parent for parent in home for element in _chain(one.element)[1:3])
        if not is_near or one.block.kind not in ("item", "table", "quotation", "code") or one.linked > 0.3:
            break
        if any(_is_aside(element) for element in _chain(one.element)[:2]):
            break
        found.append(place)
    return found


def _before(page: list[Placed], first: int) -> list[int]:
    """Return the heading directly above the main text, which is no title."""
    above = page[first - 1] if first else None
    is_under = above is not None and above.block.kind == "heading" and above.block.level > 1
    if above is None or not is_under or page[first].element is None or above.element is None:
        return []
    return [first - 1] if above.element.getparent() is page[first].element.getparent() else []


def _is_bare_heading(page: list[Placed], place: int, chosen: set[int], kept: list[int]) -> bool:
    """Tell whether a heading was only filled in, and what it stands above was not."""
    return page[place].block.kind == "heading" and place not in kept and place + 1 not in chosen


def without_head(blocks: list[Block], meta: PageMeta) -> list[Block]:
    """Leave out first blocks that only repeat title, byline and date, which are shown above the text anyway."""
    place = 0
    while place < min(len(blocks) - 1, 4) and _is_head(blocks[place], meta):
        place += 1
    return blocks[place:]


def _is_head(block: Block, meta: PageMeta) -> bool:
    text = block.text.casefold()
    if meta.title and text == meta.title.casefold():
        return True
    if block.kind == "heading" or len(text) > 100 or text.endswith((".", "!", "?", "”", ":")):
        return False
    author, rest = meta.author.casefold(), len(text)
    if author and author in text:
        rest -= len(author)
    day = iso_date(text) or written_date(text)
    if day and day == meta.published_date:
        rest -= 12
    return rest < min(len(text), 20)
