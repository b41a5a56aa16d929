"""Export what a filter selects, for the window and the command line alike."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from annotator import formats
from annotator.errors import ExportError, UsageError
from annotator.formats.protocol import Exporter, Notice, WriteOptions
from annotator.model.people import Annotator
from annotator.model.records import EXPORTED_STATUSES, ArticleRecord, Filter, ProjectRecord, TableRow
from annotator.project import ProjectReader
from annotator.transfer.files import write_whole

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]
_STEP = 100


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How an export is written: `raw` leaves out mark and guard, `columns` chooses, `force` replaces a file."""

    raw: bool = False
    columns: tuple[str, ...] | None = None
    force: bool = False


def with_default_statuses(name: str, wanted: Filter) -> Filter:
    """Return the filter as it is used when no status is chosen: all for a lossless format, else what is kept."""
    if wanted.statuses or formats.exporter(name).is_lossless:
        return wanted
    return replace(wanted, statuses=EXPORTED_STATUSES)


def export(
    reader: ProjectReader,
    name: str,
    wanted: Filter,
    *,
    target: Path | BinaryIO,
    options: ExportOptions | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Write the annotations the filter selects and return how many there are.

    A file appears only when complete; raises UsageError or ExportError, and then nothing has changed.
    """
    chosen = options or ExportOptions()
    exporter = formats.exporter(name)
    source = _ProjectSource(reader, wanted, progress, cancelled)
    how = WriteOptions(raw=chosen.raw, columns=chosen.columns)
    with reader.snapshot():
        if not isinstance(target, Path):
            return exporter.write(source, target, how)
        _refuse_own_file(reader.path, target)
        return write_whole(target, lambda stream: exporter.write(source, stream, how), force=chosen.force)


def export_job(
    path: Path, name: str, wanted: Filter, *, target: Path, options: ExportOptions | None = None
) -> Callable[..., int]:
    """Return an export that opens its own reader, to be called in a worker with `progress` and `cancelled`."""

    def job(progress: Progress | None = None, cancelled: Cancelled | None = None) -> int:
        with ProjectReader(path) as reader:
            return export(reader, name, wanted, target=target, options=options, progress=progress, cancelled=cancelled)

    return job


def preview(reader: ProjectReader, name: str, wanted: Filter, *, options: ExportOptions, rows: int) -> list[list[str]]:
    """Return the header and the first rows of a table as cells, for showing before the export."""
    from itertools import islice

    from annotator.formats import csv

    formats.exporter(name)
    columns = options.columns or csv.COLUMNS
    shown = [row._asdict() for row in islice(reader.table_rows(wanted), rows)]
    return [list(columns), *([cells[name] for name in columns] for cells in shown)]


def losses(reader: ProjectReader, name: str, wanted: Filter) -> list[Notice]:
    """Return what of the selected annotations the format can't hold; costs a walk over them."""
    exporter = formats.exporter(name)
    if exporter.is_lossless:
        return []
    claims = sum(1 for record in reader.annotation_records(wanted) if record.annotation.kind == "claim")
    return [_loss(exporter, claims)] if claims else []


def _loss(exporter: Exporter, claims: int) -> Notice:
    return Notice("attribute-lost", f"{exporter.name} leaves out {exporter.loses} ({claims} claims)")


def _refuse_own_file(project: Path, target: Path) -> None:
    """Refuse to put an export in the place of the project or of a file SQLite keeps beside it."""
    own = [Path(f"{project}{suffix}") for suffix in ("", "-wal", "-shm", "-journal")]
    if Path(os.path.realpath(target)) in [Path(os.path.realpath(one)) for one in own]:
        raise UsageError(f"{target} is the project itself. Choose another name for the export.")


class _ProjectSource:
    """A project seen through a filter, which counts what goes out and stops when asked to."""

    def __init__(
        self, reader: ProjectReader, wanted: Filter, progress: Progress | None, cancelled: Cancelled | None
    ) -> None:
        self._reader = reader
        self._wanted = wanted
        self._progress = progress
        self._cancelled = cancelled

    def rows(self) -> Iterator[TableRow]:
        """Yield the annotations' rows."""
        for count, row in enumerate(self._reader.table_rows(self._wanted), start=1):
            self._tell(count)
            yield row

    def articles(self) -> Iterator[ArticleRecord]:
        """Yield the articles."""
        for count, record in enumerate(self._reader.article_records(self._wanted), start=1):
            self._tell(count)
            yield record

    def project(self) -> ProjectRecord:
        """Return the project without its articles; of the people only those who made something that goes out."""
        record = self._reader.project_record()
        return replace(record, annotators=tuple(sorted(self._involved(record), key=lambda one: one.uid)))

    def _involved(self, record: ProjectRecord) -> list[Annotator]:
        """Leave out who only opened the project, so that an import adds nobody to the next export."""
        if not record.annotators:
            return []
        involved: set[str | None] = set()
        for one in self._reader.article_records(self._wanted):
            involved.add(one.article.created_by)
            involved.update(uid for each in one.annotations for uid in (each.created_by, each.updated_by))
        return [one for one in record.annotators if one.uid in involved]

    def _tell(self, count: int) -> None:
        if self._cancelled is not None and self._cancelled():
            raise ExportError("The export was stopped; nothing was written.")
        if self._progress is not None and count % _STEP == 0:
            self._progress(count, 0)
