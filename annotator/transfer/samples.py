"""The project of the first start: three articles, partly tagged, so that there is something to read and to try."""

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from annotator.errors import ProjectError
from annotator.model.article import Version
from annotator.model.entity import Entity
from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import Person, Project, annotating, articles, claims, entities
from annotator.resources import resource

SAMPLES = ("velmar-cable", "hest-water", "the-long-ebb")
TITLE = "Sample"
GUIDE = Person("u_5d0c7b52-8f0e-4b7c-9a26-3f1d2f6f4e11", "Sample")
"""Who tagged the samples: not the person, whose undo begins with what the person does."""

Table = dict[str, Any]


def make_sample(path: Path, person: Person) -> None:
    """Make the sample project unless there is a file; on failure nothing is left. Raises ProjectError or SaveError."""
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent, prefix=".sample-", ignore_cleanup_errors=True) as folder:
            _put(_build(Path(folder) / path.name, person), path)
    except OSError as error:
        raise ProjectError(f"The sample project can't be made in {path.parent} ({error.strerror}).") from error


def _put(built: Path, path: Path) -> None:
    """Give the finished project its name; of two programs that start together the first one's stays."""
    try:
        path.hardlink_to(built)
    except FileExistsError:
        return
    except OSError:
        built.rename(path)  # a file system without hard links


def _build(path: Path, person: Person) -> Path:
    """Make the whole project at a path where nobody looks, and close it."""
    Project.create(path, person, TITLE).close(with_backup=False)
    project = Project.open(path, GUIDE)
    try:
        for name in SAMPLES:
            _add(project, name)
    finally:
        project.close(with_backup=False)
    return path


def _add(project: Project, name: str) -> None:
    """Add one article with the tags that its table names."""
    text = resource(f"samples/{name}.md").read_text(encoding="utf-8")
    table = tomllib.loads(resource(f"samples/{name}.tags.toml").read_text(encoding="utf-8"))
    title = text.partition("\n")[0].removeprefix("# ")
    draft = ArticleDraft(title, text, origin_path=f"{name}.md", encoding="utf-8", newline="LF", meta=table["article"])
    article = articles.add(project, [draft]).added[0]
    version = project.version(article.uid)
    for one in table["entities"]:
        _tag(project, version, one)
    for one in table["claims"]:
        _capture(project, version, one)
    articles.set_status(project, [article.uid], "in_progress")


def _tag(project: Project, version: Version, table: Table) -> None:
    """Make or complete an entity and tag its mentions."""
    entity = _named(project, table["name"], table["label"])
    aliases = tuple(dict.fromkeys((*entity.aliases, *table.get("aliases", ()))))
    description = entity.description or table.get("description", "")
    entities.edit(project, entity.uid, aliases=aliases, description=description)
    for quote, nth, *status in table["mentions"]:
        span = _place(version.text, quote, nth)
        annotating.tag(project, version, [span], entity.label, status=status[0] if status else "accepted")


def _named(project: Project, name: str, label_key: str) -> Entity:
    """Return the entity with that name and label, made if there is none."""
    label = project.labels().by_key(label_key)
    if label is None:
        raise ProjectError(f"The sample names a label {label_key} that is not shipped.")
    known = (one for one in project.entities_named(name) if (one.name, one.label) == (name, label.uid))
    return next(known, None) or entities.make(project, label.uid, name)


def _capture(project: Project, version: Version, table: Table) -> None:
    """Capture one claim; what is neither a place nor the claimant says how it is reported."""
    places = {
        role: [_place(version.text, *one) for one in table.get(role, ())] for role in ("content", "cue", "source")
    }
    claimant = next(one.uid for one in project.entities_named(table["claimant"]) if one.name == table["claimant"])
    reported = {name: value for name, value in table.items() if name not in (*places, "claimant")}
    claims.capture(
        project,
        version,
        places["content"],
        cue=places["cue"],
        source=places["source"],
        claimant=claimant,
        **reported,
    )


def _place(text: str, quote: str, nth: int) -> Span:
    """Return where the nth occurrence of a quote stands; raises ValueError when there are fewer."""
    at = -1
    for _ in range(nth):
        at = text.index(quote, at + 1)
    return Span(at, at + len(quote))
