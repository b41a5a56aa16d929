"""Files in and out: one module a format."""

from functools import cache
from importlib.metadata import entry_points

from annotator.errors import UsageError
from annotator.formats import csv, jsonl, jsonl_reading, text
from annotator.formats.documents import DOCUMENTS
from annotator.formats.protocol import Exporter, Importer

IMPORTERS: tuple[Importer, ...] = (
    text.TEXT,
    text.MARKDOWN,
    *DOCUMENTS,
    jsonl_reading.IMPORTER,
    csv.IMPORTER,
)
EXPORTERS: tuple[Exporter, ...] = (csv.EXPORTER, jsonl.EXPORTER)
ENTRY_POINT_GROUP = "annotator.formats"


@cache
def _added() -> tuple[Importer | Exporter, ...]:
    """Return the formats that other installed packages offer."""
    found = (one.load() for one in entry_points(group=ENTRY_POINT_GROUP))
    return tuple(one for one in found if isinstance(one, Importer | Exporter))


def importers() -> tuple[Importer, ...]:
    """Return every format that can be read, our own first."""
    return IMPORTERS + tuple(one for one in _added() if isinstance(one, Importer))


def exporters() -> tuple[Exporter, ...]:
    """Return every format that can be written, our own first."""
    return EXPORTERS + tuple(one for one in _added() if isinstance(one, Exporter))


def importer(name: str) -> Importer:
    """Return the reader of the named format; raises UsageError when there is none."""
    found = next((one for one in importers() if one.name == name), None)
    if found is None:
        raise UsageError(f"There is no format “{name}” to import. {_choices(importers())}")
    return found


def exporter(name: str) -> Exporter:
    """Return the writer of the named format; raises UsageError when there is none."""
    found = next((one for one in exporters() if one.name == name), None)
    if found is None:
        raise UsageError(f"There is no format “{name}” to export. {_choices(exporters())}")
    return found


def importer_of_suffix(suffix: str) -> Importer | None:
    """Return the reader for a file name's suffix, letter case ignored, or None."""
    return next((one for one in importers() if suffix.lower() in one.suffixes), None)


def _choices(formats: tuple[Importer, ...] | tuple[Exporter, ...]) -> str:
    return f"Choose one of {', '.join(one.name for one in formats)}."
