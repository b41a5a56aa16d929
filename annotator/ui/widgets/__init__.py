"""Small widgets that the parts of the window share."""

from annotator.ui.widgets.cards import Card
from annotator.ui.widgets.chips import Badge, Chip, KeyCap, StatusBadge
from annotator.ui.widgets.flow import FlowLayout
from annotator.ui.widgets.hints import Hint, HintStrip
from annotator.ui.widgets.labels import ElidedLabel, EmptyHint, PlainLabel, SectionHeading, plain_tip
from annotator.ui.widgets.ring import ProgressRing
from annotator.ui.widgets.segments import SegmentedControl

__all__ = [
    "Badge",
    "Card",
    "Chip",
    "ElidedLabel",
    "EmptyHint",
    "FlowLayout",
    "Hint",
    "HintStrip",
    "KeyCap",
    "PlainLabel",
    "ProgressRing",
    "SectionHeading",
    "SegmentedControl",
    "StatusBadge",
    "plain_tip",
]
