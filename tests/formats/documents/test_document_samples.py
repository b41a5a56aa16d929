"""Documents written by real programs become clean texts with the structure, notes and pages they had."""

import re
from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import ImportFileError
from annotator.formats.protocol import SourceFile

SAMPLES = Path(__file__).parent / "samples"
HEADING = "Harbour reopens in June 🚢"
OPENING = "The Minister of Trade, Alba Renn, said on Monday that Port Velm will reopen in June."
ARABIC = "قال الوزير يوم الاثنين إن الميناء سيفتح في يونيو، وأضاف أن العمل يسير كما خطط له."
LIST = "a deep channel,\ntwo cranes that work,\na contract."
TABLE = "Year\tShips\tCrew\n2019\t412\t8,120\n2024\t37\t640"
OFFICE = [
    "pandoc.docx",
    "libreoffice.docx",
    "python-docx.docx",
    "pandoc.odt",
    "libreoffice.odt",
    "odfpy.odt",
    "pandoc.rtf",
    "libreoffice.rtf",
    "pandoc.epub",
]
NOTED = ["pandoc.docx", "libreoffice.docx", "pandoc.odt", "libreoffice.odt", "pandoc.rtf", "libreoffice.rtf"]
NOTED += ["pandoc.epub", "libreoffice.epub"]


def read(name):
    """Return the draft of a sample."""
    path = SAMPLES / name
    return formats.importer_of_suffix(path.suffix).read(SourceFile(path.name, path.read_bytes()))


def parts(draft, kind):
    """Return the texts of one kind of part."""
    return [draft.text[one.span.start : one.span.end] for one in draft.structure if one.kind == kind]


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir() if path.name != "scan.pdf"))
def test_the_text_of_every_sample_is_clean_and_its_parts_lie_in_it(name):
    draft = read(name)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u00ad\ufeff\u2028\ufffe]", draft.text)
    assert "\n\n\n" not in draft.text
    assert draft.text == draft.text.strip("\n")
    assert all(parts(draft, one.kind) and draft.text[one.span.start : one.span.end].strip() for one in draft.structure)
    assert re.fullmatch(r"\S+ \d[\w.]*", draft.extractor)
    assert len(draft.original_sha256) == 64


@pytest.mark.parametrize("name", OFFICE)
def test_an_office_document_keeps_its_paragraphs_list_table_and_scripts(name):
    draft = read(name)
    assert draft.title.startswith("Harbour reopens in June")
    for piece in (HEADING, OPENING[:-1], LIST, TABLE, ARABIC):
        assert piece in draft.text
    assert HEADING in parts(draft, "heading")
    assert parts(draft, "item") == LIST.split("\n")
    assert parts(draft, "table") == TABLE.split("\n")


@pytest.mark.parametrize("name", NOTED)
def test_notes_stand_at_the_end_under_the_numbers_they_have_in_the_text(name):
    draft = read(name)
    assert f"{OPENING}[1] “Nothing is certain,”" in draft.text
    assert parts(draft, "note")[0] == "[1] The date was first given in a letter of 3 March."
    assert draft.text.endswith("[2] The list is not complete 😀.")


@pytest.mark.parametrize("name", ["pandoc.docx", "pandoc.odt", "libreoffice.docx", "pandoc.epub", "python-docx.docx"])
def test_quotations_are_told(name):
    assert parts(read(name), "quotation") == [
        "The cranes are rusting, and nobody has asked us, said Jon Tarr of the Dockers’ League."
    ]


@pytest.mark.parametrize("name", ["pandoc.docx", "pandoc.odt", "libreoffice.rtf", "libreoffice.epub", "odfpy.odt"])
def test_the_author_is_taken_from_the_document(name):
    assert read(name).meta["author"] == "Ines Okafor"


