"""What a web page says of itself: title, byline, outlet, date, language and address."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from annotator.formats.dates import iso_date, written_date
from annotator.formats.html_blocks import blocks_of, plain
from annotator.formats.structure import one_line

_SEPARATORS = r"\s+(?:\||[-–—·•»:]|::|//)\s+|\s*(?:｜|\|)\s*"
_SPLIT = re.compile(f"({_SEPARATORS})")
_BY = re.compile(r"^(?:(?:written\s+|story\s+)?by|von|par|por|di|door|av|автор)[\s:]+", re.I)
_NAMES = re.compile(r"\s*(?:,|;|/|\||\band\b|&|\bund\b|\bet\b)\s*", re.I)
_ADDRESS = re.compile(r"https?://|www\.|@", re.I)
_NOBODY = {"anonymous", "unknown", "unspecified", "admin", "administrator", "user", "root", "owner", "author"}
_ARTICLE_TYPES = ("article", "posting", "report", "review", "webpage", "creativework", "liveblog")
TITLE_KEYS = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title")
DATE_KEYS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "date",
    "article.published",
    "cxenseparse:recs:publishtime",
)
AUTHOR_KEYS = (
    "author",
    "article:author",
    "byl",
    "byline",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "twitter:creator",
)
OUTLET_KEYS = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title", "publisher")


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What is known of a page; what is not known is empty."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    published_date: str = ""
    language: str = ""
    source_url: str = ""

    def meta(self) -> dict[str, str]:
        """Return what is known, the title aside, under the names of a draft's meta."""
        pairs = {name: getattr(self, name) for name in self.__slots__ if name != "title"}
        return {name: value for name, value in pairs.items() if value}

    def filled(self, other: "PageMeta") -> "PageMeta":
        """Return this with what is empty taken from the other."""
        empty = {name: getattr(other, name) for name in self.__slots__ if not getattr(self, name)}
        return replace(self, **empty)


def page_meta(root: Any) -> PageMeta:
    """Return what the page's own marks say: linked data first, then meta elements, then what is visible."""
    linked, named = _linked(root), _named(root)
    outlet = tidy_outlet(_first(named, OUTLET_KEYS[:1]) or linked.outlet or _first(named, OUTLET_KEYS))
    url = linked_address(root, named)
    return PageMeta(
        title=_title(root, linked, named, outlet or _host_word(url)),
        author=linked.author or byline(_all(named, AUTHOR_KEYS)) or byline(_visible_authors(root)),
        outlet=outlet,
        published_date=linked.published_date or _named_date(named) or _visible_date(root),
        language=_language(root, named),
        source_url=url,
    )


def byline(names: Iterable[str]) -> str:
    """Return the authors' names once each, without “by”, addresses and shouting."""
    found: dict[str, str] = {}
    for text in names:
        if _ADDRESS.search(text.split(" ")[0]):
            continue
        for part in _NAMES.split(_BY.sub("", one_line(text))):
            name = _BY.sub("", part).strip(" .·-–—")
            key = name.casefold()
            if name and key not in _NOBODY and not _ADDRESS.search(name) and len(name) <= 80:
                found[key] = found[key] if key in found and not found[key].isupper() else name
    return ", ".join(found.values())


def without_outlet(title: str, outlet: str, heading: str) -> str:
    """Return the title without the outlet's name before or behind it."""
    if 0.4 * len(title) <= len(heading) and heading.casefold() in title.casefold():
        return heading
    pieces = _SPLIT.split(title)
    if len(pieces) < 3:
        return title
    known = outlet.casefold().replace(" ", "")
    first, last = pieces[0].strip(), pieces[-1].strip()
    if heading and heading.casefold() in (first.casefold(), last.casefold()):
        return heading
    if known and _same(last, known):
        return without_outlet("".join(pieces[:-2]).strip(), outlet, heading)
    if known and _same(first, known):
        return "".join(pieces[2:]).strip()
    return title


def tidy_outlet(name: str) -> str:
    """Return the outlet's name on one line, nothing for an address or a handle."""
    name = one_line(name)
    return "" if name.startswith(("@", "http")) or len(name) > 80 else name


def linked_address(root: Any, named: dict[str, list[str]]) -> str:
    """Return the page's own address, its canonical link or `og:url`."""
    links = [one.get("href") or "" for one in root.iter("link") if "canonical" in (one.get("rel") or "").lower()]
    found = [one for one in (*links, *named.get("og:url", ())) if one.startswith(("http://", "https://"))]
    return str(next(iter(found), "")).strip()


def _same(part: str, known: str) -> bool:
    word = part.casefold().replace(" ", "")
    return bool(word) and (word == known or word in (f"the{known}", f"{known}.com") or f"the{word}" == known)


