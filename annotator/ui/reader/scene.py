"""What a painting of the page shows: everything it depends on beside the theme and the scroll place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from annotator.model.annotation import Annotation
from annotator.model.label import LabelSet
from annotator.ui.reader.marks import Decoration
from annotator.ui.reader.page import Page
from annotator.ui.reader.ranges import NamedRanges


@dataclass(frozen=True, slots=True)
class Note:
    """A short remark left of a line, such as `Org?` with `4 here` below it."""

    offset: int
    title: str
    detail: str = ""
    until: int = 0
    """Where the bracket ends that is drawn beside the number of a claim not yet kept; 0 for none."""


@dataclass(slots=True)
class Scene:
    """The page and the state of what is shown on it."""

    page: Page
    labels: LabelSet
    decoration: Callable[[int], Decoration]
    ranges: NamedRanges
    selected: list[tuple[int, int]] = field(default_factory=list)
    current: Annotation | None = None
    hovered: Annotation | None = None
    stacked: list[Annotation] = field(default_factory=list)
    """The tags at the pointer, when there are more than are drawn."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    focus: tuple[int, int] | None = None
    note: Note | None = None
    handles: list[QRectF] = field(default_factory=list)
