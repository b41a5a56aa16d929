"""From the lines of PDF pages to paragraphs: running heads left out, hyphenated words joined, headings told."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.formats.pdf_lines import Line
from annotator.formats.structure import Block, one_line

_END = re.compile(r"[.!?:;…。！？؟۔]['\"”’»)\]]*$")
_NEAR_LIMIT = 500
_BULLET = re.compile(r"^(?:[•‣▪●○◦∙·–*-]\s+|\(?\d{1,3}[.)]\s+\S|\(?[a-z]\)\s+)")
_BULLET_MARK = re.compile(r"^[•‣▪●○◦∙·*-]\s+")
_NOTE = re.compile(r"^(?:\d{1,3}|[*†‡§])(?=\D)\s*\S")
_NOTE_MARK = re.compile(r"^(\d{1,3}|[*†‡§])(?=[^\W\d]|[“\"(])")
_NUMBER_LINE = re.compile(
    r"^\W*(?:(?:page|seite|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von)\s*\d{1,4})?\W*$", re.I
)
_RUNNING_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_WIDE_LETTER = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; cells of a row are kept apart by tabs."""

    lines: tuple[Line, ...]
    kind: str = ""
    level: int = 0

    @property
    def height(self) -> float:
        """The height of most of its letters."""
        return _common_height(self.lines)

    def block(self, group: int) -> tuple[Block, list[tuple[int, int]]]:
        """Return it as a block, and the offsets in it at which pages begin."""
        pieces: list[str] = []
        places: list[tuple[int, int]] = []
        length, before = 0, None
        for line in self.lines:
            text = one_line(line.text)
            if self.kind == "item" and before is None:
                text = _BULLET_MARK.sub("", text)
            if self.kind == "note" and before is None:
                text = _NOTE_MARK.sub(r"\1 ", text)
            if before is not None and before.is_broken and pieces:
                bare = pieces[-1].rstrip("-\u2010")
                length += len(bare) - len(pieces[-1])
                pieces[-1] = bare
            gap = "" if before is None else "\t" if self.kind == "table" else _joint(before, line)
            if before is None or line.page != before.page:
                places.append((length + len(gap), line.page))
            pieces += [gap, text]
            length += len(gap) + len(text)
            before = line
        return Block("".join(pieces), self.kind, self.level, group), places