def _host_word(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    words = host.removeprefix("www.").split(".")
    return words[0] if len(words) > 1 else ""


def _named(root: Any) -> dict[str, list[str]]:
    """Return the contents of the meta elements by their names, names in lower case."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = one_line((element.get("content") or "")[:5000])
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _first(named: dict[str, list[str]], keys: Iterable[str]) -> str:
    return next((named[key][0] for key in keys if key in named), "")


def _all(named: dict[str, list[str]], keys: Iterable[str]) -> list[str]:
    """Return the values of the first key that gives a name."""
    return next((named[key] for key in keys if key in named and byline(named[key])), [])


def _named_date(named: dict[str, list[str]]) -> str:
    dates = (iso_date(value) for key in DATE_KEYS for value in named.get(key, ()))
    return next((one for one in dates if one), "")


def _language(root: Any, named: dict[str, list[str]]) -> str:
    keys = ("content-language", "og:locale", "dc.language", "inlanguage")
    told = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or _first(named, keys)
    return tidy_language(told)


def tidy_language(told: str) -> str:
    """Return a language tag such as `en-GB`, or nothing for what is none."""
    tag = told.split(",")[0].strip().replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", tag):
        return ""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(one.upper() if len(one) == 2 else one for one in rest)])


def _title(root: Any, linked: "PageMeta", named: dict[str, list[str]], outlet: str) -> str:
    headings = [text for one in list(root.iter("h1"))[:10] if (text := plain(one)) and len(text) < 400]
    heads = [one_line(one.text or "") for one in list(root.iter("title"))[:1]]
    told = [linked.title, _first(named, TITLE_KEYS), *heads]
    for text in told:
        fitting = (one for one in headings if one.casefold() in text.casefold())
        heading = next((one for one in fitting if not _same(one, outlet.casefold().replace(" ", ""))), "")
        tidy = without_outlet(one_line(text), outlet, heading)
        if tidy and not _same(tidy, outlet.casefold().replace(" ", "")):
            return tidy
    return next((one for one in headings if not _same(one, outlet.casefold())), "") or next(filter(None, told), "")


def _linked(root: Any) -> PageMeta:
    """Return what the page's linked data (JSON-LD) says of its article."""
    found = PageMeta()
    for one in sorted(_linked_objects(root), key=_rank):
        if _rank(one) < len(_ARTICLE_TYPES):
            found = found.filled(_linked_meta(one))
    return found


def _linked_meta(one: dict[str, Any]) -> PageMeta:
    publisher = one.get("publisher")
    return PageMeta(
        title=one_line(_word(one.get("headline")) or (_word(one.get("name")) if _rank(one) < 3 else "")),
        author=byline(_people(one.get("author") or one.get("creator"))),
        outlet=tidy_outlet(next(iter(_people(publisher)), "")),
        published_date=iso_date(_word(one.get("datePublished")) or _word(one.get("dateCreated"))),
    )


def _linked_objects(root: Any) -> Iterator[dict[str, Any]]:
    for script in list(root.iter("script"))[:500]:
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = re.sub(r"[\x00-\x1f]+", " ", (script.text or "")[:1_000_000])
        try:
            value = json.loads(text.strip().removeprefix("<!--").removesuffix("-->").rstrip("; "))
        except (ValueError, RecursionError):
            continue
        yield from _objects(value)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of linked data, those in lists and graphs and the main entity too."""
    waiting, left = [value], 2000
    while waiting and left:
        one, left = waiting.pop(0), left - 1
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            yield one
            waiting += [one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one]


def _rank(one: dict[str, Any]) -> int:
    kinds = one.get("@type")
    names = " ".join(_word(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds]))
    return next((place for place, word in enumerate(_ARTICLE_TYPES) if word in names), len(_ARTICLE_TYPES))


def _people(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    named = (one.get("name") if isinstance(one, dict) else one for one in values)
    flat = (name for one in named for name in (one if isinstance(one, list) else [one]))
    return [name for one in flat if (name := _word(one))]


def _word(value: Any) -> str:
    return value[:2000] if isinstance(value, str) else ""


def _visible_date(root: Any) -> str:
    """Return the date of a `time` element or the like, one marked as the publication's before others."""
    found = [one for one in root.iter("time") if iso_date(one.get("datetime") or "")][:200]
    marked = [one for one in found if one.get("pubdate") is not None or "publish" in _marks(one)]
    if marked or found:
        return iso_date((marked or found)[0].get("datetime"))
    props = root.xpath("//*[@itemprop='datePublished'][@datetime or @content]")
    day = next((day for one in props if (day := iso_date(one.get("datetime") or one.get("content")))), "")
    return day or _date_under_the_heading(root)


def _date_under_the_heading(root: Any) -> str:
    """Return a day written out in one of the short lines around the page's first main heading."""
    blocks = blocks_of(root)
    place = next((at for at, one in enumerate(blocks) if one.kind == "heading" and one.level == 1), None)
    near = blocks[max(place - 2, 0) : place + 5] if place is not None else []
    return next((day for one in near if len(one.text) <= 100 and (day := written_date(one.text))), "")


def _marks(element: Any) -> str:
    return " ".join((element.get(name) or "").lower() for name in ("class", "itemprop", "id"))


def _visible_authors(root: Any) -> list[str]:
    found = root.xpath("//*[@rel='author' or @itemprop='author' or contains(@class, 'p-author')]")
    return [name for one in found[:10] if (name := plain(one)) and len(name) <= 60]
