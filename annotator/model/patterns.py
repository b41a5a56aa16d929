"""Patterns compiled when they are first used: loading their library would take a tenth of the start."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


def pattern(source: str, *, is_verbose: bool = False) -> "Callable[[], regex.Pattern[str]]":
    """Return what gives the compiled pattern; `is_verbose` lets the source have blanks, comments and nested sets."""

    @cache
    def compiled() -> "regex.Pattern[str]":
        import regex

        return regex.compile(source, regex.VERBOSE | regex.VERSION1 if is_verbose else 0)

    return compiled
