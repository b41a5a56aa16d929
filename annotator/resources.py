"""Find the files the program ships: themes, icons, label sets, samples and help."""

from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def _root() -> Path:
    """Return the packed folder of an installed wheel, or the checkout's `resources/`."""
    packed = Path(str(files("annotator"))) / "_resources"
    return packed if packed.is_dir() else Path(__file__).resolve().parent.parent / "resources"


def resource(name: str) -> Path:
    """Return the path of a shipped file such as `icons/tag.svg`; raises FileNotFoundError if it is not shipped."""
    path = _root() / name
    if not path.exists():
        raise FileNotFoundError(f"not a shipped resource: {name}")
    return path
