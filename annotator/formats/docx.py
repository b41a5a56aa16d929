"""Word documents (DOCX): paragraphs with headings, lists, tables and notes."""

import io
import zipfile
from functools import cache
from importlib.metadata import version
from typing import Any

from annotator.errors import ImportFileError
from annotator.formats.archive import Container, parse_xml
from annotator.formats.html_blocks import blocks_of
from annotator.formats.html_tree import parse_html
from annotator.formats.office_meta import core_meta, draft_of
from annotator.formats.protocol import SourceFile
from annotator.formats.structure import Block
from annotator.model.records import ArticleDraft

KIND = "a Word document (DOCX)"
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
"""
_TYPES = (".xml", ".rels")


def read_docx(file: SourceFile) -> ArticleDraft:
    """Read a Word document; raises ImportFileError for a damaged one or one without text."""
    container = Container(file.content, kind=KIND)
    if "[Content_Types].xml" not in container:
        raise ImportFileError(f"this is not {KIND}, though it is packed like one.")
    core = container.read_if_there("docProps/core.xml")
    meta = core_meta(parse_xml(core, "docProps/core.xml")) if core else {}
    root = parse_html(f"<html><body>{_converted(_safe_copy(container))}</body></html>")
    return draft_of(file, _blocks(root), meta=meta, extractor=_extractor())


@cache
def _extractor() -> str:
    return f"mammoth {version('mammoth')}"


def _safe_copy(container: Container) -> bytes:
    """Pack the XML parts again, each proven small and without a document type; pictures and scripts stay out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name in container.names:
            if name.lower().endswith(_TYPES) and not name.startswith(("customXml/", "word/theme/")):
                content = container.read(name)
                parse_xml(content, name)
                packed.writestr(name, content)
    return out.getvalue()


def _converted(content: bytes) -> str:
    """Return the document as HTML."""
    import mammoth
    from mammoth.images import img_element

    # Damaged documents surface in mammoth 1.13 as errors of whatever it looked up last.
    faults = (KeyError, ValueError, IndexError, TypeError, AttributeError, OSError, RecursionError, zipfile.BadZipFile)
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content), style_map=_STYLES, convert_image=img_element(_no_picture), ignore_empty_paragraphs=True
        )
    except faults as error:
        raise ImportFileError(f"this is not {KIND}, or it is damaged.") from error
    return str(result.value)


def _no_picture(_image: object) -> dict[str, str]:
    return {}


def _blocks(root: Any) -> list[Block]:
    """Return the document's blocks, its notes told apart and numbered as the marks in the text are."""
    notes = [one for one in root.iter("li") if (one.get("id") or "").startswith(("footnote-", "endnote-"))]
    lists = {one.getparent() for one in notes}
    found: list[Block] = []
    for number, note in enumerate(notes, 1):
        for link in [one for one in note.iter("a") if "-ref-" in (one.get("href") or "")]:
            link.drop_tree()
        text = " ".join(block.text for block in blocks_of(note))
        found.append(Block(f"[{number}] {text}", "note"))
    for one in lists:
        one.drop_tree()
    return blocks_of(root) + found
