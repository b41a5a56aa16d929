"""E-books (EPUB): the chapters in reading order as one text."""

import re
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from annotator.errors import ImportFileError
from annotator.formats.archive import Container, parse_xml
from annotator.formats.html import drop_hidden
from annotator.formats.html_blocks import blocks_of, plain
from annotator.formats.html_tree import decode_page, parse_html
from annotator.formats.office_meta import core_meta, draft_of
from annotator.formats.protocol import SourceFile
from annotator.formats.structure import Block, one_line
from annotator.model.records import ArticleDraft

KIND = "an e-book (EPUB)"
EXTRACTOR = "annotator-epub 1"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_PROTECTED = ("META-INF/rights.xml", "META-INF/sinf.xml")
_XML = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def read_epub(file: SourceFile) -> ArticleDraft:
    """Read an e-book; raises ImportFileError for a protected or damaged one, or one without text."""
    container = Container(file.content, kind=KIND)
    if any(name in container for name in _PROTECTED):
        raise ImportFileError("this e-book is protected (DRM), so its text can't be read.")
    place = _package_place(container)
    package = parse_xml(container.read(place), place)
    blocks: list[Block] = []
    for name in _spine(package, dirname(place)):
        if name in container:
            blocks += _chapter(container.read(name), group=len(blocks) + 1)
    return draft_of(file, blocks, meta=core_meta(package), extractor=EXTRACTOR)


def _package_place(container: Container) -> str:
    name = "META-INF/container.xml"
    root = parse_xml(container.read(name), name)
    place = next((one.get("full-path") or "" for one in root.iter(f"{_CONTAINER}rootfile")), "")
    return normpath(unquote(place)) if place else "content.opf"


def _spine(package: Any, folder: str) -> list[str]:
    """Return the names of the chapters in reading order, the table of contents left out."""
    listed = {one.get("id"): one for one in package.iter(f"{_OPF}item")}
    names = []
    for reference in package.iter(f"{_OPF}itemref"):
        one = listed.get(reference.get("idref"))
        if one is not None and "nav" not in (one.get("properties") or "").split() and one.get("href"):
            names.append(normpath(join(folder, unquote(one.get("href")))))
    return list(dict.fromkeys(names))


def _chapter(content: bytes, *, group: int) -> list[Block]:
    """Return a chapter's blocks, its notes behind them."""
    text, _, _ = decode_page(SourceFile("chapter.xhtml", content))
    if not text.strip():
        return []
    root = parse_html(_XML.sub("", text))
    drop_hidden(root)
    notes = _notes(root)
    return [Block(one.text, one.kind, one.level, group * 1000 + one.group) for one in blocks_of(root)] + notes


def _notes(root: Any) -> list[Block]:
    """Take the notes out of a chapter and number them as the marks in its text are."""
    marks = {}
    for link in list(root.iter("a")):
        if "noteref" in _kinds(link):
            mark = one_line("".join(link.itertext())).strip("[]()")
            marks[(link.get("href") or "").rpartition("#")[2]] = mark
            for inside in list(link):
                inside.drop_tree()
            link.text = f"[{mark}]"
    found = []
    for note in [one for one in root.iter() if _is_note(one)]:
        for link in [one for one in note.iter("a") if _is_way_back(one)]:
            link.drop_tree()
        mark = marks.get(note.get("id") or "", "")
        found.append(Block(f"[{mark}] {plain(note)}" if mark else plain(note), "note"))
        note.drop_tree()
    return found


def _kinds(element: Any) -> str:
    return f"{element.get('epub:type') or ''} {element.get('role') or ''}"


def _is_note(element: Any) -> bool:
    kinds = _kinds(element).split()
    return bool({"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"} & set(kinds))


def _is_way_back(link: Any) -> bool:
    is_named = "backlink" in _kinds(link)
    return is_named or ("#" in (link.get("href") or "") and len("".join(link.itertext()).strip()) <= 4)
