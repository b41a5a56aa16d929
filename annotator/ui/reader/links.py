"""Lines that tie the pieces of one annotation together."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QRectF

from annotator.model.index import Ranged
from annotator.ui.reader.layout import LaidBlock

STUB = 18
"""Pixels of a line that leads to a piece on another line of the text."""


def links_of(laid: LaidBlock, pieces: Sequence[Ranged], *, above: float) -> list[QLineF]:
    """Return the lines between neighbouring pieces in a block, some pixels above the ground's lower edge.

    Pieces on one line are tied directly; else a stub leads on from the one and towards the other.
    """
    found: list[QLineF] = []
    for one, other in pairwise(pieces):
        before, after = laid.rects(one.start, one.end), laid.rects(other.start, other.end)
        if before and after and before[-1].top() == after[0].top():
            found.append(_between(before[-1], after[0], above))
            continue
        if before:
            found.append(_stub(before[-1], above, to_right=not laid.runs_left))
        if after:
            found.append(_stub(after[0], above, to_right=laid.runs_left))
    return found


def _between(one: QRectF, other: QRectF, above: float) -> QLineF:
    left, right = sorted((one, other), key=QRectF.left)
    height = round(one.bottom() - above)
    return QLineF(left.right() + 1, height, right.left() - 1, height)


def _stub(rect: QRectF, above: float, *, to_right: bool) -> QLineF:
    height = round(rect.bottom() - above)
    edge = rect.right() + 1 if to_right else rect.left() - 1
    return QLineF(edge, height, edge + (STUB if to_right else -STUB), height)
