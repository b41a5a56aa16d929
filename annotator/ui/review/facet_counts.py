"""Count the annotations a filter means by status, label and article, for choosing among them."""

from dataclasses import dataclass, replace

from annotator.model.records import Filter
from annotator.project import ProjectReader
from annotator.ui.panel.wording import word

_STATUS_ORDER = ("draft", "proposed", "accepted", "rejected", "disputed")
_ARTICLES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Facet:
    """One line: which field of the filter it narrows, to what value, and how many there are."""

    field: str
    value: str
    name: str
    count: int
    hue: str = ""
    share: float = 0.0


def facets_of(project: ProjectReader, wanted: Filter) -> list[Facet]:
    """Return the facets of a filter; each section is counted as if nothing were chosen in it."""
    statuses = project.facet(replace(wanted, statuses=()), "status")
    labels = project.facet(replace(wanted, labels=()), "label")
    articles = project.facet(replace(wanted, articles=()), "article")
    return [*_statuses(statuses), *_labels(project, labels, wanted), *_articles(project, articles, wanted)]


def _statuses(counts: dict[str, int]) -> list[Facet]:
    return [Facet("statuses", one, word(one), counts.get(one, 0)) for one in _STATUS_ORDER]


def _labels(project: ProjectReader, counts: dict[str, int], wanted: Filter) -> list[Facet]:
    most = max(counts.values(), default=1)
    listed = [one for one in project.labels() if counts.get(one.uid) or one.uid in wanted.labels]
    listed.sort(key=lambda one: (-counts.get(one.uid, 0), one.name))
    return [
        Facet("labels", one.uid, one.name, counts.get(one.uid, 0), one.color, counts.get(one.uid, 0) / most)
        for one in listed
    ]


def _articles(project: ProjectReader, counts: dict[str, int], wanted: Filter) -> list[Facet]:
    titles = project.article_titles()
    ranked = sorted(counts, key=lambda uid: (-counts[uid], titles.get(uid, "")))[:_ARTICLES_SHOWN]
    chosen = [uid for uid in wanted.articles if uid not in ranked]
    listed = [uid for uid in (*ranked, *chosen) if uid in titles]
    return [Facet("articles", uid, titles[uid], counts.get(uid, 0)) for uid in listed]
