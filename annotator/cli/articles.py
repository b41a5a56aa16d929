"""Commands for articles: print a text."""

import sys
from pathlib import Path

import click

from annotator.cli.options import project_option, reader


@click.command()
@project_option
@click.option("--article", required=True, metavar="ID_OR_TITLE", help="The article.")
def text(project_path: Path, article: str) -> None:
    """Print an article's stored text exactly as it is, in UTF-8.

    Offsets count the code points of this text.

    For example:

    \b
        annotator text --project news.db --article "Harbour talks" > harbour.txt
    """
    with reader(project_path) as opened:
        stored = opened.text(opened.find_article(article).uid)
    sys.stdout.buffer.write(stored.encode("utf-8"))
    sys.stdout.buffer.flush()
