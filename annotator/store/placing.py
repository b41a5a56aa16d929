"""Find the words of an annotation in a text whose offsets do not fit any more."""

from annotator.model.annotation import Piece

Around = tuple[str, str]
"""What stood before the words and after them."""


def fits(piece: Piece, text: str) -> bool:
    """Tell whether the words stand where the piece says."""
    return text[piece.start : piece.end] == piece.quote


def placed(piece: Piece, around: Around, text: str) -> Piece | None:
    """Return the piece where its words stand: there, at their only place, or at the only one with these around them."""
    if fits(piece, text):
        return piece
    start = _only_place(text, piece.quote)
    if start < 0 and any(around):
        before, after = around
        start = _only_place(text, f"{before}{piece.quote}{after}")
        start += len(before) if start >= 0 else 0
    return Piece(piece.role, start, start + len(piece.quote), piece.quote) if start >= 0 else None


def _only_place(text: str, words: str) -> int:
    start = text.find(words)
    return start if start >= 0 and text.find(words, start + 1) < 0 else -1
