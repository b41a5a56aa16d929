"""The verb that tags every place where some words were found: one decision, one undo step."""

from collections.abc import Sequence

from annotator.errors import UsageError
from annotator.model.annotation import Annotation
from annotator.model.article import Version
from annotator.model.entity import Entity
from annotator.model.span import Span
from annotator.project.building import entity_label, find_or_make
from annotator.project.project import Project
from annotator.project.spreading import Place, spread

MOST = 5000


def tag_each(
    project: Project, version: Version, spans: Sequence[Span], label: str, *, status: str = "accepted"
) -> list[Annotation]:
    """Tag each span as a mention of its own, linked by its exact form; places that are tagged already are left out.

    Raises UsageError for an unknown label and for more than `MOST` spans.
    """
    if len(spans) > MOST:
        raise UsageError(
            f"These are {len(spans):,} places; at most {MOST:,} are tagged at once. Look for more letters."
        )
    chosen = entity_label(project, label)
    links: dict[str, tuple[str | None, str]] = {}
    new: list[Entity] = []
    places = []
    for span in spans:
        form = " ".join(span.of(version.text).split())
        if form not in links:
            links[form] = _linked(project, label, form, new)
        places.append(Place(version, span, label, *links[form], status=status, origin="manual"))
    return spread(project, places, title=f"Tag every place found as {chosen.name}", new=new)


def _linked(project: Project, label: str, form: str, new: list[Entity]) -> tuple[str | None, str]:
    """Return the entity's uid and the rule that led to it; one that has to be made joins `new`."""
    entity, rule, changes = find_or_make(project, label, form)
    new.extend(change.after for change in changes if isinstance(change.after, Entity))
    return (entity.uid if entity else None), rule
