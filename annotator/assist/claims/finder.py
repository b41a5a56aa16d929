"""Finding: every claim of a passage, outer ones before those nested in them."""

from annotator.assist.claims.around import beside
from annotator.assist.claims.drafts import Draft
from annotator.assist.claims.extents import trimmed
from annotator.assist.claims.grammar import RELATIVES
from annotator.assist.claims.groups import Group, find_groups
from annotator.assist.claims.nominals import labelled, nominals, prefixed
from annotator.assist.claims.passage import Passage
from annotator.assist.claims.phrases import Range, finite_at, subject_before
from annotator.assist.claims.verbs import governing

DEEPEST = 3
"""How many claims may be nested in one another."""


def find_drafts(passage: Passage) -> list[tuple[Draft, int | None]]:
    """Return the claims in text order, each with the place of its parent in the list."""
    found: list[tuple[Draft, int | None]] = []
    _gather(passage, 0, _end(passage), parent=None, found=found, depth=0)
    return found


def _end(passage: Passage) -> int:
    return trimmed(passage, 0, len(passage.tokens))[1]


def _gather(
    passage: Passage,
    floor: int,
    ceiling: int,
    *,
    parent: int | None,
    found: list[tuple[Draft, int | None]],
    depth: int,
) -> None:
    for draft in _level(passage, floor, ceiling):
        place = len(found)
        found.append((draft, parent))
        if depth + 1 < DEEPEST:
            for start, end in draft.content:
                if end - start > 1:
                    _gather(passage, start, end, parent=place, found=found, depth=depth + 1)


def _level(passage: Passage, floor: int, ceiling: int) -> list[Draft]:
    """Return the claims of a range that are not inside one another."""
    groups = sorted(find_groups(passage, floor, ceiling), key=lambda one: passage.low(one.start - 1) in RELATIVES)
    drafts = _labels(passage, floor, ceiling) + prefixed(passage, floor, ceiling)
    for group in groups:
        draft = None if _is_taken(group, drafts) else beside(passage, group, floor, ceiling=ceiling)
        if draft is not None and draft.content and not _clashes(draft, drafts):
            drafts.append(draft)
    around = list(drafts)
    for group in groups:
        if not _is_taken(group, drafts):
            drafts.extend(_governed(passage, group, floor, ceiling=ceiling, drafts=drafts, around=around))
    for draft in nominals(passage, floor, ceiling):
        is_same = any(set(draft.content) & set(other.content) or other.holds(draft.cue[0][0]) for other in drafts)
        if not is_same and not _is_inside(draft, drafts) and not _clashes(draft, drafts):
            drafts.append(draft)
    return _outermost(drafts)


def _labels(passage: Passage, floor: int, ceiling: int) -> list[Draft]:
    draft = labelled(passage, floor, ceiling) if floor == 0 else None
    return [draft] if draft else []


def _is_taken(group: Group, drafts: list[Draft]) -> bool:
    return any(draft.holds(group.head) for draft in drafts)


def _governed(
    passage: Passage, group: Group, floor: int, *, ceiling: int, drafts: list[Draft], around: list[Draft]
) -> list[Draft]:
    limit = min((a for draft in around for a, _ in draft.ranges if a > group.start), default=ceiling)
    found = governing(
        passage, group, floor, ceiling=min(limit, ceiling), shared=_shared(passage, group, floor, drafts=drafts)
    )
    return [draft for draft in found if draft.content]


def _shared(passage: Passage, group: Group, floor: int, *, drafts: list[Draft]) -> Range | None:
    """Return the source of the claim before, or the subject of the first verb: for a verb without its own."""
    earlier = [
        draft
        for draft in drafts
        if draft.cue[0][0] < group.start and draft.source and draft.entry.kind in ("verb", "adjective")
    ]
    if earlier:
        return max(earlier, key=lambda draft: draft.cue[0][0]).source
    for index in range(floor + 1, group.start):
        if finite_at(passage, index):
            return subject_before(passage, index, floor)
    return None


def _clashes(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether cue or source of a claim stand in the cue or source of another."""
    mine = (*draft.cue, *((draft.source,) if draft.source else ()))
    for other in drafts:
        if any(a < d and c < b for a, b in draft.cue for c, d in other.cue):
            return True
        if other.source and any(a < other.source[1] and other.source[0] < b for a, b in draft.cue):
            return True
        if any(a < d and c < b for a, b in other.cue for c, d in mine):
            return True
    return False


def _is_inside(draft: Draft, drafts: list[Draft]) -> bool:
    return any(other.contains(draft) for other in drafts)


def _outermost(drafts: list[Draft]) -> list[Draft]:
    kept = [one for one in drafts if not any(other is not one and other.contains(one) for other in drafts)]
    return sorted(kept, key=lambda one: min(start for start, _ in one.content))
