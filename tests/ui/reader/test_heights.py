"""Row heights against plain sums."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.heights import Heights

LISTS = st.lists(st.integers(1, 60), min_size=1, max_size=40)


@given(LISTS, st.lists(st.tuples(st.integers(0, 39), st.integers(1, 90)), max_size=10))
def test_sums_and_rows_agree_with_plain_addition_after_any_changes(heights, changes):
    tree = Heights(heights)
    for row, height in changes:
        if row < len(heights):
            heights[row] = height
            tree.set(row, height)
    assert tree.total == sum(heights)
    assert [tree.above(row) for row in range(len(heights) + 1)] == [
        sum(heights[:row]) for row in range(len(heights) + 1)
    ]
    for at in range(0, tree.total, 7):
        row = tree.row_at(at)
        assert sum(heights[:row]) <= at < sum(heights[: row + 1])
    assert tree.row_at(tree.total + 5) == len(heights) - 1
