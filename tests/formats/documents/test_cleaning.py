"""Blocks become one text whose parts keep their places, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import ImportFileError
from annotator.formats import structure
from annotator.formats.dates import iso_date, written_date
from annotator.formats.page_meta import byline, without_outlet
from annotator.formats.structure import Block, clean, compose, one_line
from annotator.model.article import refuse_unstorable

KINDS = st.sampled_from(["", "heading", "item", "quotation", "table", "note", "code"])
BLOCKS = st.lists(st.builds(Block, st.text().map(one_line), KINDS, st.integers(0, 6), st.integers(0, 2)))


@given(BLOCKS)
def test_every_part_is_exactly_the_text_of_its_block(blocks):
    composed = compose(blocks)
    told = [one for one in blocks if one.kind and one.text.strip()]
    found = [composed.text[one.span.start : one.span.end] for one in composed.structure]
    assert found == [one.text for one in told]
    assert [one.kind for one in composed.structure] == [one.kind for one in told]
    starts = zip(blocks, composed.starts, strict=True)
    assert all(composed.text.startswith(one.text, start) for one, start in starts if start >= 0)


@given(st.text(alphabet=st.characters()))
def test_cleaned_text_can_be_stored_and_cleaning_it_again_changes_nothing(text):
    cleaned = clean(text)
    refuse_unstorable(cleaned)
    assert "\r" not in cleaned
    assert clean(cleaned) == cleaned


def test_a_hyphenated_line_end_is_joined_and_other_line_ends_are_lf():
    assert clean("recon\x02\r\nstruction\r\nnext\x85last\u2028") == "reconstruction\nnext\nlast\n"


def test_rows_and_items_stand_close_and_paragraphs_apart():
    blocks = [Block("a"), Block("1", "item", 1, 1), Block("2", "item", 1, 1), Block("x\ty", "table", 0, 2), Block("b")]
    assert compose(blocks).text == "a\n\n1\n2\n\nx\ty\n\nb"


def test_more_text_than_any_article_has_is_refused(monkeypatch):
    monkeypatch.setattr(structure, "TEXT_LIMIT", 10)
    with pytest.raises(ImportFileError, match="million characters"):
        compose([Block("twelve chars")])


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (["By INES OKAFOR", "Ines Okafor"], "Ines Okafor"),
        (["Ines Okafor and Marek Dahl", "MAREK DAHL"], "Ines Okafor, Marek Dahl"),
        (["https://example.org/ines"], ""),
        (["VON KATRIN MÖLLER"], "KATRIN MÖLLER"),
        (["anonymous", "admin"], ""),
    ],
)
def test_a_byline_names_each_author_once(told, wanted):
    assert byline(told) == wanted


@pytest.mark.parametrize(
    ("title", "outlet", "heading", "wanted"),
    [
        ("Harbour reopens | Velm Post", "Velm Post", "", "Harbour reopens"),
        ("Velm Post - Harbour reopens", "Velm Post", "", "Harbour reopens"),
        ("Harbour reopens - now", "Velm Post", "", "Harbour reopens - now"),
        ("港町の図書館｜みなと新聞", "みなと新聞", "", "港町の図書館"),
        ("The Ledger: Harbour reopens", "", "Harbour reopens", "Harbour reopens"),
        ("Harbour reopens | World | The Velm Post", "Velm Post", "", "Harbour reopens | World"),
    ],
)
def test_the_outlet_is_no_part_of_the_title(title, outlet, heading, wanted):
    assert without_outlet(title, outlet, heading) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2025-03-14T09:15:00+01:00", "2025-03-14"),
        ("20250314", "2025-03-14"),
        ("2025-03", "2025-03"),
        ("2025-13-40", "2025"),
        ("2025-02-30", ""),
        ("no date", ""),
    ],
)
def test_a_date_is_iso_or_nothing(text, wanted):
    assert iso_date(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Published 14 March 2025 by", "2025-03-14"),
        ("March 14th, 2025", "2025-03-14"),
        ("12. September 2024", "2024-09-12"),
        ("le 1er décembre 2024", "2024-12-01"),
        ("9 de enero de 2025", "2025-01-09"),
        ("2025年2月20日", "2025-02-20"),
        ("31 February 2025", ""),
        ("in March", ""),
    ],
)
def test_a_date_that_is_written_out_is_found(text, wanted):
    assert written_date(text) == wanted
