"""Cut the sentence of an annotation into runs with its marks and those of its neighbours."""

from collections.abc import Sequence

from annotator.model.annotation import Annotation
from annotator.model.label import LabelSet
from annotator.model.segments import sentence_at
from annotator.model.span import Span
from annotator.ui.widgets.marked_text import Run

_REACH = 320


def around(text: str, annotation: Annotation) -> Span:
    """Return the sentences that hold an annotation, cut where they are very long."""
    whole = annotation.envelope
    first, last = sentence_at(text, whole.start), sentence_at(text, whole.end - 1)
    start = min(first.start if first else whole.start, whole.start)
    end = max(last.end if last else whole.end, whole.end)
    return Span(max(start, annotation.start - _REACH), min(end, max(annotation.start + 2 * _REACH, start + 1)))


def marked(
    text: str, shown: Span, annotation: Annotation, *, neighbours: Sequence[Annotation], labels: LabelSet
) -> list[Run]:
    """Return the text as runs: the annotation tinted, its neighbours underlined, its cue slanted."""
    pieces = [(piece.span, one, piece.role) for one in neighbours for piece in one.pieces if piece.span.overlaps(shown)]
    edges = {shown.start, shown.end}
    for span, _, _ in pieces:
        edges |= {max(span.start, shown.start), min(span.end, shown.end)}
    cuts = sorted(edges)
    runs = [
        _run(text, Span(*pair), annotation, pieces=pieces, labels=labels) for pair in zip(cuts, cuts[1:], strict=False)
    ]
    head = [Run("…")] if shown.start > 0 and text[shown.start - 1].isalnum() else []
    tail = [Run("…")] if shown.end < len(text) and text[shown.end].isalnum() else []
    return [*head, *runs, *tail]


def _run(
    text: str,
    part: Span,
    annotation: Annotation,
    *,
    pieces: Sequence[tuple[Span, Annotation, str]],
    labels: LabelSet,
) -> Run:
    over = sorted((one for one in pieces if one[0].contains(part)), key=lambda one: len(one[0]))
    own = next((role for _, one, role in over if one.uid == annotation.uid), "")
    mention = next((one for _, one, role in over if role == "mention"), None)
    is_main = own in ("mention", "content")
    hue = _hue(labels, annotation) if is_main else ""
    line = _hue(labels, mention) if mention is not None else ""
    if own in ("content", "source") and not line:
        line = "claim_line"
    return Run(part.of(text), hue=hue, line=line, is_italic=own == "cue")


def _hue(labels: LabelSet, annotation: Annotation) -> str:
    label = labels.get(annotation.label)
    return label.color if label else "hue-1"
