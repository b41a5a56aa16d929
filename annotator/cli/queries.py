"""Commands that ask: list, search, stats."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from annotator.cli.options import filter_options, json_option, make_filter, plain, project_option, reader
from annotator.formats.csv import guard
from annotator.model.records import Filter
from annotator.project import ProjectReader

Row = dict[str, str | int]
_PAGE = 500


def _articles(opened: ProjectReader, wanted: Filter) -> Iterator[Row]:
    counts = opened.article_counts()
    for one in opened.articles():
        if not wanted.articles or one.uid in wanted.articles:
            yield {
                "id": one.uid,
                "title": one.title,
                "outlet": one.outlet,
                "published_date": one.published_date,
                "status": one.status,
                "words": counts[one.uid].words if one.uid in counts else 0,
                "annotations": counts[one.uid].total if one.uid in counts else 0,
            }


def _annotations(opened: ProjectReader, wanted: Filter) -> Iterator[Row]:
    rows, labels = opened.review(wanted), opened.labels()
    for at in range(0, len(rows), _PAGE):
        for one in rows.page(at, at + _PAGE):
            yield {
                "id": one.uid,
                "kind": one.kind,
                "label": labels[one.label].key,
                "text": one.quote,
                "start": one.start,
                "end": one.end,
                "status": one.status,
                "entity": one.entity,
                "article": one.article,
                "note": one.note,
            }


def _entities(opened: ProjectReader, wanted: Filter) -> Iterator[Row]:
    labels, counts = opened.labels(), opened.mention_counts()
    within = [opened.mention_counts(one) for one in wanted.articles]
    for one in opened.entities():
        found = sum(each.get(one.uid, 0) for each in within) if within else counts.get(one.uid, 0)
        if (found or not within) and (not wanted.labels or one.label in wanted.labels):
            yield {"id": one.uid, "name": one.name, "label": labels[one.label].key, "qid": one.qid, "mentions": found}


def _claims(opened: ProjectReader, wanted: Filter) -> Iterator[Row]:
    chosen = [one for article in wanted.articles for one in opened.claims(article)]
    names = {one.uid: one.name for one in opened.entities()}
    for one in dict.fromkeys(chosen) if wanted.articles else opened.claims():
        yield {
            "id": one.uid,
            "proposition": one.proposition,
            "claimant": names.get(one.claimant or "", ""),
            "occurrences": opened.occurrence_count(one.uid),
        }


def _labels(opened: ProjectReader, wanted: Filter) -> Iterator[Row]:
    counts = opened.facets(wanted).labels
    for one in opened.labels().in_use(wanted.kinds[0] if wanted.kinds else None):
        yield {
            "key": one.key,
            "name": one.name,
            "kind": one.kind,
            "shortcut": one.shortcut,
            "annotations": counts.get(one.uid, 0),
        }


_LISTS: dict[str, Callable[[ProjectReader, Filter], Iterator[Row]]] = {
    "articles": _articles,
    "annotations": _annotations,
    "entities": _entities,
    "claims": _claims,
    "labels": _labels,
}


@click.command("list")
@click.argument("what", type=click.Choice(tuple(_LISTS)))
@project_option
@filter_options
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV.")
def list_(
    what: str,
    project_path: Path,
    *,
    as_json: bool,
    as_csv: bool,
    articles: tuple[str, ...],
    labels: tuple[str, ...],
    kinds: tuple[str, ...],
    statuses: tuple[str, ...],
) -> None:
    """List articles, annotations, entities, claims or labels, one a line with tabs between.

    For example:

    \b
        annotator list articles --project news.db
        annotator list annotations --project news.db --label PERSON --status draft --json
        annotator list entities --project news.db --article "Harbour talks" --csv
    """
    if as_json and as_csv:
        raise click.UsageError("Choose one of --json and --csv.")
    with reader(project_path) as opened:
        wanted = make_filter(opened, articles=articles, labels=labels, kinds=kinds, statuses=statuses)
        lines = _as_json if as_json else _as_csv if as_csv else _as_text
        for line in lines(_LISTS[what](opened, wanted)):
            click.echo(line)


def _as_text(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield "\t".join(plain(str(cell)) for cell in row.values())


def _as_json(rows: Iterable[Row]) -> Iterator[str]:
    """Yield an array with an object a line, none held back."""
    begun = "["
    for row in rows:
        yield begun + json.dumps(row, ensure_ascii=False)
        begun = ","
    yield "]" if begun == "," else "[]"


def _as_csv(rows: Iterable[Row]) -> Iterator[str]:
    is_first = True
    for row in rows:
        if is_first:
            yield _csv_line(row)
        is_first = False
        yield _csv_line(guard(str(cell)) for cell in row.values())


def _csv_line(cells: Iterable[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue().removesuffix("\r\n")


@click.command()
@project_option
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=200, show_default=True, type=click.IntRange(min=1), help="At most so many hits.")
def search(project_path: Path, query: tuple[str, ...], limit: int) -> None:
    """Search texts, quotes and notes; one hit a line with its context.

    For example:

    \b
        annotator search --project news.db port velm
    """
    with reader(project_path) as opened:
        for hit in opened.search(" ".join(query), limit):
            context = f"…{plain(hit.before)} [{plain(hit.match)}] {plain(hit.after)}…"
            click.echo(f"{hit.uid}\t{plain(hit.title)}\t{hit.start}..{hit.end}\t{context}")


@click.command()
@project_option
@json_option
def stats(project_path: Path, as_json: bool) -> None:
    """Count articles, annotations, entities and claims.

    For example:

    \b
        annotator stats --project news.db --json
    """
    with reader(project_path) as opened:
        counts = opened.stats()
    if as_json:
        click.echo(json.dumps(counts, ensure_ascii=False, indent=2))
        return
    for name, count in counts.items():
        parts = count if isinstance(count, dict) else {"": count}
        for part, number in parts.items():
            click.echo(f"{name.replace('_', ' ')}{f' {part}' if part else ''}\t{number}")
