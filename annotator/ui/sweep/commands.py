"""The commands of the sweep, of the brush and of the palette at the text."""

from annotator.ui.command import in_reader, in_window
from annotator.ui.translation import N_

BRUSH = (
    in_reader(
        "palette", "tag", N_("Commands", "Choose label or entity…"), "Return", "Enter", verb="palette.open",
        icon="tag", is_edit=True,
        tip=N_("Commands", "Open a field at the selection, candidate or tag: type to find or make a label or entity"),
    ),
    in_reader(
        "brush", "tag", N_("Commands", "Brush"), "B", verb="brush.toggle", is_edit=True,
        tip=N_("Commands", "Then a label's key: each selection is tagged at once, until Esc"),
    ),
    in_reader(
        "refer", "tag", N_("Commands", "Same as the last entity"), "T", verb="referring.refer", is_edit=True,
        tip=N_("Commands", "Let a pronoun or description stand for the last entity; again for the one before"),
    ),
    in_reader(
        "split", "tag", N_("Commands", "Split off as an entity of its own"), "Y", verb="referring.split",
        is_edit=True, tip=N_("Commands", "Take the tag at the caret away from its entity; again, give it back"),
    ),
)  # fmt: skip

SWEEP = (
    in_reader(
        "sweep_next", "sweep", N_("Commands", "Next candidate"), ";", verb="sweeping.next", icon="next",
        tip=N_("Commands", "Begin the sweep of names not tagged yet, or go to the next one"), is_edit=True,
    ),
    in_reader(
        "sweep_back", "sweep", N_("Commands", "Previous candidate"), ",", verb="sweeping.back", icon="previous",
        tip=N_("Commands", "Go to the candidate before this one"), is_edit=True,
    ),
    in_reader(
        "sweep_accept", "sweep", N_("Commands", "Accept and spread"), "Space", verb="sweeping.accept",
        icon="accept", tip=N_("Commands", "Tag the candidate as proposed, and its equal forms in this article"),
        is_edit=True,
    ),
    in_reader(
        "sweep_accept_only", "sweep", N_("Commands", "Accept only this one"), "Shift+Space", is_edit=True,
        verb="sweeping.accept_only", tip=N_("Commands", "Tag the candidate as proposed and leave its equal forms"),
    ),
    in_reader(
        "sweep_everywhere", "sweep", N_("Commands", "Accept in all articles"), "E", is_edit=True,
        verb="sweeping.accept_everywhere",
        tip=N_("Commands", "Show where other articles have the name; again, tag it there too"),
    ),
    in_reader(
        "sweep_known", "sweep", N_("Commands", "Accept known names"), "F", verb="sweeping.accept_known", is_edit=True,
        tip=N_("Commands", "Tag every name of this article that the project knows for sure, as one step"),
    ),
    in_reader(
        "leave", "sweep", N_("Commands", "Stop the sweep or the brush"), "Esc", verb="sweeping.leave",
        tip=N_("Commands", "Leave the sweep or put the brush away; what was tagged stays"),
    ),
)  # fmt: skip

READING = tuple(
    in_window(name, "reading", text, verb=f"readings.{name}", tip=tip, is_edit=True)
    for name, text, tip in (
        ("first", N_("Commands", "First reading"), N_("Commands", "Link the ambiguous name to the first (digit 1)")),
        ("second", N_("Commands", "Second reading"), N_("Commands", "Link the ambiguous name to the second (2)")),
        ("third", N_("Commands", "Third reading"), N_("Commands", "Link the ambiguous name to the third (3)")),
        ("fourth", N_("Commands", "Fourth reading"), N_("Commands", "Link the ambiguous name to the fourth (4)")),
        (
            "all_first", N_("Commands", "First reading in all equal places"),
            N_("Commands", "Link every equal ambiguous name of the article to the first (Alt and 1)"),
        ),
        (
            "all_second", N_("Commands", "Second reading in all equal places"),
            N_("Commands", "Link every equal ambiguous name of the article to the second (Alt and 2)"),
        ),
        (
            "all_third", N_("Commands", "Third reading in all equal places"),
            N_("Commands", "Link every equal ambiguous name of the article to the third (Alt and 3)"),
        ),
        (
            "all_fourth", N_("Commands", "Fourth reading in all equal places"),
            N_("Commands", "Link every equal ambiguous name of the article to the fourth (Alt and 4)"),
        ),
    )
)  # fmt: skip
NUMBERED = ("first", "second", "third", "fourth")
"""The readings in the order of their digits."""
