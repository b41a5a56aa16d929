"""Heights of rows: the sum above any row and the row at any height, in logarithmic time."""

from array import array
from collections.abc import Iterable


class Heights:
    """A list of row heights in whole pixels, kept as a Fenwick tree."""

    def __init__(self, heights: Iterable[int] = ()) -> None:
        self._heights = array("q", heights)
        self._tree = array("q", [0, *self._heights])
        for index in range(1, len(self._tree)):
            above = index + (index & -index)
            if above < len(self._tree):
                self._tree[above] += self._tree[index]
        self._total = sum(self._heights)
        self._top_bit = 1 << max(0, len(self._heights).bit_length() - 1)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> int:
        return self._heights[row]

    @property
    def total(self) -> int:
        """The sum of all heights."""
        return self._total

    def set(self, row: int, height: int) -> None:
        """Change the height of one row."""
        difference = height - self._heights[row]
        if not difference:
            return
        self._heights[row] = height
        self._total += difference
        index = row + 1
        while index < len(self._tree):
            self._tree[index] += difference
            index += index & -index

    def above(self, row: int) -> int:
        """Return the sum of the heights before a row."""
        total = 0
        while row > 0:
            total += self._tree[row]
            row -= row & -row
        return total

    def row_at(self, height: int) -> int:
        """Return the row that covers a height counted from the top; the first or last one outside."""
        row, step = 0, self._top_bit
        while step:
            following = row + step
            if following < len(self._tree) and self._tree[following] <= height:
                row = following
                height -= self._tree[following]
            step >>= 1
        return min(row, len(self._heights) - 1)
