"""Known names in a text: borders, the longest first, composed and decomposed letters, many at once."""

import random
import unicodedata

import pytest

from annotator.assist.matching import Matcher, occurrences


def forms(text, *known, **options):
    return [match.span.of(text) for match in Matcher(known, **options).find(text)]


def test_the_longest_name_at_a_place_wins():
    assert forms("Recep Renn met Renn.", "Renn", "Recep Renn") == ["Recep Renn", "Renn"]
    assert forms("the USA and US ships", "US", "USA") == ["USA", "US"]


@pytest.mark.parametrize("text", ["Russians", "aRussia", "Russia_1", "Russiaé", "Russia\u0301n"])
def test_a_name_inside_a_word_is_no_hit(text):
    assert forms(text, "Russia") == []


def test_a_combining_mark_belongs_to_the_word_before_it():
    assert forms("अनिल आया", "अन") == []
    assert forms("अनिल आया", "अनिल") == ["अनिल"]


@pytest.mark.parametrize("shape", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_are_equal_and_places_are_those_of_the_text(shape):
    text = unicodedata.normalize(shape, "Bà Hạnh gặp Hạnh. 😀 Hạnh")
    for known in ("NFC", "NFD"):
        found = Matcher([unicodedata.normalize(known, "Hạnh")]).find(text)
        assert [unicodedata.normalize("NFC", one.span.of(text)) for one in found] == ["Hạnh"] * 3


def test_apostrophes_hyphens_and_blanks_of_any_sort_are_alike():
    assert forms("O’Neil, O'Neil and F‑35 in New\u00a0York", "O'Neil", "F-35", "New York") == [
        "O’Neil",
        "O'Neil",
        "F‑35",
        "New\u00a0York",
    ]


def test_case_is_folded_only_where_asked():
    assert forms("RENN and İzmir", "Renn", "izmir") == []
    assert forms("RENN and İzmir", "Renn", "izmir", is_folded=True) == ["RENN", "İzmir"]


def test_scripts_without_blanks_need_no_border():
    assert forms("東京で佐藤健一は", "佐藤健一") == ["佐藤健一"]


def test_places_of_one_form_are_found_by_a_plain_loop_too():
    random.seed(5)
    text = " ".join(random.choices(["Renn", "Renns", "a", "Ö", "é", "😀Renn", "Renn’s"], k=400))
    expected = [
        at
        for at in range(len(text))
        if text.startswith("Renn", at) and not (at and text[at - 1].isalnum()) and not text[at + 4 : at + 5].isalnum()
    ]
    assert [span.start for span in occurrences(text, "Renn")] == expected


def test_every_place_of_ten_thousand_aliases_is_found_in_a_megabyte():
    random.seed(7)
    syllables = "ba ke lo mi nu ra se ti vo za dor fen".split()
    known = list({"".join(random.choices(syllables, k=5)).capitalize() for _ in range(10_500)})
    text = " ".join(random.choices(known[:300], k=2_000) + ["harbour", "winter", "nobody"] * 48_000)
    assert len(text) > 1_000_000 and len(known) > 10_000
    matcher = Matcher(known)
    assert len(matcher.find(text)) == 2_000
