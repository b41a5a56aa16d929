"""Commands for project files: make, check, back up."""

from pathlib import Path

import click

from annotator import settings
from annotator.cli.group import DONE, FAILED
from annotator.cli.options import project_option, writer
from annotator.errors import AnnotatorError, UsageError
from annotator.project import Project, ProjectReader

UNREADABLE = 3


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
@project_option
def check(project_path: Path) -> None:
    """Look for faults: integrity, references, every quote against its text, the search index.

    The exit code is 0 for a sound project, 1 when faults are named, 3 for a file that can't be read.

    For example:

    \b
        annotator check --project news.db
    """
    try:
        with ProjectReader(project_path) as opened:
            faults = opened.check()
    except AnnotatorError as error:
        click.echo(f"Error: {error}", err=True)
        raise click.exceptions.Exit(UNREADABLE) from error
    for fault in faults:
        click.echo(f"{fault.code}: {fault.message}")
    click.echo(f"{project_path} has {len(faults)} faults" if faults else f"{project_path} is sound")
    raise click.exceptions.Exit(FAILED if faults else DONE)