@pytest.mark.parametrize("name", ["chromium-columns.pdf", "libreoffice-columns.pdf", "reportlab-row-by-row.pdf"])
def test_columns_are_read_one_after_the_other_with_hyphenated_words_joined(name):
    text = read(name).text
    places = [
        text.index("responsible for its reconstruction has repeatedly postponed"),
        text.index("necessary authorisation would be communicated to the representatives before the summer"),
        text.index("According to Jon Tarr, the organisation has never received confirmation"),
        text.index("expenditures increased disproportionately for agricultural cooperatives and manufacturers"),
    ]
    assert places == sorted(places)
    assert "-\n" not in text
    assert "‐" not in text


def test_running_heads_and_page_numbers_are_left_out_and_notes_kept():
    draft = read("libreoffice-columns.pdf")
    assert "The Velm Quarterly" not in draft.text
    assert "Page 2" not in draft.text
    assert parts(draft, "note") == [
        "1 The minutes of these talks were not published.",
        "2 Statement of 3 March, read in the assembly.",
    ]


@pytest.mark.parametrize("name", ["chromium-columns.pdf", "libreoffice-columns.pdf"])
def test_every_page_of_a_pdf_has_its_place(name):
    draft = read(name)
    assert len(draft.pages) == 3
    assert draft.pages[0] == 0
    assert list(draft.pages) == sorted(set(draft.pages))


def test_a_paragraph_that_goes_on_over_a_page_is_one():
    draft = read("chromium-columns.pdf")
    assert "\n" not in draft.text[draft.pages[1] - 20 : draft.pages[1] + 20]
    paragraphs = [one for one in draft.text.split("\n\n") if one.startswith("Whatever happens in June")]
    assert len(paragraphs) == 2
    assert len(set(paragraphs)) == 1


@pytest.mark.parametrize("name", ["libreoffice-page.pdf", "chromium-page.pdf"])
def test_right_to_left_words_of_a_pdf_are_in_reading_order(name):
    assert ARABIC in read(name).text


def test_lists_tables_and_headings_of_a_pdf_are_told_from_paragraphs():
    draft = read("libreoffice-page.pdf")
    assert parts(draft, "item") == LIST.split("\n")
    assert parts(draft, "table") == TABLE.split("\n")
    assert "What the dockers say" in parts(draft, "heading")


def test_a_scan_is_refused_with_the_reason():
    with pytest.raises(ImportFileError, match=r"holds no text: its 2 pages are pictures, perhaps a scan\. .*\(OCR\)"):
        read("scan.pdf")


def test_a_page_without_text_is_told():
    assert read("reportlab-row-by-row.pdf").warnings == ("page 2 of 2 holds no text, perhaps a picture",)


@pytest.mark.parametrize("name", ["chromium.mhtml", "chromium-dom.html", "webmail-html.eml"])
def test_a_page_is_the_same_text_saved_alone_with_its_pictures_or_mailed(name):
    draft = read(name)
    assert draft.text.startswith(OPENING)
    assert draft.text.endswith("from a browser to a text.")
    assert parts(draft, "item") == LIST.split("\n")
    assert parts(draft, "table") == ["Year\tShips", "2019\t412", "2024\t37"]
    assert parts(draft, "heading") == ["What the dockers say"]
    assert draft.meta["source_url"] == "https://velmpost.example/harbour-reopens"
    assert "Imprint" not in draft.text
    assert "Imprint" in draft.whole_text


def test_a_byline_in_two_casings_is_one():
    assert read("chromium-dom.html").meta["author"] == "Ines Okafor"


def test_a_plain_mail_has_its_soft_line_ends_joined_and_its_head_as_meta():
    draft = read("thunderbird-plain.eml")
    assert draft.title == HEADING
    assert dict(draft.meta) == {"author": "Ines Okafor", "published_date": "2025-03-14"}
    assert f"{OPENING} “Nothing is certain,” she added" in draft.text
    assert "> The cranes are rusting" in draft.text


def test_an_attachment_is_no_article():
    assert "attachment" not in read("webmail-html.eml").text
