"""Turn a tree of HTML, or of the extractor's own vocabulary, into blocks of text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.formats.structure import Block, one_line, tidy_lines

HEADINGS = {f"h{level}": level for level in range(1, 7)}
FLOW = frozenset(
    "address article aside body center dd details dialog div dl dt fieldset figcaption figure footer header hgroup"
    " html legend main nav ol p section summary table tbody tfoot thead tr ul caption form hr list".split()
)
SKIPPED = frozenset(
    "script style noscript template svg math button input select textarea option iframe frame frameset object embed"
    " applet audio video canvas map area head title meta link base graphic datalist dialog rt rp".split()
)
_BREAK = "\x1e"
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LAYOUT = frozenset("table p div ul ol h1 h2 h3 h4 h5 h6 article section blockquote pre".split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The element names that mean something else than a paragraph or inline text."""

    headings: Mapping[str, int]
    items: frozenset[str]
    quotations: frozenset[str]
    rows: frozenset[str]
    cells: frozenset[str]
    breaks: frozenset[str]
    codes: frozenset[str]
    flow: frozenset[str]
    skipped: frozenset[str]


HTML = Vocabulary(
    HEADINGS,
    frozenset({"li"}),
    frozenset({"blockquote"}),
    frozenset({"tr"}),
    frozenset({"td", "th"}),
    frozenset({"br"}),
    frozenset({"pre"}),
    FLOW,
    SKIPPED,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, the element it stands in, and which share of its text are links."""

    block: Block
    element: Any
    linked: float


@dataclass(slots=True)
class _Walk:
    """What is known at one point of the walk through the tree."""

    vocabulary: Vocabulary
    inline: list[str] = field(default_factory=list)
    cells: list[str] | None = None
    heading: int = 0
    items: int = 0
    lists: int = 0
    group: int = 0
    quotations: int = 0
    codes: int = 0
    links: int = 0
    linked: int = 0
    open: list[Any] = field(default_factory=list)
    placed: list["Placed"] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Gather a piece of running text."""
        self.inline.append(text)
        if self.links:
            self.linked += len(text.strip())

    def keep(self, block: Block) -> None:
        """Note a finished block with its place in the tree."""
        self.placed.append(Placed(block, self.open[-1] if self.open else None, self.linked / len(block.text)))
        self.linked = 0

    def flush(self) -> None:
        """Close the block that is being gathered."""
        text, self.inline = "".join(self.inline), []
        if self.codes:
            text = text.replace(_BREAK, "\n").strip("\n")
        else:
            text = "\n".join(line for part in text.split(_BREAK) if (line := one_line(part)))
        if text.strip():
            self.keep(Block(text, *self._kind()))
        self.linked = 0

    def _kind(self) -> tuple[str, int, int]:
        if self.heading:
            return "heading", self.heading, 0
        if self.codes:
            return "code", 0, 0
        if self.items:
            return "item", max(self.lists, 1), self.group
        return ("quotation", 0, 0) if self.quotations else ("", 0, 0)

    def start(self, element: Any, name: str) -> None:
        """Take in the beginning of an element."""
        words = self.vocabulary
        if name in words.breaks:
            self.inline.append(_BREAK)
        elif name in words.rows and _is_tabular(element, words):
            self.flush()
            self.cells = []
            self.open.append(element)
        elif name in words.cells and self.cells is not None:
            self.inline = []
        elif self.cells is not None:
            self.inline.append(" " if name in words.flow or name in words.headings else "")
        elif _is_block(name, words):
            self.flush()
            self._enter(name, 1)
            self.open.append(element)
        elif name == "a":
            self.links += 1
        self.add(element.text or "")

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        words = self.vocabulary
        if self.cells is not None:
            self._end_in_row(name)
        elif _is_block(name, words):
            self.flush()
            self._enter(name, -1)
            self.open.pop()
        elif name == "a":
            self.links -= 1

    def _end_in_row(self, name: str) -> None:
        words, cells = self.vocabulary, self.cells
        if name in words.cells and cells is not None:
            cells.append(one_line("".join(self.inline).replace(_BREAK, " ")))
            self.inline = []
        elif name in words.rows and cells is not None:
            text = "\t".join(cells)
            self.cells, self.inline = None, []
            self.open.pop()
            if text.strip():
                self.keep(Block(text, "table", 0, self.group))
        elif name in words.flow:
            self.inline.append(" ")

    def _enter(self, name: str, step: int) -> None:
        words = self.vocabulary
        if name in words.headings:
            self.heading = words.headings[name] if step > 0 else 0
        elif name in words.items:
            self.items += step
        elif name in ("ul", "ol", "list"):
            self.lists += step
            self.group += step > 0 and self.lists == 1
        elif name in words.quotations:
            self.quotations += step
        elif name in words.codes:
            self.codes += step
        elif name == "table":
            self.group += step > 0


def blocks_of(root: Any, vocabulary: Vocabulary = HTML) -> list[Block]:
    """Return the visible text of an element as blocks, in document order."""
    return [one.block for one in placed_blocks(root, vocabulary)]


def placed_blocks(root: Any, vocabulary: Vocabulary = HTML) -> list[Placed]:
    """Return the visible text of an element as blocks with their places in the tree."""
    from lxml import etree

    walk, skipping = _Walk(vocabulary), None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = element.tag if isinstance(element.tag, str) else ""
        if skipping is None and event == "start":
            if name in vocabulary.skipped or is_hidden(element):
                skipping = element
            else:
                walk.start(element, name)
        elif event != "start" and (skipping is None or element is skipping):
            if skipping is None and event == "end":
                walk.end(name)
            skipping = None
            if element is not root:
                walk.add(element.tail or "")
    walk.flush()
    return walk.placed


def is_hidden(element: Any) -> bool:
    """Tell whether the page itself hides the element."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def plain(root: Any) -> str:
    """Return the visible text of an element on one line."""
    return one_line(" ".join(block.text for block in blocks_of(root)))


def _is_block(name: str, words: Vocabulary) -> bool:
    named = (words.headings, words.items, words.quotations, words.codes, words.rows, words.cells)
    return name in words.flow or any(name in one for one in named)


def _is_tabular(row: Any, words: Vocabulary) -> bool:
    """Tell whether a row holds short cells of a table rather than the layout of a page."""
    blocks = sum(1 for one in row.iter() if one.tag in _LAYOUT)
    cells = sum(1 for one in row if one.tag in words.cells)
    has_table = row.find(".//table") is not None
    return not has_table and blocks <= cells and (cells > 1 or words is not HTML)


__all__ = ["FLOW", "HEADINGS", "HTML", "SKIPPED", "Vocabulary", "blocks_of", "is_hidden", "plain", "tidy_lines"]
