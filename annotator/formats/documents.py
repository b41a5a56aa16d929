"""The documents that can be read: each reader and its library are only imported when such a file comes."""

from collections.abc import Iterator
from typing import Any

from annotator.formats.protocol import Importer, SourceFile
from annotator.model.records import ArticleDraft


def _html(file: SourceFile) -> ArticleDraft:
    from annotator.formats.html import read_html

    return read_html(file)


def _mhtml(file: SourceFile) -> ArticleDraft:
    from annotator.formats.mail import read_mhtml

    return read_mhtml(file)


def _pdf(file: SourceFile) -> ArticleDraft:
    from annotator.formats.pdf import read_pdf

    return read_pdf(file)


def _docx(file: SourceFile) -> ArticleDraft:
    from annotator.formats.docx import read_docx

    return read_docx(file)


def _odt(file: SourceFile) -> ArticleDraft:
    from annotator.formats.odt import read_odt

    return read_odt(file)


def _rtf(file: SourceFile) -> ArticleDraft:
    from annotator.formats.rtf import read_rtf

    return read_rtf(file)


def _epub(file: SourceFile) -> ArticleDraft:
    from annotator.formats.epub import read_epub

    return read_epub(file)


def _mail(file: SourceFile) -> ArticleDraft:
    from annotator.formats.mail import read_mail

    return read_mail(file)


def _zip(file: SourceFile) -> Iterator[Any]:
    from annotator.formats.archive import read_zip

    return read_zip(file)


DOCUMENTS = (
    Importer(
        "html",
        (".html", ".htm", ".xhtml"),
        "article",
        _html,
        "a saved web page; its main text is taken",
        is_isolated=True,
    ),
    Importer("mhtml", (".mhtml", ".mht"), "article", _mhtml, "a web page saved as one file", is_isolated=True),
    Importer("pdf", (".pdf",), "article", _pdf, "a PDF file with a text layer; its pages are mapped", is_isolated=True),
    Importer("docx", (".docx", ".docm"), "article", _docx, "a Word document", is_isolated=True),
    Importer("odt", (".odt", ".ott"), "article", _odt, "an OpenDocument text", is_isolated=True),
    Importer("rtf", (".rtf",), "article", _rtf, "a Rich Text Format document", is_isolated=True),
    Importer("epub", (".epub",), "article", _epub, "an e-book; its chapters are joined", is_isolated=True),
    Importer("mail", (".eml",), "article", _mail, "a mail; its text or the main text of its HTML", is_isolated=True),
    Importer("zip", (".zip",), "files", _zip, "an archive of files of the other kinds", is_isolated=True),
)
