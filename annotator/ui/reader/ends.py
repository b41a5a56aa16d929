"""The ends of the current tag or of the selection, by which they can be dragged."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from annotator.model.annotation import Annotation
from annotator.model.span import Span
from annotator.ui.reader.selection import merged

GRAB = 5.0
NEAR = 16.0

RectsOf = Callable[[int, int], list[QRectF]]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a span: of a role of an annotation, or of the selection when there is no uid."""

    uid: str
    role: str
    span: Span
    is_start: bool

    @property
    def other(self) -> int:
        """The offset of the end that stays."""
        return self.span.end if self.is_start else self.span.start


def ends_of_annotation(annotation: Annotation) -> list[End]:
    """Return both ends of each piece of an annotation."""
    return [End(annotation.uid, one.role, one.span, first) for one in annotation.pieces for first in (True, False)]


def ends_of_selection(span: Span) -> list[End]:
    """Return both ends of the selected range."""
    return [End("", "", span, True), End("", "", span, False)]


def edge_of(end: End, rects_of: RectsOf) -> QRectF | None:
    """Return the upright edge of an end in the viewport, a rectangle without width; None when it is out of view."""
    rects = rects_of(end.span.start, end.span.start + 1) if end.is_start else rects_of(end.span.end - 1, end.span.end)
    if not rects:
        return None
    rect = rects[0] if end.is_start else rects[-1]
    return QRectF(rect.left() if end.is_start else rect.right(), rect.top(), 0, rect.height())


def end_at(ends: list[End], point: QPointF, rects_of: RectsOf, *, within: float = GRAB) -> End | None:
    """Return the end whose edge is nearest to a point, if it is near enough."""
    best, least = None, within
    for end in ends:
        edge = edge_of(end, rects_of)
        if edge is not None and edge.top() <= point.y() <= edge.bottom() + GRAB:
            distance = abs(edge.left() - point.x())
            if distance <= least:
                best, least = end, distance
    return best


def handle_of(end: End, rects_of: RectsOf) -> QRectF | None:
    """Return where the grip of an end is drawn: below its edge."""
    edge = edge_of(end, rects_of)
    return QRectF(edge.left() - 4, edge.bottom() - 4, 8, 8) if edge is not None else None


def with_end_moved(annotation: Annotation, end: End, span: Span) -> list[Span]:
    """Return the spans of the end's role, with the dragged one replaced."""
    return merged([span if one == end.span else one for one in annotation.spans(end.role)])
