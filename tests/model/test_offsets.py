"""Code points and UTF-16 units, there and back, in every plane."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.offsets import Utf16Map

TEXTS = st.text(alphabet=st.sampled_from("aé中ا\u0301😀𐍈🇹"), max_size=60)


@given(TEXTS)
def test_every_offset_equals_the_length_of_the_encoded_text_before_it(text: str) -> None:
    units = Utf16Map(text)
    for offset in range(len(text) + 1):
        unit = len(text[:offset].encode("utf-16-le")) // 2
        assert units.to_utf16(offset) == unit
        assert units.to_code_points(unit) == offset
    assert units.units == len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_the_middle_of_a_surrogate_pair_counts_as_its_start(text: str) -> None:
    units = Utf16Map(text)
    for offset, character in enumerate(text):
        if ord(character) > 0xFFFF:
            assert units.to_code_points(units.to_utf16(offset) + 1) == offset


@pytest.mark.parametrize(("text", "identity"), [("", True), ("abc", True), ("中文é", True), ("a😀", False)])
def test_only_text_beyond_the_first_plane_needs_a_table(text: str, identity: bool) -> None:
    assert Utf16Map(text).is_identity is identity
