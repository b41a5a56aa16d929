"""Options that several commands share, and the projects and filters they mean."""

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from annotator import settings
from annotator.errors import UsageError
from annotator.model.annotation import KINDS, STATUSES
from annotator.model.records import Filter
from annotator.project import Project, ProjectReader

F = TypeVar("F", bound=Callable[..., Any] | click.Command)
BUSY_SECONDS = 30.0
"""How long a command waits for another program that is writing."""
ANY = "any"


def project_option(function: F) -> F:
    """Add `--project`, the project file a command works on."""
    return click.option(
        "--project",
        "project_path",
        type=click.Path(path_type=Path, dir_okay=False),
        required=True,
        help="The project file.",
    )(function)


def filter_options(function: F) -> F:
    """Add the options that choose annotations."""
    for option in (
        click.option("--status", "statuses", multiple=True, type=click.Choice((*STATUSES, ANY)), help="Only these."),
        click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only these."),
        click.option("--label", "labels", multiple=True, metavar="LABEL", help="Only annotations with this label."),
        click.option(
            "--article", "articles", multiple=True, metavar="ID_OR_TITLE", help="Only annotations of this article."
        ),
    ):
        function = option(function)
    return function


def json_option(function: F) -> F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON.")(function)


def reader(path: Path) -> ProjectReader:
    """Open a project for reading."""
    return ProjectReader(path)


def writer(path: Path) -> Project:
    """Open a project for writing, waiting for other programs; a project that can't be written is refused."""
    opened = Project.open(path, settings.person(), busy_seconds=BUSY_SECONDS)
    if opened.is_read_only:
        reason = opened.read_only_reason
        opened.close()
        raise UsageError(f"{path} can't be written: {reason}.")
    return opened


def make_filter(
    opened: ProjectReader,
    *,
    articles: Iterable[str] = (),
    labels: Iterable[str] = (),
    kinds: tuple[str, ...] = (),
    statuses: tuple[str, ...] = (),
) -> Filter:
    """Return the filter that the words of the options mean; raises UsageError for an unknown article or label."""
    return Filter(
        articles=tuple(opened.find_article(one).uid for one in articles),
        labels=tuple(uid for one in labels for uid in _label_uids(opened, one)),
        kinds=kinds,
        statuses=STATUSES if ANY in statuses else statuses,
    )


def _label_uids(opened: ProjectReader, name: str) -> list[str]:
    found = [one.uid for one in opened.labels() if one.uid == name or one.key.casefold() == name.casefold()]
    if not found:
        known = ", ".join(one.key for one in opened.labels().in_use())
        raise UsageError(f"There is no label “{name}” in this project. Its labels are {known}.")
    return found


def plain(text: str) -> str:
    """Return text fit for one line of a terminal: control characters can't move the cursor, nor end the line."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


class Progress:
    """Says how far the work is, on a terminal only and after a second."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._told = 0.0
        self._is_terminal = sys.stderr.isatty()

    def __call__(self, done: int, total: int, name: str = "") -> None:
        """Show the count, at most ten times a second."""
        now = time.monotonic()
        if self._is_terminal and now - self._begun > 1 and now - self._told > 0.1:
            self._told = now
            click.echo(f"\r\x1b[K{done}{f'/{total}' if total else ''} {plain(name)[-60:]}", nl=False, err=True)

    def clear(self) -> None:
        """Take the line away again."""
        if self._told:
            click.echo("\r\x1b[K", nl=False, err=True)
