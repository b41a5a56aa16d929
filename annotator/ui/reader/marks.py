"""What is drawn for the annotations of one block: shapes in the block's own pixels, gathered by colour.

Colours are named by role (`hue-3`, `status_draft`), so that another theme needs no new shapes. Nothing here changes
the text's place: grounds lie behind it, bars in the leading below it, brackets in the margin.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nsmallest

from PySide6.QtCore import QLineF, QPointF, QRectF

from annotator.model.annotation import Annotation
from annotator.model.index import Ranged
from annotator.model.label import LabelSet
from annotator.ui.reader.layout import LaidBlock
from annotator.ui.reader.links import links_of
from annotator.ui.reader.tags import Tags, Where, main_pieces

LEVELS = 3
LANES = 3
BAR = 2
BAR_STEP = 3
DENSE = 400
LETTER = 8
"""Size of a label's letters, small enough for the leading."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """The mark in the margin of a claim's part in this block; `opens` says that the claim begins here."""

    uid: str
    lane: int
    first: int
    last: int
    color: str
    is_dotted: bool
    opens: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Letters:
    """The first letters of a label, drawn small above the beginning of a tag for those who do not go by colour."""

    place: QPointF
    letters: str
    hue: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What decides how annotations are drawn, beside themselves."""

    labels: LabelSet
    pending: frozenset[str] = frozenset()
    with_letters: bool = False


@dataclass(slots=True)
class Decoration:
    """The shapes of one block, by what they look like."""

    grounds: dict[tuple[int, str], list[QRectF]] = field(default_factory=dict)
    bars: dict[str, list[QRectF]] = field(default_factory=dict)
    dashes: dict[str, list[QLineF]] = field(default_factory=dict)
    dots: dict[str, list[QLineF]] = field(default_factory=dict)
    outlines: dict[str, list[QRectF]] = field(default_factory=dict)
    hatches: dict[str, list[QRectF]] = field(default_factory=dict)
    links: dict[str, list[QLineF]] = field(default_factory=dict)
    """Thin lines from one piece of a tag to the next, by colour."""
    roofs: list[QRectF] = field(default_factory=list)
    strikes: list[QLineF] = field(default_factory=list)
    claim_lines: list[QRectF] = field(default_factory=list)
    brackets: list[Bracket] = field(default_factory=list)
    letters: list[Letters] = field(default_factory=list)
    hidden: dict[int, int] = field(default_factory=dict)
    """How many tags of a line are not drawn, by line."""


def decorate(laid: LaidBlock, tags: Tags, drawing: Drawing) -> Decoration:
    """Return the shapes for the annotations that touch a block."""
    drawn = Decoration()
    places = tags.between(laid.block.start, laid.block.end)
    found = tags.of(places)
    claims = [one for one in found if one.kind == "claim"]
    if len(found) - len(claims) > DENSE:
        found = tags.of(_thinned(drawn, laid, places, {claim.uid for claim in claims}))
    _Tagger(drawn, laid, drawing).draw([one for one in found if one.kind == "entity"])
    _draw_claims(drawn, laid, claims, drawing.pending)
    return drawn


def _thinned(drawn: Decoration, laid: LaidBlock, places: list[Where], claims: set[str]) -> list[Where]:
    """Keep the longest tags of a crowded block and count the others line by line."""
    tags = [place for place in places if place[2] not in claims] if claims else places
    longest = sorted(nsmallest(DENSE, tags, key=_length))
    starts, kept = [place[0] for place in tags], [place[0] for place in longest]
    low = low_kept = 0
    for line in range(laid.line_count):
        border = laid.line_start(line + 1) if line + 1 < laid.line_count else laid.block.end
        high, high_kept = bisect_left(starts, border, low), bisect_left(kept, border, low_kept)
        if high - low > high_kept - low_kept:
            drawn.hidden[line] = high - low - high_kept + low_kept
        low, low_kept = high, high_kept
    return longest


def _length(place: Where) -> int:
    """Return what sorts the longest first; a place holds the end with a minus."""
    return place[0] + place[1]


