"""What a document was made of is kept with its text: headings, lists, pages, and what read it."""

import pytest

from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.model.structure import Part, packed, unpacked
from annotator.project import articles
from annotator.transfer.importing import import_paths

PAGE = """<!doctype html><html lang="en"><head><title>Two cables</title></head><body><article>
<h1>Two cables</h1><p>The first cable was laid in spring, when the water of the strait is calm and clear enough.</p>
<h2>What comes next</h2><p>The council decides in June whether a second cable is laid beside the first one or not.</p>
<ul><li>Money for the ships is missing.</li><li>The harbour has no crane for the drums of cable.</li></ul>
</article></body></html>"""


def test_structure_pages_and_extractor_come_back(project):
    parts = (Part("heading", Span(0, 5), 1), Part("item", Span(6, 9), 2))
    draft = ArticleDraft("T", "Title\nabc", extractor="reader 1", structure=parts, pages=(0, 6))
    version = project.version(articles.add(project, [draft]).added[0].uid)
    again = type(project).open(project.path, project.person)
    kept = again.version(version.article)
    again.close(with_backup=False)
    assert (kept.structure, kept.pages, kept.extractor) == (parts, (0, 6), "reader 1")


def test_structure_is_written_as_one_text_and_read_again():
    parts = (Part("heading", Span(0, 5), 1), Part("quotation", Span(6, 9)))
    assert packed(parts) == "heading:1:0..5 quotation:0:6..9"
    assert unpacked(packed(parts)) == parts
    with pytest.raises(ValueError, match="unpack"):
        unpacked("heading 0..5")


def test_the_headings_and_lists_of_a_web_page_are_kept(project, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    import_paths(project, [file])
    version = project.version(project.articles()[-1].uid)
    found = {(part.kind, part.span.of(version.text)) for part in version.structure}
    assert ("heading", "What comes next") in found
    assert any(kind == "item" and "no crane" in text for kind, text in found)
    assert version.extractor
