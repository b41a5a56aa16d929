"""Commands for files in and out: import, export, formats."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from annotator import formats as all_formats
from annotator import settings
from annotator.cli.group import DONE, FAILED
from annotator.cli.options import F, Progress, filter_options, json_option, make_filter, plain, project_option, writer
from annotator.errors import ExportError
from annotator.model.records import Filter
from annotator.project import Project, ProjectReader
from annotator.transfer import exporting, importing
from annotator.transfer.exporting import ExportOptions
from annotator.transfer.files import write_whole
from annotator.transfer.reports import ON_CONFLICT, ImportOptions, ImportReport, OnConflict, Problem, counted

_STDOUT = Path("-")
_PATH = click.Path(path_type=Path)


def _reading_options(function: F) -> F:
    """Add the options that say how files are read."""
    for option in (
        click.option("--raw", is_flag=True, help="Take CSV cells as they are, without taking a guard off."),
        click.option(
            "--on-conflict",
            type=click.Choice(ON_CONFLICT),
            default="skip",
            show_default=True,
            help="What to do when something with the same id says something else.",
        ),
        click.option("--creator", default="", metavar="NAME", help="Who made annotations whose file names no one."),
        click.option("--encoding", default="", metavar="NAME", help="The encoding of the files, when it is known."),
        click.option(
            "--format",
            "format_name",
            default="auto",
            show_default=True,
            metavar="NAME",
            help="See `annotator formats`.",
        ),
    ):
        function = option(function)
    return function


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@project_option
@_reading_options
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--strict", is_flag=True, help="Refuse a file for which there is a warning.")
@click.option("--atomic", is_flag=True, help="Keep nothing when one file fails.")
@click.option("--report", type=_PATH, metavar="FILE.json", help="Write what happened as JSON.")
def import_(paths: tuple[Path, ...], project_path: Path, report: Path | None, **chosen: Any) -> None:
    """Import articles and annotations from files, folders or standard input (-).

    The project is made when it is missing. An annotations table that was exported and edited comes back as changes;
    --dry-run shows them first. The whole import is one undo step.

    For example:

    \b
        annotator import --project news.db articles/ report.md
        annotator import --project news.db --dry-run edited.csv
        cat note.txt | annotator import --project news.db -
    """
    options = _import_options(**chosen)
    with _project(project_path, options) as opened:
        progress = Progress()
        result = importing.import_paths(opened, paths, options=options, progress=progress)
        progress.clear()
    if options.dry_run:
        _show_preview(result)
    _tell(result, is_dry=options.dry_run)
    if report is not None:
        _write_report(report, _as_report(result))
    raise click.exceptions.Exit(FAILED if result.has_failed else DONE)


def _import_options(*, format_name: str, on_conflict: OnConflict, **others: Any) -> ImportOptions:
    names = ("auto", *(one.name for one in all_formats.importers()))
    if format_name not in names:
        raise click.BadParameter(f"“{format_name}” is not one of {', '.join(names)}.", param_hint="--format")
    return ImportOptions(format=format_name, on_conflict=on_conflict, **others)


@contextmanager
def _project(path: Path, options: ImportOptions) -> Iterator[Project]:
    """Open the project, making one that is missing; for a dry run that one is made in a passing folder.

    A project that was made and stayed empty is taken away again.
    """
    with TemporaryDirectory(prefix="annotator-") as folder:
        is_new = not path.exists()
        place = Path(folder) / path.name if options.dry_run and is_new else path
        if is_new:
            Project.create(place, settings.person()).close(with_backup=False)
        opened = writer(place)
        try:
            yield opened
        finally:
            is_empty = is_new and not opened.articles()
            opened.close(with_backup=not (options.dry_run or is_empty))
            if is_empty:
                place.unlink()


def _show_preview(result: ImportReport) -> None:
    """Print each row that would make or change an annotation."""
    for row in result.preview.new:
        click.echo(f"new\t{row.file}:{row.row}\t{row.annotation.uid}\t{plain(row.annotation.quote)}")
    for row in result.preview.changed:
        for cell in row.cells:
            place = f"changed\t{row.file}:{row.row}\t{row.annotation.uid}"
            click.echo(f"{place}\t{cell.column}\t{plain(cell.old)}\t{plain(cell.new)}")
    if result.preview.has_rows:
        click.echo(f"Rows: {result.preview.summary}")


def _tell(result: ImportReport, *, is_dry: bool) -> None:
    for name in result.skipped:
        click.echo(f"skipped: {plain(name)}: files of this kind are not known", err=True)
    for warning in result.warnings:
        click.echo(f"warning: {plain(str(warning))}", err=True)
    for failure in (*result.failed, *result.preview.refused):
        click.echo(f"Error: {plain(str(failure))}", err=True)
    click.echo(f"{result.summary}; nothing was written" if is_dry else result.summary)


def _as_report(result: ImportReport) -> dict[str, Any]:
    return {
        "articles": len(result.added),
        "annotations": result.annotations,
        "relations": 0,
        "skipped": result.skipped,
        "warnings": [_as_entry(one) for one in result.warnings],
        "failed": [_as_entry(one) for one in (*result.failed, *result.preview.refused)],
    }


def _as_entry(one: Problem) -> dict[str, Any]:
    return {"file": one.file, "line": one.line, "code": one.code, "message": one.message}


def _write_report(path: Path, content: dict[str, Any]) -> None:
    packed = json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"
    write_whole(path, lambda stream: stream.write(packed), force=True)


def _writing_options(function: F) -> F:
    """Add the options that say how a file is written."""
    for option in (
        click.option("--force", is_flag=True, help="Replace OUT when it is there."),
        click.option("--strict", is_flag=True, help="Fail when the format can't hold everything that is exported."),
        click.option("--raw", is_flag=True, help="CSV without byte order mark and formula guard."),
        click.option("--columns", default="", metavar="A,B,C", help="Only these columns of the table, in this order."),
        click.option("-o", "--output", type=_PATH, required=True, metavar="OUT", help="A file, or - for the output."),
        click.option(
            "--format", "format_name", default="", metavar="NAME", help="By default what OUT ends in, else csv."
        ),
    ):
        function = option(function)
    return function


@click.command()
@project_option
@_writing_options
@filter_options
@click.option("--report", type=_PATH, metavar="FILE.json", help="Write what happened as JSON.")
def export(
    project_path: Path, *, format_name: str, output: Path, strict: bool, report: Path | None, **chosen: Any
) -> None:
    """Export annotations, each quote proven against its text.

    A table holds what is drafted, accepted or disputed unless --status says otherwise; jsonl holds everything.
    OUT appears only when it is complete.

    For example:

    \b
        annotator export --project news.db -o news.csv
        annotator export --project news.db --format jsonl -o - | gzip > news.jsonl.gz
        annotator export --project news.db -o people.csv --label PERSON --columns text,entity_name
    """
    name = _export_format(format_name, output)
    options = _export_options(chosen)
    with ProjectReader(project_path) as opened:
        wanted = exporting.with_default_statuses(name, make_filter(opened, **chosen))
        losses = exporting.losses(opened, name, wanted) if strict or report else []
        if strict and losses:
            raise ExportError(f"{losses[0].message}; nothing was written (--strict).")
        count = _exported(opened, name, wanted, output=output, options=options)
    if output != _STDOUT:
        click.echo(f"Exported {counted(count, 'annotation')} to {output}")
    if report is not None:
        entries = [_as_entry(Problem(str(output), one.line, one.code, one.message)) for one in losses]
        _write_report(report, {"annotations": count, "skipped": [], "warnings": entries})


def _export_options(chosen: dict[str, Any]) -> ExportOptions:
    """Take what says how to write out of the words that are chosen; what is left chooses annotations."""
    columns = chosen.pop("columns")
    names = tuple(one.strip() for one in columns.split(",")) if columns else None
    return ExportOptions(raw=chosen.pop("raw"), columns=names, force=chosen.pop("force"))


def _exported(opened: ProjectReader, name: str, wanted: Filter, *, output: Path, options: ExportOptions) -> int:
    target = sys.stdout.buffer if output == _STDOUT else output
    progress = Progress()
    count = exporting.export(opened, name, wanted, target=target, options=options, progress=progress)
    progress.clear()
    return count


def _export_format(name: str, output: Path) -> str:
    known = {one.name: one.suffix for one in all_formats.exporters()}
    by_suffix = next((one for one, suffix in known.items() if suffix == output.suffix.lower()), "csv")
    if name and name not in known:
        raise click.BadParameter(f"“{name}” is not one of {', '.join(known)}.", param_hint="--format")
    return name or by_suffix


@click.command()
@json_option
def formats(as_json: bool) -> None:
    """List the file formats: name, suffixes, import, export, what they hold and what an export loses.

    For example:

    \b
        annotator formats
    """
    rows = _format_rows()
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        ways = "+".join(way for way in ("import", "export") if row[way])
        loses = f" (loses {row['loses']})" if row["loses"] else ""
        click.echo(f"{row['name']}\t{' '.join(row['suffixes'])}\t{ways}\t{row['summary']}{loses}")


def _format_rows() -> list[dict[str, Any]]:
    read = {one.name: one for one in all_formats.importers()}
    written = {one.name: one for one in all_formats.exporters()}
    rows = []
    for name in dict.fromkeys((*read, *written)):
        reads, writes = read.get(name), written.get(name)
        suffixes = reads.suffixes if reads else (writes.suffix,) if writes else ()
        rows.append(
            {
                "name": name,
                "suffixes": list(suffixes),
                "import": reads is not None,
                "export": writes is not None,
                "summary": writes.summary if writes else reads.summary if reads else "",
                "loses": writes.loses if writes else "",
            }
        )
    return rows
