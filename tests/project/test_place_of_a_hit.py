"""Where a query stands in a text is found through folding that changes lengths, as a walk over each letter finds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.fold import fold
from annotator.project.finding import place_of

LETTERS = 'aAéE\u0301ßﬁıİx ŁñΣς"漢Ⅷ…'


def walked(text, query):
    """Return the place as a loop over the letters finds it."""
    folded, places = [], []
    for at, char in enumerate(text):
        for one in fold(char):
            folded.append(one)
            places.append(at)
    whole = "".join(folded)
    asked = fold(query).replace('"', " ").strip()
    for wanted in (asked, *asked.split()):
        at = whole.find(wanted)
        if wanted and at >= 0:
            return places[at], places[at + len(wanted) - 1] + 1
    return 0, 0


@given(st.text(LETTERS, max_size=30), st.text(LETTERS, max_size=5))
def test_any_query_is_found_where_a_walk_over_the_letters_finds_it(text, query):
    assert place_of(text, query) == walked(text, query)


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("The Straße of Öland", "strasse", "Straße"),
        ("The Straße of Öland", "oland", "Öland"),
        ("A ﬁne cafe\u0301 there", "cafe", "cafe"),
        ("Port Velm", "velm harbour", "Velm"),
        ("Port Velm", "nowhere", ""),
        ("", "velm", ""),
        ("Port Velm", "", ""),
    ],
)
def test_the_place_covers_the_very_letters_that_answer(text, query, found):
    start, end = place_of(text, query)
    assert text[start:end] == found
