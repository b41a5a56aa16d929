"""Plain text and Markdown: articles whose text is stored exactly as it stands in the file."""

import re
from collections.abc import Mapping
from hashlib import sha256

from annotator.errors import ImportFileError
from annotator.formats.decoding import decode, newline_kind
from annotator.formats.protocol import Importer, SourceFile
from annotator.model.article import refuse_unstorable
from annotator.model.records import ArticleDraft

TITLE_LIMIT = 120
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(?P<title>.*?)(?:[ \t]+#*)?[ \t]*$")
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(?P<lines>.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.S
)
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w -]*?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_ISO_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")
_LINE = re.compile(r"[^\r\n]+")
_META_KEYS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "date": "published_date",
    "published": "published_date",
    "published_date": "published_date",
    "outlet": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "site": "outlet",
    "lang": "language",
    "language": "language",
    "url": "source_url",
    "link": "source_url",
    "source_url": "source_url",
    "archive_url": "archive_url",
}


def read_text(file: SourceFile) -> ArticleDraft:
    """Read a plain text file; a first line beginning with `# ` gives the title."""
    return _read(file, is_markdown=False)


def read_markdown(file: SourceFile) -> ArticleDraft:
    """Read a Markdown file; front matter and a leading heading give title and meta, and stay in the text."""
    return _read(file, is_markdown=True)


def pasted(title: str, text: str) -> ArticleDraft:
    """Make a draft of text that was pasted; an empty title is taken from the text."""
    if not text.strip():
        raise ImportFileError("There is no text to add.")
    try:
        refuse_unstorable(text)
    except ValueError as error:
        raise ImportFileError(f"This text can't be kept: {error}.") from error
    name = tidy_title(title) or _leading_heading(text) or _first_line(text) or "Untitled"
    return ArticleDraft(name, text, newline=newline_kind(text))


def tidy_title(text: str) -> str:
    """Return the text as one line without runs of blanks or control characters."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _read(file: SourceFile, *, is_markdown: bool) -> ArticleDraft:
    decoded = decode(file)
    if not decoded.text.strip():
        raise ImportFileError("the file is empty, so there is nothing to read.")
    meta, body = _front_matter(decoded.text) if is_markdown else ({}, decoded.text)
    has_heading = is_markdown or decoded.text.startswith("# ")
    heading = _leading_heading(body) if has_heading else ""
    title = meta.get("title") or heading or _first_line(body) or tidy_title(file.stem) or "Untitled"
    return ArticleDraft(
        title,
        decoded.text,
        origin_path=file.name,
        original_sha256=sha256(file.content).hexdigest(),
        encoding=decoded.encoding,
        newline=newline_kind(decoded.text),
        meta={key: value for key, value in meta.items() if key != "title"},
        warnings=(decoded.warning,) if decoded.warning else (),
    )


def _leading_heading(text: str) -> str:
    """Return the words of a heading on the first line that is not blank, else nothing."""
    first = next((line for line in _lines(text) if line.strip()), "")
    found = _HEADING.match(first)
    return tidy_title(found["title"]) if found else ""


def _first_line(text: str) -> str:
    """Return the first line that is not blank if it is short enough for a title, else nothing."""
    line = next((tidy for line in _lines(text) if (tidy := tidy_title(line))), "")
    return line if len(line) <= TITLE_LIMIT else ""


def _lines(text: str) -> list[str]:
    """Return the lines of the text's first part, where title and heading are looked for."""
    return _LINE.findall(text[:100_000])


def _front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """Return what the YAML-like block at the very start says, and the text after it."""
    found = _FRONT_MATTER.match(text) if _FENCE.match(text) else None
    meta = _pairs(_lines(found["lines"])) if found else None
    return (meta, text[found.end() :]) if found and meta is not None else ({}, text)


def _pairs(lines: list[str]) -> dict[str, str] | None:
    """Read `key: value` lines and simple lists; None when it is not front matter after all."""
    values: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        pair = _PAIR.fullmatch(line.rstrip())
        if pair:
            key = pair["key"].strip().lower()
            values.setdefault(key, []).extend(_scalars(pair["value"] or ""))
        elif key and line[:1] in " \t-":
            values[key].extend(_scalars(line.strip().removeprefix("-")))
        elif line.strip() and not line.lstrip().startswith("#"):
            return None
    return _known(values)


def _scalars(value: str) -> list[str]:
    """Split a `[list, of, values]` and take the quotation marks off."""
    value = value.strip()
    parts = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
    bare = (part.strip() for part in parts)
    unquoted = (one[1:-1] if len(one) > 1 and one[0] == one[-1] and one[0] in "\"'" else one for one in bare)
    return [tidy for one in unquoted if (tidy := tidy_title(one))]


def _known(values: Mapping[str, list[str]]) -> dict[str, str]:
    meta: dict[str, str] = {}
    for key, found in values.items():
        name = _META_KEYS.get(key, "")
        if name and found and name not in meta:
            meta[name] = ", ".join(found)
    return _with_iso_date(meta)


def _with_iso_date(meta: dict[str, str]) -> dict[str, str]:
    """Keep a date only in the form that is stored; other forms stay in the text."""
    date = _ISO_DATE.match(meta.pop("published_date", ""))
    return {**meta, "published_date": date.group()} if date else meta


TEXT = Importer("text", (".txt", ".text"), "article", read_text, "plain text, stored verbatim")
MARKDOWN = Importer(
    "markdown", (".md", ".markdown"), "article", read_markdown, "Markdown, stored verbatim; its heading is the title"
)
