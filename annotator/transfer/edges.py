"""Moving the edges of a proposed name, with the proposal that follows from the new form."""

from collections.abc import Sequence
from dataclasses import replace

from annotator.assist.candidates import Candidate
from annotator.assist.decisions import Decision
from annotator.assist.linking import KnownNames, link
from annotator.assist.matching import occurrences
from annotator.model.segments import next_grapheme, next_word, next_word_start, previous_grapheme, previous_word
from annotator.model.span import Span
from annotator.model.words import previous_word_end

RULE = "edges"


def moved(text: str, span: Span, side: str, *, step: int, is_exact: bool) -> Span | None:
    """Return the span with its `start` or `end` moved a word or character right (1) or left (-1); None for no span."""
    if side == "end":
        forward, back = (next_grapheme, previous_grapheme) if is_exact else (next_word, previous_word_end)
        start, end = span.start, (forward if step > 0 else back)(text, span.end)
    else:
        forward, back = (next_grapheme, previous_grapheme) if is_exact else (next_word_start, previous_word)
        start, end = (forward if step > 0 else back)(text, span.start), span.end
    return Span(start, end) if 0 <= start < end <= len(text) else None


def with_edges(text: str, head: Candidate, span: Span, *, names: KnownNames, taken: Sequence[Span]) -> Decision:
    """Return the decision on the form that now stands between the edges, at all its places that are free."""
    form = " ".join(span.of(text).split())
    label = head.entity_label or head.label
    linked = link(form, label, names)
    changed = replace(
        head,
        span=span,
        form=form,
        label=label,
        rule=RULE,
        why="You moved its edges.",
        group=f"{form}@{RULE}",
        entity=linked.entity,
        name=linked.name or form,
        link_rule=linked.rule or "exact",
        options=(),
    )
    free = [one for one in occurrences(text, form) if one != span and not any(one.overlaps(two) for two in taken)]
    return Decision(changed, tuple(replace(changed, span=one) for one in free if not one.overlaps(span)))
