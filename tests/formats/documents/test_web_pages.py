"""Web pages give their main text, title and date; what is left out can be seen."""

import importlib.util
from pathlib import Path

import pytest

from annotator.errors import ImportFileError
from annotator.formats.html import read_html
from annotator.formats.protocol import SourceFile

TESTS = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def results():
    """Measure the pages of the tests with the benchmark itself."""
    found = importlib.util.spec_from_file_location("pages_benchmark", TESTS / "benchmarks" / "pages.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.measure_all(TESTS / "formats" / "pages")


def page(body, head="", encoding="utf-8"):
    """Return the draft of a page."""
    text = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_html(SourceFile("saved page.html", text.encode(encoding)))


PARAGRAPHS = "".join(
    f"<p>Paragraph {number} tells at some length of harbours, cranes and ships that come in the morning.</p>"
    for number in range(1, 6)
)


def test_the_main_text_of_varied_pages_is_found(results):
    assert len(results) == 30
    assert sum(one.f1 for one in results) / 30 >= 0.95
    assert min(one.f1 for one in results) >= 0.8


def test_titles_and_dates_of_varied_pages_are_found(results):
    assert sum(one.is_title_right for one in results) >= 25
    assert sum(one.is_date_right for one in results) >= 25


def test_what_the_page_hides_is_not_read():
    draft = page(f"{PARAGRAPHS}<p hidden>secret</p><p style='display: none'>secret</p><script>secret()</script>")
    assert "secret" not in draft.text + draft.whole_text


def test_headings_and_lists_between_paragraphs_stay():
    draft = page(f"<article>{PARAGRAPHS}<h2>More</h2><ul><li>One</li><li>Two</li></ul>{PARAGRAPHS}</article>")
    assert "\n\nMore\n\nOne\nTwo\n\n" in draft.text
    assert [one.kind for one in draft.structure] == ["heading", "item", "item"]


def test_an_insertion_between_paragraphs_is_left_out():
    links = "<aside class=related><h3>Related</h3><ul><li><a href=/1>Another story of the day</a></li></ul></aside>"
    draft = page(f"<article>{PARAGRAPHS}{links}{PARAGRAPHS.replace('Paragraph', 'Section')}</article>")
    assert "Related" not in draft.text
    assert "Related" in draft.whole_text
    assert "Section 5" in draft.text


def test_declared_and_undeclared_encodings_are_read():
    text = "<p>Straße und Übermut im Dorf, das hinter dem Deich liegt und den Hafen nicht sieht.</p>" * 4
    declared = page(text, head="<meta charset=iso-8859-1>", encoding="latin-1")
    assert "Straße und Übermut" in declared.text
    assert (declared.encoding, declared.warnings) == ("cp1252", ())
    assert page(text).encoding == "utf-8"


def test_nul_and_soft_hyphens_are_dropped_before_offsets_exist():
    assert (
        "Hafenmeister"
        in page(PARAGRAPHS + "<p>Der Hafen&shy;meis\0ter sagte, die Schiffe kämen erst im Juni.</p>").text
    )


def test_reading_aids_of_japanese_are_no_text():
    draft = page("<p>" + "<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>町の図書館は夜も開いている。" * 20 + "</p>")
    assert "港町の図書館" in draft.text
    assert "みなと" not in draft.text


def test_a_page_without_text_is_refused():
    with pytest.raises(ImportFileError, match="holds no text"):
        page("<script>render()</script><div id=root></div>")


def test_another_kind_of_file_under_the_name_of_a_page_is_named():
    with pytest.raises(ImportFileError, match="this is a PDF file, not a web page"):
        read_html(SourceFile("x.html", b"%PDF-1.7 and so on"))


def test_the_address_that_a_browser_noted_is_kept():
    source = f"<!DOCTYPE html><!-- saved from url=(0026)https://velm.example/story --><html><body>{PARAGRAPHS}"
    draft = read_html(SourceFile("x.html", source.encode()))
    assert draft.meta["source_url"] == "https://velm.example/story"
