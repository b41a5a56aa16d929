"""Lines that run both ways: where a range of them is, read from the glyphs themselves."""

import unicodedata

from PySide6.QtGui import QTextLine

_RIGHT_TO_LEFT = frozenset(("R", "AL", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
_FIRST = "\u0590"
"""No character before this one is written from right to left."""
_TOUCHING = 0.75


def has_right_to_left(text: str) -> bool:
    """Tell whether any part of the text is written from right to left."""
    return not text.isascii() and any(
        one >= _FIRST and unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in set(text)
    )


def ranges_of_glyphs(line: QTextLine, first: int, last: int) -> list[tuple[float, float]]:
    """Return the left and right edges of the glyphs of a range of UTF-16 units, neighbours joined."""
    edges: list[tuple[float, float]] = []
    for run in line.glyphRuns(first, last - first):
        advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
        for place, advance in zip(run.positions(), advances, strict=True):
            edges.append((place.x(), place.x() + advance.x()))
    return joined(sorted(edges))


def is_written_left(character: str) -> bool:
    """Tell whether a letter is written from right to left."""
    return unicodedata.bidirectional(character) in ("R", "AL")


def joined(edges: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return sorted stretches with those made one that touch."""
    found: list[tuple[float, float]] = []
    for left, right in edges:
        if found and left <= found[-1][1] + _TOUCHING:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found