class _Tagger:
    """Draws entity tags into a decoration, each on the lowest level that is free."""

    def __init__(self, drawn: Decoration, laid: LaidBlock, drawing: Drawing) -> None:
        self._drawn = drawn
        self._laid = laid
        self._drawing = drawing
        self._ends = [0] * LEVELS

    def draw(self, tags: list[Annotation]) -> None:
        """Draw the tags, which come in text order, longest first."""
        for tag in tags:
            if self._is_set_apart(tag):
                self._draw_apart(tag, rects_of(self._laid, tag))
                continue
            level = self._level_for(tag)
            if level < LEVELS:
                self._draw_level(tag, rects_of(self._laid, tag), level=level)
            else:
                self._hide(tag)

    def _is_set_apart(self, tag: Annotation) -> bool:
        """Tell whether a tag takes no level: it waits to be saved, is rejected, or was spread and not yet confirmed."""
        if tag.uid in self._drawing.pending or tag.status == "rejected":
            return True
        return tag.status == "draft" and tag.origin == "propagated"

    def _draw_apart(self, tag: Annotation, rects: list[QRectF]) -> None:
        hue = hue_of(tag, self._drawing.labels)
        self._draw_letters(tag, rects, hue)
        if tag.uid in self._drawing.pending:
            self._drawn.hatches.setdefault(hue, []).extend(rects)
        elif tag.status == "rejected":
            self._drawn.strikes.extend(QLineF(r.left(), r.bottom(), r.right(), r.bottom()) for r in rects)
        else:
            self._drawn.outlines.setdefault(hue, []).extend(rects)

    def _hide(self, tag: Annotation) -> None:
        """Count a tag that finds no level beside the line it begins on."""
        line = self._laid.line_at(max(tag.pieces[0].start, self._laid.block.start))
        self._drawn.hidden[line] = self._drawn.hidden.get(line, 0) + 1

    def _draw_letters(self, tag: Annotation, rects: list[QRectF], hue: str) -> None:
        if self._drawing.with_letters and rects:
            label = self._drawing.labels.get(tag.label)
            place = QPointF(rects[0].left() + 2, rects[0].top() + LETTER)
            self._drawn.letters.append(Letters(place, label.key[:3] if label else "", hue))

    def _draw_level(self, tag: Annotation, rects: list[QRectF], *, level: int) -> None:
        hue = hue_of(tag, self._drawing.labels)
        self._draw_letters(tag, rects, hue)
        if len(tag.pieces) > 1:
            lines = links_of(self._laid, main_pieces(tag), above=BAR / 2 + level * BAR_STEP)
            self._drawn.links.setdefault(hue, []).extend(lines)
        bars = [QRectF(r.left(), r.bottom() - BAR - level * BAR_STEP, r.width(), BAR) for r in rects]
        if tag.status == "proposed":
            self._drawn.dots.setdefault(hue, []).extend(_middle(bar) for bar in bars)
            return
        self._drawn.grounds.setdefault((level, hue), []).extend(rects)
        if tag.status == "draft":
            self._drawn.dashes.setdefault(hue, []).extend(_middle(bar) for bar in bars)
        else:
            self._drawn.bars.setdefault(hue, []).extend(bars)
        if tag.status == "disputed":
            self._drawn.roofs.extend(QRectF(r.left(), r.top(), r.width(), BAR) for r in rects)

    def _level_for(self, tag: Annotation) -> int:
        """Return the lowest free level, or `LEVELS` when all are taken."""
        start, end = tag.pieces[0].start, tag.pieces[-1].end
        for level, taken in enumerate(self._ends):
            if taken <= start:
                self._ends[level] = end
                return level
        return LEVELS


def _draw_claims(drawn: Decoration, laid: LaidBlock, claims: list[Annotation], pending: frozenset[str]) -> None:
    lanes: list[int] = []
    for claim in claims:
        rects = rects_of(laid, claim)
        if not rects:
            continue
        lines = [QRectF(r.left(), r.bottom() - BAR, r.width(), BAR) for r in rects]
        if claim.uid in pending:
            drawn.hatches.setdefault("claim_line", []).extend(rects)
        elif claim.status == "rejected":
            drawn.strikes.extend(_middle(line) for line in lines)
        elif claim.status == "proposed":
            drawn.dots.setdefault("claim_line", []).extend(_middle(line) for line in lines)
        else:
            drawn.claim_lines.extend(lines)
        pieces = main_pieces(claim)
        if len(pieces) > 1:
            drawn.links.setdefault("claim_line", []).extend(links_of(laid, pieces, above=BAR / 2))
        _draw_bracket(drawn, laid, claim, lanes)


def _draw_bracket(drawn: Decoration, laid: LaidBlock, claim: Annotation, lanes: list[int]) -> None:
    block = laid.block
    lines = laid.lines_between(max(claim.start, block.start), min(claim.end, block.end))
    lane = next((lane for lane, last in enumerate(lanes) if last < lines[0]), len(lanes))
    if lane >= LANES:
        drawn.hidden[lines[0]] = drawn.hidden.get(lines[0], 0) + 1
        return
    lanes[lane : lane + 1] = [lines[-1]]
    color = "claim_bracket" if claim.status == "accepted" else f"status_{claim.status}"
    opens, goes_on = claim.start >= block.start, claim.end > block.end
    dotted = claim.status == "proposed"
    drawn.brackets.append(
        Bracket(claim.uid, lane, lines[0], lines[-1], color, is_dotted=dotted, opens=opens, goes_on=goes_on)
    )


def rects_of(laid: LaidBlock, annotation: Annotation) -> list[QRectF]:
    """Return the rectangles of an annotation's main text in a block."""
    return rects_of_pieces(laid, main_pieces(annotation))


def rects_of_pieces(laid: LaidBlock, pieces: Iterable[Ranged]) -> list[QRectF]:
    """Return the rectangles of some pieces in a block, on whole pixels so that their bars are sharp."""
    found: list[QRectF] = []
    line, top, height = laid.face.line, laid.face.top, laid.face.bottom - laid.face.top
    for piece in pieces:
        for one in laid.stretches(piece.start, piece.end):
            left, right = round(one.left) - 1, round(one.right) + 1
            found.append(QRectF(left, one.line * line + top, max(2, right - left), height))
    return found


def hue_of(annotation: Annotation, labels: LabelSet) -> str:
    """Return the colour role of an annotation's label."""
    label = labels.get(annotation.label)
    return label.color if label else "hue-12"


def _middle(bar: QRectF) -> QLineF:
    return QLineF(bar.left(), bar.center().y(), bar.right(), bar.center().y())
