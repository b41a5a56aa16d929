"""OpenDocument texts (ODT): paragraphs with headings, lists, tables and notes."""

from dataclasses import dataclass, field
from typing import Any

from annotator.errors import ImportFileError
from annotator.formats.archive import Container, parse_xml
from annotator.formats.office_meta import core_meta, draft_of
from annotator.formats.protocol import SourceFile
from annotator.formats.structure import Block, tidy_lines
from annotator.model.records import ArticleDraft

KIND = "an OpenDocument text (ODT)"
EXTRACTOR = "annotator-odt 1"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_SKIPPED = {
    f"{_OFFICE}annotation",
    f"{_TEXT}tracked-changes",
    f"{_TEXT}bookmark",
    f"{_TEXT}note-citation",
    f"{_TEXT}ruby-text",
    f"{_OFFICE}forms",
    f"{_TEXT}sequence-decls",
    f"{_TEXT}index-title-template",
}
_SHAPES = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_QUOTED = ("quot", "zitat", "citation")


def read_odt(file: SourceFile) -> ArticleDraft:
    """Read an OpenDocument text; raises ImportFileError for a damaged one or one without text."""
    container = Container(file.content, kind=KIND)
    root = parse_xml(container.read("content.xml"), "content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ImportFileError(f"this is not {KIND}; a spreadsheet or presentation has no running text.")
    told = container.read_if_there("meta.xml")
    meta = core_meta(parse_xml(told, "meta.xml")) if told else {}
    walk = _Walk(_parents(root))
    walk.flow(body)
    return draft_of(file, walk.blocks + walk.notes, meta=meta, extractor=EXTRACTOR)


def _parents(root: Any) -> dict[str, str]:
    """Return the named style on which each automatic style is built."""
    styles = root.iter(f"{_STYLE}style")
    return {one.get(f"{_STYLE}name", ""): one.get(f"{_STYLE}parent-style-name", "") for one in styles}


@dataclass(slots=True)
class _Walk:
    """Gathers blocks on the way through the document; libxml2 bounds how deep the tree is."""

    styles: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    shapes: list[Any] = field(default_factory=list)
    lists: int = 0
    group: int = 0

    def flow(self, parent: Any) -> None:
        """Take in the block elements under an element."""
        for one in parent:
            name = one.tag
            if name == f"{_TEXT}h":
                self.add(one, "heading", _number(one.get(f"{_TEXT}outline-level"), 1))
            elif name == f"{_TEXT}p":
                self.add(one, *self._kind_of(one))
            elif name == f"{_TEXT}list":
                self._list(one)
            elif name == f"{_TABLE}table":
                self._table(one)
            elif name not in _SKIPPED:
                self.flow(one)

    def add(self, element: Any, kind: str, level: int) -> None:
        """Take in one paragraph, then what its frames hold."""
        text = tidy_lines(self.inline(element))
        if text:
            self.blocks.append(Block(text, kind, level, self.group))
        shapes, self.shapes = self.shapes, []
        for one in shapes:
            self.flow(one)

    def inline(self, element: Any) -> str:
        """Return the running text of a paragraph; its notes and frames are put aside."""
        pieces = [element.text or ""]
        for one in element:
            pieces += [self._inline_piece(one), one.tail or ""]
        return "".join(pieces)

    def _inline_piece(self, one: Any) -> str:
        name = one.tag
        if name == f"{_TEXT}s":
            return " " * min(_number(one.get(f"{_TEXT}c"), 1), 100)
        if name == f"{_TEXT}tab":
            return " "
        if name == f"{_TEXT}line-break":
            return "\n"
        if name == f"{_TEXT}note":
            return self._note(one)
        if name.startswith(_SHAPES):
            self.shapes.append(one)
            return ""
        return "" if name in _SKIPPED else self.inline(one)

    def _note(self, note: Any) -> str:
        mark = f"[{len(self.notes) + 1}]"
        body = note.find(f"{_TEXT}note-body")
        self.notes.append(Block(mark, "note"))
        place = len(self.notes) - 1
        inside = _Walk(self.styles)
        if body is not None:
            inside.flow(body)
        text = " ".join(block.text.replace("\n", " ") for block in inside.blocks)
        self.notes[place] = Block(f"{mark} {text}".strip(), "note")
        return mark

    def _kind_of(self, one: Any) -> tuple[str, int]:
        if self.lists:
            return "item", self.lists
        style = one.get(f"{_TEXT}style-name", "")
        named = f"{style} {self.styles.get(style, '')}".lower()
        if any(f" {word}" in f" {named}" for word in ("title", "titel")):
            return "heading", 1
        return ("quotation", 0) if any(word in named for word in _QUOTED) else ("", 0)

    def _list(self, element: Any) -> None:
        self.group += self.lists == 0
        self.lists += 1
        self.flow(element)
        self.lists -= 1

    def _table(self, table: Any) -> None:
        self.group += 1
        if table.find(f".//{_TABLE}table") is not None:
            self.flow(table)
            return
        for row in table.iter(f"{_TABLE}table-row"):
            cells = [self._cell(one) for one in row if one.tag == f"{_TABLE}table-cell"]
            if any(cells):
                self.blocks.append(Block("\t".join(cells), "table", 0, self.group))

    def _cell(self, cell: Any) -> str:
        inside = _Walk(self.styles, notes=self.notes)
        inside.flow(cell)
        return " ".join(block.text.replace("\n", " ") for block in inside.blocks)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 5 else otherwise
