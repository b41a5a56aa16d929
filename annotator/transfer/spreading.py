"""Spreading a decision over the other articles of a project."""

from collections.abc import Iterator, Sequence

from annotator.assist.linking import KnownNames
from annotator.assist.matching import Match
from annotator.assist.names import Surroundings
from annotator.model.article import Version
from annotator.model.label import LabelSet
from annotator.model.span import Span
from annotator.project import Project
from annotator.project.spreading import Place
from annotator.transfer.knowing import label_of

_NEIGHBOURHOOD = 120


def places_elsewhere(project: Project, names: KnownNames, entity: str, *, but: str) -> list[Place]:
    """Return the places in all articles but one that link to an entity by its names.

    Hits inside longer names are left to those; ambiguous ones are proposed and unlinked; rejected forms are left out.
    """
    labels = project.labels()
    own = names.of_entity(entity)
    found: list[Place] = []
    for article in project.articles():
        if article.uid == but:
            continue
        version = project.version(article.uid)
        if own.matches(version.text):
            found += _in_article(project, names, entity, version=version, labels=labels)
    return found


def _in_article(
    project: Project, names: KnownNames, entity: str, *, version: Version, labels: LabelSet
) -> Iterator[Place]:
    rejected = {one.form for one in project.rejections(version)}
    for match in names.matches(version.text):
        form = names.form(match)
        bearers = [one for one in names.bearers(form) if one.entity.uid == entity]
        if not bearers or form in rejected or not _is_whole_name(version.text, match):
            continue
        label = label_of(labels, bearers[0].label)
        if label is None:
            continue
        if len(names.choices(form)) > 1:
            yield Place(version, match.span, label.uid, status="proposed")
        else:
            yield Place(version, match.span, label.uid, entity, bearers[0].rule)


def _is_whole_name(text: str, match: Match) -> bool:
    """Tell whether the hit is a name of its own; only beside another capital is there need to look closer."""
    span = match.span
    if not _touches_capital(text, span):
        return True
    start = max(0, text.rfind(" ", 0, max(0, span.start - _NEIGHBOURHOOD)))
    end = text.find(" ", span.end + _NEIGHBOURHOOD)
    window = text[start : end if end > 0 else len(text)]
    inside = Span(span.start - start, span.end - start)
    found = [name.span for name in Surroundings(window).names([inside]) if name.span.overlaps(inside)]
    return not found or inside in found


def _touches_capital(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 40) : span.start]
    after = text[span.end : span.end + 2]
    words = before.split()
    is_after_name = before[-1:] in " -" and bool(words) and words[-1][:1].isupper()
    is_after_joint = before.endswith((" of ", " for ", " de ", " van ", " al-"))
    return is_after_name or is_after_joint or (len(after) == 2 and after[0] in " -&" and after[1].isupper())


def title_of(name: str, others: int, articles: Sequence[str] = ()) -> str:
    """Return what the undo menu says of a decision."""
    title = f"Tag {name}"
    if others:
        title += f" and {others} equal form" + ("s" if others > 1 else "")
    return title + (f" in {len(articles) + 1} articles" if articles else "")
