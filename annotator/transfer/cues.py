"""The cue lexicon in use: the person's own file if there is one, else the one the program ships."""

from functools import lru_cache
from pathlib import Path

from annotator.assist.claims import Lexicon, LexiconError, read_lexicon, shipped_lexicon
from annotator.settings import config_folder

NAME = "cues.toml"


def own_path() -> Path:
    """Return where a person's own lexicon is looked for."""
    return config_folder() / NAME


def lexicon() -> tuple[Lexicon, str]:
    """Return the lexicon, and why the person's own is not in use; an edited file is read anew."""
    path = own_path()
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        return shipped_lexicon(), ""
    return _own(path, stamp)


@lru_cache(maxsize=2)
def _own(path: Path, stamp: int) -> tuple[Lexicon, str]:
    try:
        return read_lexicon(path), ""
    except LexiconError as error:
        return shipped_lexicon(), f"{error} The shipped words are used instead."
