"""Rich Text Format (RTF): paragraphs with headings, tables and notes."""

import re
from functools import cache
from importlib.metadata import version

from annotator.errors import ImportFileError
from annotator.formats.dates import iso_date
from annotator.formats.html_tree import other_kind
from annotator.formats.office_meta import draft_of
from annotator.formats.page_meta import byline
from annotator.formats.protocol import SourceFile
from annotator.formats.structure import Block, one_line
from annotator.model.records import ArticleDraft

_BRACES = re.compile(r"\\[\\{}]|[{}]")
_INFO = re.compile(r"\{\\info(?![a-z])")
_FIELD = re.compile(r"\{\\(title|author|operator|creatim)(?![a-z])")
_CREATED = re.compile(r"\\yr(\d{4})(?:\\mo(\d{1,2}))?(?:\\dy(\d{1,2}))?")
_LEVEL = re.compile(r"\\outlinelevel([0-8])(?!\d) ?")
_HEADING_STYLE = re.compile(r"\{\\s(\d{1,4})(?:[^{};]|\{[^{}]*\})*?\b(?:heading|überschrift|titre)\s*([1-6])\s*;", re.I)
_MARK, _CELL, _ROW, _START = "\ue000", "\ue001", "\ue002", "\ue003"
_MARKS = re.compile(f"{_MARK}[0-8]?|[{_CELL}{_ROW}{_START}]")
_TABLE_ROW = re.compile(f"{_START}([^{_ROW}]*){_ROW}")
_BULLET = re.compile(r"^[•‣▪●○◦∙·\uf0b7\uf0a7-]\s+")


def read_rtf(file: SourceFile) -> ArticleDraft:
    """Read an RTF file; raises ImportFileError for what is none or holds no text."""
    if not file.content.lstrip().startswith(b"{\\rtf"):
        kind = other_kind(file.content) or "something else"
        raise ImportFileError(f"this is not an RTF file but {kind}. Give the file its right ending and try again.")
    source = re.sub("[\ue000-\ue003]", "", file.content.decode("latin-1"))
    meta = _meta(source)
    source, notes = _without_notes(source)
    blocks = _blocks(_text(_marked(source)))
    found = [Block(f"[{number}] {one_line(_note_text(source, note))}", "note") for number, note in enumerate(notes, 1)]
    return draft_of(file, blocks + found, meta=meta, extractor=_extractor())


@cache
def _extractor() -> str:
    return f"striprtf {version('striprtf')}"


def _text(source: str) -> str:
    """Return the text of RTF, its surrogate pairs made whole."""
    from striprtf.striprtf import rtf_to_text

    # striprtf 0.0.35 looks for links with a search that is quadratic and writes addresses into the text.
    source = source.replace("\\fldinst{", "\\fldinst {")
    try:
        text = str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise ImportFileError("the RTF in it is damaged and can't be read.") from error
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _marked(source: str) -> str:
    """Put marks where headings, cells and rows are, which the library would not tell."""
    levels = {number: int(level) - 1 for number, level in _HEADING_STYLE.findall(source)}
    source = _LEVEL.sub(lambda found: f"{_MARK}{found[1]}", source)
    if levels:
        source = re.sub(
            r"\\s(\d{1,4})(?![a-z\d])(?! ?\\snext| ?\\sbasedon) ?",
            lambda found: f"{_MARK}{levels[found[1]]}" if found[1] in levels else found[0],
            source,
        )
    source = re.sub(r"\\trowd(?![a-z]) ?", _START, source)
    source = re.sub(r"\\(?:nest)?cell(?![a-z]) ?", _CELL, source)
    return re.sub(r"\\(?:nest)?row(?![a-z]) ?", _ROW, source)


def _blocks(text: str) -> list[Block]:
    """Return the blocks of marked text: rows stand between the marks of their first cell and their end."""
    blocks: list[Block] = []
    at = group = 0
    for row in _TABLE_ROW.finditer(text):
        before = _paragraphs(text[at : row.start()])
        group += bool(before) or at == 0
        cells = [one_line(_MARKS.sub("", cell)) for cell in row[1].split(_CELL)]
        while cells and not cells[-1]:
            cells.pop()
        blocks += [*before, Block("\t".join(cells), "table", 0, group)]
        at = row.end()
    return blocks + _paragraphs(text[at:])


def _paragraphs(text: str) -> list[Block]:
    blocks = []
    for line in re.split("[\n\u2028]", text):
        level = re.search(f"{_MARK}([0-8])", line)
        tidy = one_line(_MARKS.sub("", line))
        if tidy and level:
            blocks.append(Block(tidy, "heading", min(int(level[1]) + 1, 6)))
        elif tidy:
            bare = _BULLET.sub("", tidy)
            blocks.append(Block(bare, "item", 1) if bare != tidy else Block(tidy))
    return blocks


def _without_notes(source: str) -> tuple[str, list[str]]:
    """Cut the notes out, which the library would drop, and put their numbers in their places."""
    pieces, notes, at = [], [], 0
    for start in re.finditer(r"\{(?:\\\*)?\\footnote(?![a-z])", source):
        if start.start() < at:
            continue
        end = _closing(source, start.start())
        notes.append(source[start.end() : end - 1])
        pieces += [source[at : start.start()], f"[{len(notes)}]"]
        at = end
    return "".join([*pieces, source[at:]]), notes


def _note_text(source: str, note: str) -> str:
    """Return a note's text, read with the character set and fonts of the document."""
    fonts = re.search(r"\{\\fonttbl", source)
    table = source[fonts.start() : _closing(source, fonts.start())] if fonts else ""
    page = re.search(r"\\ansicpg\d+", source[:500])
    note = re.sub(r"\\chftn(?![a-z]) ?", "", note)
    text = _text(f"{{\\rtf1\\ansi{page[0] if page else ''}{table} {note}}}")
    return re.sub("[\ue000-\ue003]", " ", text)


def _closing(source: str, start: int) -> int:
    """Return where the group that opens at `start` is closed."""
    depth = 0
    for found in _BRACES.finditer(source, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return len(source)


def _meta(source: str) -> dict[str, str]:
    start = _INFO.search(source[:200_000])
    if not start:
        return {}
    info = source[start.start() : _closing(source, start.start())]
    known: dict[str, str] = {}
    for found in _FIELD.finditer(info):
        value = info[found.end() : _closing(info, found.start()) - 1]
        known.setdefault(found[1], value)
    created = _CREATED.search(known.get("creatim", ""))
    meta = {
        "title": one_line(_plain(known.get("title", ""))),
        "author": byline([_plain(known.get("author", ""))]),
        "published_date": iso_date("-".join(part.zfill(2) for part in created.groups() if part)) if created else "",
    }
    return {name: value for name, value in meta.items() if value}


def _plain(value: str) -> str:
    return _text(f"{{\\rtf1\\ansi {value}}}")
