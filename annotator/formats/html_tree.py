"""Read a web page's bytes into a tree: its encoding found, nothing fetched, nothing run."""

import codecs
import re
from dataclasses import dataclass
from typing import Any

from annotator.errors import ImportFileError
from annotator.formats.protocol import SourceFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,20}=\s{0,20}[\"']?\s{0,20}([A-Za-z0-9_:.-]{2,40})", re.I)
_LOOKED_AT = 100_000
_SAVED_FROM = re.compile(
    r"<!--[^>]{0,200}?(?:saved from url=\(\d+\)\s*(https?://[^\s>]+)|\burl:\s*(https?://[^\s>]+))", re.I
)
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""What browsers take these declarations for; a page that can be searched for UTF-16 in ASCII isn't in it."""
_OTHER_KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page with the encoding it was in and a warning where that had to be guessed."""

    root: Any
    encoding: str
    warning: str = ""
    saved_from: str = ""
    """The address that a browser noted in a comment when it saved the page."""


def other_kind(content: bytes) -> str:
    """Say what the bytes are when they are plainly of another kind, else nothing."""
    return next((kind for start, kind in _OTHER_KINDS if content.startswith(start)), "")


def decode_page(file: SourceFile, *, declared: str = "") -> tuple[str, str, str]:
    """Return text, encoding and a warning: byte order mark, strict UTF-8, the declared encoding, or a guess."""
    content = file.content
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace"), name, ""
    for name in (file.encoding, "utf-8", declared, _declared(content)):
        text, found = _strictly(content, name)
        if found:
            return text, found, ""
    guess = _guess(content)
    warning = f"the page's encoding was guessed as {guess}. Look at the text, or name the encoding."
    return content.decode(guess, "replace"), guess, warning


def parse_page(file: SourceFile, *, declared: str = "") -> Page:
    """Return the tree of a page without comments; raises ImportFileError for what is no page."""
    text, encoding, warning = decode_page(file, declared=declared)
    controls = sum(1 for one in text[:_LOOKED_AT] if one < " " and one not in "\t\n\r\f")
    if controls > 20 and controls * 50 > len(text[:_LOOKED_AT]):
        raise ImportFileError("this is not a web page: most of it is no text at all.")
    found = _SAVED_FROM.search(text[:10_000])
    return Page(parse_html(text), encoding, warning, (found[1] or found[2]) if found else "")


def parse_html(text: str) -> Any:
    """Return the tree of HTML text; raises ImportFileError where there is none."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    content = text.replace("\0", "").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(content, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ImportFileError("it holds no page that can be read.") from error
    return root


def _declared(content: bytes) -> str:
    found = _DECLARED.search(content[:4096])
    return found[1].decode("ascii") if found else ""


def _strictly(content: bytes, name: str) -> tuple[str, str]:
    if not name:
        return "", ""
    try:
        known = codecs.lookup(name).name
        known = _WIDER.get(known, known)
        text = content.decode(known)
    except (LookupError, UnicodeError, ValueError):
        return "", ""
    return (text, known) if isinstance(text, str) else ("", "")


def _guess(content: bytes) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(content[:65_536]).best()
    return found.encoding if found else "cp1252"
