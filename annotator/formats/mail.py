"""Mails (EML) and web pages saved as one mail-like file (MHTML)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import sha256

from annotator.errors import ImportFileError
from annotator.formats.html import read_page
from annotator.formats.html_main import extractor
from annotator.formats.html_tree import decode_page, other_kind
from annotator.formats.page_meta import byline
from annotator.formats.protocol import SourceFile
from annotator.formats.structure import one_line, tidy_paragraphs
from annotator.formats.text import tidy_title
from annotator.model.records import ArticleDraft

EXTRACTOR = "annotator-mail 1"
PART_LIMIT = 2_000
_HEADER = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:From [^\n]*\n)?[!-9;-~]{1,76}:")
# Odd headers surface in the email package of Python 3.11 as these errors.
_FAULTS = (ValueError, LookupError, AttributeError, TypeError, OverflowError, RecursionError)


def read_mail(file: SourceFile) -> ArticleDraft:
    """Read a mail: its text part, or the main text of its HTML part; attachments are left alone."""
    message = _parsed(file, "a mail")
    plain, page = _texts(message)
    if len(plain.strip()) < 20 and page is not None:
        draft = read_page(replace(file, content=_bytes(page)), declared=_charset(page))
    elif text := tidy_paragraphs(plain).strip():
        draft = ArticleDraft("", text, extractor=EXTRACTOR)
    else:
        raise ImportFileError("this mail holds no text, perhaps only attachments.")
    told = {"author": _sender(message), "published_date": _day(message)}
    return replace(
        draft,
        title=_title(message) or draft.title or file.stem,
        origin_path=file.name,
        original_sha256=sha256(file.content).hexdigest(),
        meta={**draft.meta, **{name: value for name, value in told.items() if value}},
    )


def read_mhtml(file: SourceFile) -> ArticleDraft:
    """Read a web page that a browser saved as one file."""
    message = _parsed(file, "a page saved as one file (MHTML)")
    page = next((one for one in _parts(message) if one.get_content_type() in _PAGES), None)
    if page is None:
        raise ImportFileError("this file holds no web page.")
    url = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    draft = read_page(
        replace(file, content=_bytes(page)),
        declared=_charset(page),
        url=url if url.startswith(("http://", "https://")) else "",
        title=_header(message, "Subject"),
    )
    return replace(draft, original_sha256=sha256(file.content).hexdigest(), extractor=extractor())


_PAGES = ("text/html", "application/xhtml+xml")


def _parsed(file: SourceFile, kind: str) -> Message:
    if not _HEADER.match(file.content.lstrip()[:2000].replace(b"\r\n", b"\n").replace(b"\r", b"\n")):
        found = other_kind(file.content)
        raise ImportFileError(f"this is not {kind}{f' but {found}' if found else ''}: it begins without a header.")
    try:
        return BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(file.content.lstrip())
    except _FAULTS as error:
        raise ImportFileError(f"this is not {kind}, or it is damaged.") from error


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that are no attachments, without recursion and not without end."""
    waiting, left = [message], PART_LIMIT
    while waiting and left:
        part, left = waiting.pop(0), left - 1
        inside = part.get_payload() if part.is_multipart() else None
        if isinstance(inside, list):
            waiting = [one for one in inside if isinstance(one, Message)] + waiting
        elif not _header(part, "Content-Disposition").lower().startswith("attachment"):
            yield part


def _texts(message: Message) -> tuple[str, Message | None]:
    """Return the text of the plain parts and the first HTML part."""
    plain: list[str] = []
    page = None
    for part in _parts(message):
        kind = part.get_content_type()
        if kind == "text/plain":
            plain.append(_part_text(part))
        elif kind in _PAGES and page is None:
            page = part
    return "\n\n".join(plain), page


def _part_text(part: Message) -> str:
    text, _, _ = decode_page(SourceFile("part", _bytes(part), _charset(part)))
    is_flowed = _parameter(part, "format").lower() == "flowed"
    return _unflowed(text, is_tight=_parameter(part, "delsp").lower() == "yes") if is_flowed else text


def _unflowed(text: str, *, is_tight: bool) -> str:
    """Join the soft line ends that mail programs mark with a blank (RFC 3676)."""
    out: list[str] = []
    is_open = False
    for line in text.replace("\r\n", "\n").split("\n"):
        bare = line.removeprefix(" ") if not line.startswith(">") else line
        if is_open and not line.startswith(">"):
            out[-1] += bare
        else:
            out.append(bare)
        is_open = out[-1].endswith(" ") and line != "-- " and not line.startswith(">")
        if is_open and is_tight:
            out[-1] = out[-1][:-1]
    return "\n".join(out)


def _bytes(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except _FAULTS as error:
        raise ImportFileError("a part of this file is damaged and can't be decoded.") from error
    return content if isinstance(content, bytes) else b""


def _header(message: Message, name: str) -> str:
    try:
        return one_line(str(message.get(name) or ""))[:5000]
    except _FAULTS:
        return ""


def _parameter(part: Message, name: str) -> str:
    try:
        found = part.get_param(name, "")
    except _FAULTS:
        return ""
    return found if isinstance(found, str) else ""


def _charset(part: Message) -> str:
    return _parameter(part, "charset")


def _title(message: Message) -> str:
    return tidy_title(_header(message, "Subject"))[:300]


def _sender(message: Message) -> str:
    pairs = getaddresses([_header(message, "From")])
    names = [name or address.split("@")[0] for name, address in pairs]
    return byline(names[:5])


def _day(message: Message) -> str:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except _FAULTS:
        return ""