def without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out page numbers and the lines that stand at the top or bottom of many pages."""
    edges = [_edges(page) for page in pages]
    counts = Counter(key for page in edges for key in set(page.values()))
    often = max(3, round(0.4 * len(pages)))

    def is_running(line: Line, keys: dict[Line, tuple[bool, str]]) -> bool:
        limit = min(2, len(pages)) if _NUMBER_LINE.match(line.text) else often
        return line in keys and counts[keys[line]] >= limit

    return [[line for line in page if not is_running(line, keys)] for page, keys in zip(pages, edges, strict=True)]


def paragraphs(pages: Iterable[list[Line]]) -> list[Paragraph]:
    """Return the paragraphs of a document; one that goes on in the next column or page is one."""
    found: list[Paragraph] = []
    for page in pages:
        for row in _rows(page):
            found.append(Paragraph(tuple(row), "table" if len(row) > 1 else ""))
    runs = _runs(found)
    body = _common_height([line for one in found for line in one.lines])
    joined = _joined(runs, body)
    return _told(joined, body)


def _rows(page: list[Line]) -> list[list[Line]]:
    """Put pieces that stand side by side together as the cells of one row."""
    rows: list[list[Line]] = []
    for line in page:
        if rows and rows[-1][-1].shares_row(line) and line.left != rows[-1][-1].left:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_with_its_bullet(row) for row in rows]


def _with_its_bullet(row: list[Line]) -> list[Line]:
    """Join a bullet or number that stands alone to the words behind it."""
    if len(row) != 2 or not _BULLET.fullmatch(f"{row[0].text} ") and not _BULLET.fullmatch(f"{row[0].text} x"):
        return row
    first, second = row
    return [replace(second, text=f"{first.text} {second.text}", left=min(first.left, second.left))]


def _runs(lines: list[Paragraph]) -> list[list[Paragraph]]:
    """Split the lines where the next does not stand below the one before, in the same column."""
    runs: list[list[Paragraph]] = []
    for one in lines:
        line = one.lines[0]
        last = runs[-1][-1].lines[0] if runs else None
        is_below = last is not None and last.page == line.page and line.top < last.top
        is_alike = last is not None and abs(last.height - line.height) <= 0.12 * max(last.height, line.height)
        if last is not None and is_below and is_alike and line.left < last.right and line.right > last.left:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _joined(runs: list[list[Paragraph]], body: float) -> list[Paragraph]:
    done: list[Paragraph] = []
    notes: list[Paragraph] = []
    pages: dict[int, list[Line]] = {}
    for run in runs:
        pages.setdefault(run[0].lines[0].page, []).extend(line for one in run for line in one.lines)
    for run in runs:
        edges = _Edges.of(_with_neighbours([line for one in run for line in one.lines], pages))
        for place, one in enumerate(run):
            is_first = place == 0
            if done and not one.kind and not done[-1].kind and _goes_on(done[-1], one, edges, is_first=is_first):
                done[-1] = replace(done[-1], lines=(*done[-1].lines, *one.lines))
            else:
                done.append(one)
        done, found = _without_notes(done, body)
        notes += found
        if notes and done and _END.search(done[-1].lines[-1].text):
            done, notes = [*done, *notes], []
    return [*done, *notes]


def _without_notes(done: list[Paragraph], body: float) -> tuple[list[Paragraph], list[Paragraph]]:
    """Take the notes off the foot of the page, so that a paragraph can go on over them."""
    place = len(done)
    while place and not done[place - 1].kind and done[place - 1].height < 0.92 * body:
        place -= 1
    tail = done[place:]
    if not tail or not _NOTE.match(tail[0].lines[0].text):
        return done, []
    return done[:place], [replace(one, kind="note") for one in tail]


def _with_neighbours(lines: list[Line], pages: dict[int, list[Line]]) -> list[Line]:
    """Add to a run of few lines those of the page that begin at the same place or have the same middle."""
    if len(lines) > 3:
        return lines
    first = lines[0]
    page = pages[first.page][:_NEAR_LIMIT]
    middle = first.left + first.right
    alike = [line for line in page if abs(line.left - first.left) < 2 or abs(line.left + line.right - middle) < 4]
    return lines + [replace(line, top=first.top, bottom=first.bottom) for line in alike]


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where the lines of one column begin and end, and how far apart they stand."""

    left: float
    right: float
    leading: float

    @classmethod
    def of(cls, lines: list[Line]) -> "_Edges":
        """Measure a column."""
        turned = [_turned(line) for line in lines]
        steps = [one.top - two.top for one, two in zip(lines, lines[1:], strict=False) if one.top > two.top]
        leading = sorted(steps)[len(steps) // 4] if steps else 0.0
        return cls(min(line.left for line in turned), max(line.right for line in turned), leading)


def _turned(line: Line) -> Line:
    """Mirror a line that runs from right to left, so that it begins at its left."""
    return replace(line, left=-line.right, right=-line.left) if line.is_rtl else line


def _goes_on(before: Paragraph, one: Paragraph, edges: _Edges, *, is_first: bool) -> bool:
    """Tell whether a line continues the paragraph before it."""
    last, line = _turned(before.lines[-1]), _turned(one.lines[0])
    if abs(last.height - line.height) > 0.12 * max(last.height, line.height):
        return False
    if last.is_broken:
        return True
    is_next_note = _NOTE.match(before.lines[0].text) and _NOTE.match(line.text) and _END.search(last.text)
    if _BULLET.match(line.text) or is_next_note:
        return False
    if is_first:
        is_open = line.text[:1].islower() or _WIDE_LETTER.match(line.text) or len(before.lines) > 1
        return not _END.search(last.text) and bool(is_open)
    if last.top - line.top > 1.3 * max(edges.leading, 0.9 * line.height):
        return False
    is_indented = line.left - edges.left > 0.45 * line.height and last.left - edges.left < 0.3 * line.height
    return not is_indented and not _had_room(last, line, edges)


def _had_room(last: Line, line: Line, edges: _Edges) -> bool:
    """Tell whether the line before ended early: the next word would have fitted, by far if no sentence ended there."""
    room, width = edges.right - last.right, edges.right - edges.left
    if _WIDE_LETTER.search(line.text):
        return room > 2 * line.height
    if not _END.search(last.text):
        return room > (0.6 if line.text[:1].islower() else 0.25) * width
    letter = (line.right - line.left) / max(len(line.text), 1)
    word = len(line.text.split(" ", 1)[0]) + 1
    return room > word * letter + 0.5 * line.height


def _told(found: list[Paragraph], body: float) -> list[Paragraph]:
    """Tell headings, ranked by their size, and list items from paragraphs."""
    large = {round(one.height) for one in found if _is_heading(one, body)}
    ranks = {size: rank for rank, size in enumerate(sorted(large, reverse=True), 1)}
    out = []
    for one in found:
        if _is_heading(one, body):
            out.append(replace(one, kind="heading", level=min(ranks[round(one.height)], 6)))
        elif not one.kind and _BULLET.match(one.lines[0].text):
            out.append(replace(one, kind="item", level=1))
        else:
            out.append(one)
    return out


def _is_heading(one: Paragraph, body: float) -> bool:
    return not one.kind and one.height > 1.15 * body and len(one.lines) <= 4


def _joint(before: Line, line: Line) -> str:
    if before.is_broken:
        return ""
    is_wide = _WIDE_LETTER.match(before.text[-1:]) and _WIDE_LETTER.match(line.text[:1])
    return "" if is_wide else " "


def _common_height(lines: Iterable[Line]) -> float:
    """Return the height that most letters have."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.height, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 1.0


def _edges(page: list[Line]) -> dict[Line, tuple[bool, str]]:
    """Return the topmost and the lowest two lines of a page: whether on top, and their text without numbers."""
    rows = sorted(page, key=lambda line: -line.top)
    ends = [(line, False) for line in rows[-2:]] + [(line, True) for line in rows[:2]]
    return {line: (is_top, _RUNNING_NUMBER.sub("#", line.text)) for line, is_top in ends}
