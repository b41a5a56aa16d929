"""Lines that run both ways: which side of a character a point is nearer to."""

from collections.abc import Sequence
from unicodedata import bidirectional

from annotator.model.segments import next_grapheme

Box = tuple[float, float, int]
"""The left and right edges of a character's glyphs, and where the character begins."""


def side_nearest(text: str, boxes: Sequence[Box], x: float) -> int | None:
    """Return the end of a character that a point is nearest to, or None on a line without any.

    `QTextLine.xToCursor` is no help: it is off by the width of the blank at which a line that begins at the right
    wraps, and at the edge of a run it gives the run's other end (Qt 6.11).
    """
    if not boxes:
        return None
    number = min(range(len(boxes)), key=lambda one: max(boxes[one][0] - x, x - boxes[one][1], 0))
    left, right, start = boxes[number]
    is_first_half = (x < (left + right) / 2) is not _goes_left(text, boxes, number)
    return start if is_first_half else next_grapheme(text, start)


def _goes_left(text: str, boxes: Sequence[Box], number: int) -> bool:
    """Tell whether a character is written from right to left; one that goes either way follows its neighbours."""
    left, _, start = boxes[number]
    kind = bidirectional(text[start])
    if kind in ("R", "AL", "L", "EN", "AN"):
        return kind in ("R", "AL")
    edges = {at: edge for edge, _, at in boxes}
    following = edges.get(next_grapheme(text, start))
    if following is not None:
        return following < left
    before = max((at for at in edges if at < start), default=start)
    return edges[before] > left
