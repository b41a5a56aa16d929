"""Commands for project files: make, check, back up."""

from collections.abc import Iterable
from pathlib import Path

import click

from annotator import settings
from annotator.cli.group import DONE, FAILED
from annotator.cli.options import plain, project_option, writer
from annotator.errors import AnnotatorError, ProjectError, UsageError
from annotator.project import Project, ProjectReader
from annotator.project.repairing import Fault, repaired
from annotator.transfer.reports import counted

UNREADABLE = 3
_KINDS = (
    ("article", "articles"),
    ("annotation", "annotations"),
    ("entity", "entities"),
    ("claim", "claims"),
    ("label", "labels"),
)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The project's title; by default the file's name.")
def new(path: Path, title: str) -> None:
    """Make an empty project with the default labels.

    For example:

    \b
        annotator new news.db --title "Harbour news"
    """
    Project.create(path, settings.person(), title).close(with_backup=False)
    click.echo(f"Made {path}")


@click.command()
@project_option
@click.argument("out", type=click.Path(path_type=Path), required=False)
def backup(project_path: Path, out: Path | None) -> None:
    """Copy the project, checked, to OUT or to the backups of this account.

    For example:

    \b
        annotator backup --project news.db
        annotator backup --project news.db copies/news-monday.db
    """
    if out is not None and out.exists():
        raise UsageError(f"{out} is there already. Choose another name; a backup replaces nothing.")
    opened = writer(project_path)
    try:
        made = opened.backup(out)
    finally:
        opened.close(with_backup=False)
    click.echo(f"Copied {project_path} to {made}")


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--project", "project_path", type=click.Path(path_type=Path, dir_okay=False), help="The project file.")
@click.option("--repair", "out", type=click.Path(path_type=Path), metavar="OUT", help="Save what can be read to OUT.")
def check(path: Path | None, project_path: Path | None, out: Path | None) -> None:
    """Look for faults: integrity, references, every quote against its text, the history, the search index.

    The exit code is 0 for a sound project, 1 when faults are named, 3 for a file that can't be read. With --repair a
    project that is not sound is brought into a new file as far as it can be read: words that moved are found again
    and wait for review, words without a place go to an article named Recovered, and the old file stays as it is.

    For example:

    \b
        annotator check --project news.db
        annotator check news.db --repair news-repaired.db
    """
    if (path is None) == (project_path is None):
        raise click.UsageError("Name one project.")
    chosen = path or project_path
    assert chosen is not None
    if out is not None and out.exists():
        raise UsageError(f"{out} is there already. Choose another name; a repair replaces nothing.")
    code = _checked(chosen)
    if out is not None and code != DONE:
        code = _repaired(chosen, out, code)
    raise click.exceptions.Exit(code)


def _checked(path: Path) -> int:
    """Name the faults of a project and return the exit code."""
    try:
        with ProjectReader(path, is_untouched=True) as opened, opened.snapshot():
            count = _named(opened.faults())
            notices = 0 if count else _named(opened.notices(), "warning: ")
    except AnnotatorError as error:
        click.echo(f"Error: {error}", err=True)
        return UNREADABLE
    if count:
        click.echo(f"{path} has {counted(count, 'fault')}")
        return FAILED
    click.echo(f"{path} is sound" + (f" ({counted(notices, 'warning')})" if notices else ""))
    return DONE


def _named(faults: Iterable[Fault], mark: str = "") -> int:
    """Print faults as they are found and return how many there were."""
    count = 0
    for count, fault in enumerate(faults, start=1):  # noqa: B007 - the last one is the number
        click.echo(f"{mark}{fault.code}: {plain(fault.message)}")
    return count


def _repaired(path: Path, out: Path, code: int) -> int:
    """Bring what can be read into a new file and print what became of it; return the exit code."""
    try:
        made = repaired(path, out, settings.person())
    except ProjectError as error:
        click.echo(f"Error: {error}", err=True)
        return code
    for mark, lines in (("moved", made.moved), ("recovered", made.recovered), ("lost", made.problems)):
        for line in lines:
            click.echo(f"{mark}: {plain(line)}")
    kept = ", ".join(_counted(made.counts[one], one, many) for one, many in _KINDS)
    click.echo(f"Repaired into {out}: {kept}")
    with ProjectReader(out) as opened:
        left = _named(opened.faults())
    return FAILED if left == 0 else code


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
