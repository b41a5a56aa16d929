"""The outermost function: every end of a run is an exit code and, where it failed, one sentence."""

import logging
import os
import platform
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from annotator import __version__
from annotator.errors import AnnotatorError
from annotator.settings import data_folder

DONE, FAILED, USAGE = 0, 1, 2
_HARMLESS = (AttributeError, ImportError, NameError, NotImplementedError, RecursionError, TypeError, ZeroDivisionError)
"""Errors whose message names code only, never text of an article."""


class CommandLine(click.Group):
    """The commands. Called with words it runs them and returns the exit code; it never raises."""

    def __init__(self, name: str, *, version: str, help: str) -> None:  # noqa: A002 - the name that click gives it
        super().__init__(name, help=help, context_settings={"help_option_names": ["-h", "--help"]})
        click.version_option(version, message="%(prog)s %(version)s")(self)

    def __call__(self, argv: Sequence[str] | None = None, *_: Any, **__: Any) -> int:
        """Run the words (by default the process's own) and return the exit code."""
        _speak_utf8()
        logging.basicConfig(level=logging.WARNING, format="warning: %(message)s")
        words = list(sys.argv[1:] if argv is None else argv)
        try:
            result = self.main(words, prog_name="annotator", standalone_mode=False)
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            click.echo("Stopped.", err=True)
            return FAILED
        except BrokenPipeError:
            return _quietly()
        except Exception as error:  # noqa: BLE001 - the last stop: a bug becomes a sentence and a report
            return _report(error)
        return result if isinstance(result, int) else DONE

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what the world did wrong becomes its sentence and exit code 1."""
        try:
            return super().invoke(ctx)
        except AnnotatorError as error:
            raise click.ClickException(str(error)) from error


def _speak_utf8() -> None:
    """Write UTF-8 whatever the terminal's locale says; a name the file system garbled is shown with marks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _quietly() -> int:
    """End without a word when the reader of a pipe has gone, as `head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _report(error: Exception) -> int:
    """Keep a report of an error nobody foresaw, without any text of articles, and say where it is."""
    path = data_folder() / "crashes" / "errors.log"
    kept = f"A report is in {path}."
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(_described(error) + "\n")
    except OSError as failure:
        kept = f"The report could not be kept ({failure.strerror})."
    click.echo(f"Error: something unforeseen went wrong in the program; everything saved is safe. {kept}", err=True)
    return FAILED


def _described(error: Exception) -> str:
    """Return versions, the error's kind and the places in the code, but no values."""
    message = f": {error}" if isinstance(error, _HARMLESS) else ""
    lines = [
        f"Annotator {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"{type(error).__name__}{message}",
        *(f"  {Path(one.filename).name}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__)),
    ]
    return "\n".join(lines) + "\n"
