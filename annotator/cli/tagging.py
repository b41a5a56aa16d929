"""The command that tags: for scripts and tests."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import click

from annotator import settings
from annotator.cli.options import project_option, writer
from annotator.errors import UsageError
from annotator.model.annotation import KINDS, Annotation
from annotator.model.article import Version
from annotator.model.span import Span
from annotator.project import Project, annotating, claims

_SPAN = re.compile(r"([0-9]{1,12})\.\.([0-9]{1,12})")


@dataclass(frozen=True, slots=True)
class _Wish:
    """One tag that is asked for."""

    span: Span
    label: str
    kind: str = ""
    note: str = ""


@click.command()
@project_option
@click.option("--article", required=True, metavar="ID_OR_TITLE", help="The article.")
@click.option("--label", default="", metavar="LABEL", help="The label's key, such as PERSON.")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="By default what the label is for.")
@click.option("--span", default="", metavar="START..END", help="Code points of the stored text.")
@click.option("--quote", default="", metavar="TEXT", help="The words themselves.")
@click.option("--nth", default=1, show_default=True, type=click.IntRange(min=1), help="Which of the places with them.")
@click.option("--all", "is_all", is_flag=True, help="Every place with these words.")
@click.option("--note", default="", help="A note for the annotation.")
@click.option("--from", "lines", type=click.File(encoding="utf-8"), metavar="FILE|-", help="One JSON object a line.")
def tag(project_path: Path, *, article: str, lines: TextIO | None, **chosen: Any) -> None:
    """Tag places of an article and print the id and note of each annotation once it is saved.

    With --from each line is an object with start, end, label and, if wanted, kind and note; it is saved on its own
    before the next line is read.

    For example:

    \b
        annotator tag --project news.db --article "Harbour talks" --label PERSON --quote "Alba Renn"
        annotator tag --project news.db --article "Harbour talks" --label ORG --span 4..12
        annotator tag --project news.db --article "Harbour talks" --from tags.jsonl
    """
    _refuse_mixed(lines is not None, **chosen)
    opened = writer(project_path)
    try:
        version = opened.version(opened.find_article(article).uid)
        wishes = _from_lines(lines) if lines is not None else _from_options(version, **chosen)
        for wish in wishes:
            made = _tag(opened, version, wish)
            click.echo(f"{made.uid}\t{_one_line(made.note)}")
            sys.stdout.flush()
    finally:
        opened.close()


def _refuse_mixed(has_lines: bool, *, span: str, quote: str, label: str, **_: Any) -> None:
    if sum((has_lines, bool(span), bool(quote))) != 1:
        raise click.UsageError("Name the place by one of --span, --quote and --from.")
    if not has_lines and not label:
        raise click.UsageError("Name a --label.")


def _from_options(
    version: Version, *, label: str, kind: str | None, span: str, quote: str, nth: int, is_all: bool, note: str
) -> Iterator[_Wish]:
    found = [_span(span)] if span else _places(version.text, quote)
    if not found:
        raise UsageError(
            f"“{quote}” does not stand in the article. Letters, blanks and quotation marks must be the same."
        )
    if quote and not is_all:
        if nth > len(found):
            raise UsageError(f"“{quote}” stands {len(found)} times in the article; there is no place {nth}.")
        found = [found[nth - 1]]
    return (_Wish(one, label, kind or "", note) for one in found)


def _span(words: str) -> Span:
    found = _SPAN.fullmatch(words.strip())
    if not found:
        raise click.BadParameter(f"“{words}” is not START..END, such as 4..12.", param_hint="--span")
    try:
        return Span(int(found[1]), int(found[2]))
    except ValueError as error:
        raise click.BadParameter(
            f"{words} has no length: the end must follow the start.", param_hint="--span"
        ) from error


def _places(text: str, quote: str) -> list[Span]:
    """Return every place of the words, none within another."""
    return [Span(one.start(), one.end()) for one in re.finditer(re.escape(quote), text)]


def _from_lines(lines: TextIO) -> Iterator[_Wish]:
    number = 0
    while True:
        number += 1
        try:
            line = lines.readline()
        except UnicodeDecodeError as error:
            raise UsageError(f"Line {number} is not UTF-8. The lines before it are saved.") from error
        if not line:
            return
        if line.strip():
            yield _wish(number, line)


def _wish(number: int, line: str) -> _Wish:
    try:
        value = json.loads(line)
        if not isinstance(value, dict):
            raise ValueError("it is not a JSON object")
        start, end, label = value["start"], value["end"], value["label"]
        if type(start) is not int or type(end) is not int:
            raise ValueError("start and end must be whole numbers")
        kind, note = value.get("kind") or "", value.get("note") or ""
        if not all(isinstance(one, str) for one in (label, kind, note)) or kind not in ("", *KINDS):
            raise ValueError("label, kind and note must be strings, kind one of entity, claim")
        note.encode("utf-8")
        return _Wish(Span(start, end), label, kind, note)
    except KeyError as error:
        raise UsageError(f"Line {number} has no {error}. The lines before it are saved.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"Line {number} can't be used: {error}. The lines before it are saved.") from error


def _tag(opened: Project, version: Version, wish: _Wish) -> Annotation:
    labels = opened.labels()
    kinds = (wish.kind,) if wish.kind else KINDS
    found = next((one for kind in kinds if (one := labels.by_key(wish.label, kind))), None) or labels.get(wish.label)
    if found is None or found.kind not in kinds:
        known = ", ".join(one.key for one in labels.in_use() if one.kind in kinds)
        raise UsageError(f"There is no label “{wish.label}” in this project. Its labels are {known}.")
    if wish.span.end > len(version.text):
        raise UsageError(f"{wish.span.start}..{wish.span.end} reaches past the text's end at {len(version.text)}.")
    status = "draft" if settings.load().needs_review else "accepted"
    if found.kind == "claim":
        return claims.capture(opened, version, [wish.span], note=wish.note, status=status)
    return annotating.tag(opened, version, [wish.span], found.uid, note=wish.note, status=status)


def _one_line(note: str) -> str:
    return note.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
