"""Small widgets that the parts of the window share."""

from annotator.ui.widgets.cards import Card
from annotator.ui.widgets.chips import Badge, Chip, KeyCap, StatusBadge
from annotator.ui.widgets.flow import FlowLayout
from annotator.ui.widgets.labels import ElidedLabel, EmptyHint, PlainLabel, SectionHeading, plain_tip
from annotator.ui.widgets.ring import ProgressRing

__all__ = [
    "Badge",
    "Card",
    "Chip",
    "ElidedLabel",
    "EmptyHint",
    "FlowLayout",
    "KeyCap",
    "PlainLabel",
    "ProgressRing",
    "SectionHeading",
    "StatusBadge",
    "plain_tip",
]
