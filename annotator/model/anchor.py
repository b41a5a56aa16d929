"""Anchors: what is kept beside a span so that it can be found again."""

CONTEXT_LENGTH = 32


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return up to 32 code points before the span and after it."""
    return text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]
