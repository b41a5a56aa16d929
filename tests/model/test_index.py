"""The span index against a plain loop over all spans."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.index import SpanIndex
from annotator.model.span import Span

SPANS = st.tuples(st.integers(0, 40_000), st.sampled_from([1, 3, 40, 900, 1024, 3000, 30_000])).map(
    lambda pair: Span(pair[0], pair[0] + pair[1])
)
ENTRIES = st.dictionaries(st.integers(0, 30), st.lists(SPANS, min_size=1, max_size=3).map(sorted), max_size=20)


@given(ENTRIES, st.integers(0, 71_000))
def test_at_gives_what_covers_the_offset_smallest_first(entries: dict[int, list[Span]], offset: int) -> None:
    found = SpanIndex(entries.items()).at(offset)
    sizes = {
        key: min(len(one) for one in spans if one.start <= offset < one.end)
        for key, spans in entries.items()
        if any(one.start <= offset < one.end for one in spans)
    }
    assert set(found) == set(sizes)
    assert [sizes[key] for key in found] == sorted(sizes.values())


@given(ENTRIES, SPANS)
def test_overlapping_and_within_agree_with_a_loop(entries: dict[int, list[Span]], asked: Span) -> None:
    index = SpanIndex(entries.items())
    assert set(index.overlapping(asked.start, asked.end)) == {
        key for key, s in entries.items() if any(one.overlaps(asked) for one in s)
    }
    assert set(index.within(asked.start, asked.end)) == {
        key for key, s in entries.items() if all(asked.contains(one) for one in s)
    }


@given(ENTRIES, ENTRIES)
def test_changing_an_index_equals_building_it_anew(before: dict[int, list[Span]], after: dict[int, list[Span]]) -> None:
    index = SpanIndex(before.items())
    for key in before.keys() - after.keys():
        index.discard(key)
    for key, spans in after.items():
        index.add(key, spans)
    anew = SpanIndex(after.items())
    assert set(index) == set(anew)
    for offset in range(0, 71_000, 1777):
        assert set(index.at(offset)) == set(anew.at(offset))


def test_equal_starts_come_longest_first() -> None:
    index = SpanIndex([("short", [Span(0, 3)]), ("long", [Span(0, 30)]), ("later", [Span(5, 8)])])
    assert index.overlapping(0, 50) == ["long", "short", "later"]
