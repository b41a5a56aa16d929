"""Verbs of the sweep that decide: no entity, proposed again, confirmed."""

from collections.abc import Sequence

from annotator.model.annotation import Annotation
from annotator.model.article import Version
from annotator.model.changes import Change, ChangeSet
from annotator.model.ids import new_uid
from annotator.model.rejection import NotEntity
from annotator.model.span import Span
from annotator.project import annotating
from annotator.project.project import Project


def reject(project: Project, version: Version, span: Span, *, form: str = "", rule: str = "") -> NotEntity:
    """Remember that a form is no entity in this text; by default the form that stands at the span."""
    made = NotEntity(
        new_uid("not_entity"),
        version.article,
        version.number,
        span.start,
        span.end,
        form or span.of(version.text),
        rule,
    )
    project.commit(ChangeSet(f"“{made.form}” is no entity", (Change(None, made),)))
    return made


def allow(project: Project, rejections: Sequence[NotEntity]) -> None:
    """Take rejections back, so that their forms are proposed again."""
    there = {one.uid for rejection in rejections for one in project.rejections(_version(project, rejection))}
    chosen = {one.uid: one for one in rejections if one.uid in there}
    title = "Propose again" if len(chosen) != 1 else f"Propose “{next(iter(chosen.values())).form}” again"
    project.commit(ChangeSet(title, tuple(Change(one, None) for one in chosen.values())))


def _version(project: Project, rejection: NotEntity) -> Version:
    return project.version(rejection.article, rejection.version)


def confirm(project: Project, annotations: Sequence[Annotation]) -> None:
    """Accept spread tags; those that are decided already stay as they are."""
    annotating.set_status(project, [one for one in annotations if not one.is_decided], "accepted")


def confirm_all(project: Project, article: str) -> int:
    """Accept every draft of an article's current text as one step; return how many there were."""
    drafts = [one for one in project.annotations(article) if one.status == "draft"]
    confirm(project, drafts)
    return len(drafts)
