"""Dates, amounts and measures by their shape."""

import pytest

from annotator.assist.values import values


@pytest.mark.parametrize(
    ("text", "form", "label"),
    [
        ("It was on 3 March 2030.", "3 March 2030", "DATE"),
        ("It was on March 3, 2030, then.", "March 3, 2030", "DATE"),
        ("It was in December of 2020.", "December of 2020", "DATE"),
        ("It was back in 2019.", "2019", "DATE"),
        ("It was the 1990s then.", "1990s", "DATE"),
        ("It was May 10-11 in the plan.", "May 10-11", "DATE"),
        ("It was in March.", "March", "DATE"),
        ("It was on Monday.", "Monday", "DATE"),
        ("It ended in December.", "December", "DATE"),
        ("It was 2021-09-30 there.", "2021-09-30", "DATE"),
        ("It cost $3.5 billion.", "$3.5 billion", "MONEY"),
        ("It cost 640 million euros.", "640 million euros", "MONEY"),
        ("It cost two million dollars.", "two million dollars", "MONEY"),
        ("It fell 18 percent then.", "18 percent", "PERCENT"),
        ("It fell 2.3%, then.", "2.3%", "PERCENT"),
        ("It is 40 km away.", "40 km", "QUANTITY"),
        ("It holds 1,200 square metres.", "1,200 square metres", "QUANTITY"),
    ],
)
def test_a_value_is_found_whole(text, form, label):
    assert [(one.span.of(text), one.label) for one in values(text)] == [(form, label)]


@pytest.mark.parametrize(
    "text", ["It may rain.", "They march on.", "The S-400 flew.", "About 900 people came.", "v2.10.3"]
)
def test_other_words_and_numbers_are_no_values(text):
    assert values(text) == []
