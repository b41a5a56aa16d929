"""Fuzzy matching: how well typed letters fit a name."""

from annotator.model.fold import fold

NO_MATCH = -1
_START, _WORD, _RUN, _INSIDE = 100, 60, 30, 10


def score(typed: str, name: str) -> int:
    """Return how well the typed letters fit a name, higher is better; `NO_MATCH` where they do not occur in order."""
    wanted, text = fold(typed).strip(), fold(name)
    if not wanted:
        return 0
    if text == wanted:
        return 10 * _START
    if text.startswith(wanted):
        return 5 * _START - len(text)
    if f" {wanted}" in text:
        return 4 * _START - len(text)
    if wanted in text:
        return 3 * _START - len(text)
    return _scattered(wanted.replace(" ", ""), text)


def _scattered(wanted: str, text: str) -> int:
    """Return the score of letters that stand apart, those at the beginnings of words counting most."""
    total, at, before = 0, 0, -2
    for letter in wanted:
        found = text.find(letter, at)
        if found < 0:
            return NO_MATCH
        starts = found == 0 or not text[found - 1].isalnum()
        total += _WORD if starts else _RUN if found == before + 1 else -_INSIDE
        at, before = found + 1, found
    return max(0, min(total - len(text) // 4, 2 * _START)) if total > 0 else NO_MATCH
