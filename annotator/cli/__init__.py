"""The command line: the same projects and the same jobs as the window, for terminals and scripts."""

from annotator import __version__
from annotator.cli import articles, exchange, projects, queries, tagging
from annotator.cli.group import CommandLine

__all__ = ["main"]

main = CommandLine(
    "annotator",
    version=__version__,
    help="""Read articles closely: tag entities and claims, review them, export CSV.

    Without a command the window opens, with the last project or the one that is named.

    For example:

    \b
        annotator import --project news.db articles/
        annotator tag --project news.db --article "Harbour talks" --label PERSON --quote "Alba Renn"
        annotator export --project news.db -o news.csv
    """,
)
for command in (
    projects.new,
    exchange.import_,
    exchange.export,
    queries.list_,
    tagging.tag,
    articles.text,
    queries.search,
    queries.stats,
    projects.check,
    projects.backup,
    exchange.formats,
):
    main.add_command(command)
