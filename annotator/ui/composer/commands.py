"""What each key does while a claim is composed."""

from annotator.ui.commands import Command
from annotator.ui.translation import N_


def _key(name: str, text: str, *keys: str, tip: str) -> Command:
    return Command(name, "composer", text, keys, f"composer.{name}", tip, places=("composer",), is_edit=True)


COMPOSER_COMMANDS: tuple[Command, ...] = (
    _key("keep", N_("Commands", "Keep the claim"), "Return", tip=N_("Commands", "Capture what is shown, as one step")),
    _key(
        "keep_all", N_("Commands", "Keep all claims of the sentence"), "Shift+Return",
        tip=N_("Commands", "Capture every proposal of the sentence, as one step"),
    ),
    _key(
        "next_claim", N_("Commands", "Next proposal"), "N", "C",
        tip=N_("Commands", "Show another claim of the sentence: a conjoined one, or one inside the other"),
    ),
    _key(
        "again", N_("Commands", "Same source and cue again"), "+",
        tip=N_("Commands", "Keep this claim and begin another one under the same source and cue"),
    ),
    _key("next_slot", N_("Commands", "Next slot"), "Tab", tip=N_("Commands", "Go to the next slot of the claim")),
    _key(
        "previous_slot", N_("Commands", "Previous slot"), "Shift+Tab",
        tip=N_("Commands", "Go to the slot before this one"),
    ),
    _key(
        "end_out", N_("Commands", "End one word to the right"), "Right",
        tip=N_("Commands", "Move the end of what the slot marks right by a word"),
    ),
    _key(
        "end_in", N_("Commands", "End one word to the left"), "Left",
        tip=N_("Commands", "Move the end of what the slot marks left by a word"),
    ),
    _key(
        "start_in", N_("Commands", "Start one word to the right"), "Shift+Right",
        tip=N_("Commands", "Move the start of what the slot marks right by a word"),
    ),
    _key(
        "start_out", N_("Commands", "Start one word to the left"), "Shift+Left",
        tip=N_("Commands", "Move the start of what the slot marks left by a word"),
    ),
    _key(
        "end_out_char", N_("Commands", "End one character to the right"), "Alt+Right",
        tip=N_("Commands", "Move the end of what the slot marks right by a character"),
    ),
    _key(
        "end_in_char", N_("Commands", "End one character to the left"), "Alt+Left",
        tip=N_("Commands", "Move the end of what the slot marks left by a character"),
    ),
    _key(
        "start_in_char", N_("Commands", "Start one character to the right"), "Alt+Shift+Right",
        tip=N_("Commands", "Move the start of what the slot marks right by a character"),
    ),
    _key(
        "start_out_char", N_("Commands", "Start one character to the left"), "Alt+Shift+Left",
        tip=N_("Commands", "Move the start of what the slot marks left by a character"),
    ),
    _key(
        "next_piece", N_("Commands", "Next piece"), "Down",
        tip=N_("Commands", "Where a slot marks several pieces, move the edges of the next one"),
    ),
    _key(
        "previous_piece", N_("Commands", "Previous piece"), "Up",
        tip=N_("Commands", "Move the edges of the piece before this one"),
    ),
    _key(
        "drop", N_("Commands", "Take the piece away"), "Backspace", "Del",
        tip=N_("Commands", "Take away the piece at hand, or what the slot holds"),
    ),
    _key(
        "name", N_("Commands", "Type the claimant's name"), "T",
        tip=N_("Commands", "Type who claims it; known names are offered"),
    ),
    _key(
        "cue", N_("Commands", "Selection is the cue"), "U",
        tip=N_("Commands", "Make the selected words the cue; without any, the next selection that Enter ends"),
    ),
    _key(
        "source", N_("Commands", "Selection is the source"), "R",
        tip=N_("Commands", "Make the selected words the source, in this sentence or another one; see the cue"),
    ),
    _key(
        "content", N_("Commands", "Selection belongs to the content"), "Shift+C",
        tip=N_("Commands", "Add the selected words to the content, as of an interrupted quotation; see the cue"),
    ),
    _key(
        "own", N_("Commands", "Author's own assertion"), "O",
        tip=N_("Commands", "Make the sentence what the author asserts, or what is reported again"),
    ),
    _key(
        "nest", N_("Commands", "Inside another claim"), "I",
        tip=N_("Commands", "Put the claim inside the next of the claims around it, or inside none"),
    ),
    _key("quote_type", N_("Commands", "Quotation"), "Q", tip=N_("Commands", "Direct, mixed, indirect or none")),
    _key("modality", N_("Commands", "Modality"), "M", tip=N_("Commands", "Asserted, hedged, denied and so on")),
    _key("polarity", N_("Commands", "Polarity"), "P", tip=N_("Commands", "Whether the content is negated")),
    _key(
        "endorsement", N_("Commands", "Reporter's stance"), "E",
        tip=N_("Commands", "Neutral, endorses or distances"),
    ),
    _key(
        "check_worthiness", N_("Commands", "Worth checking"), "W",
        tip=N_("Commands", "No fact, minor or worth checking"),
    ),
    _key(
        "leave", N_("Commands", "Leave the composer"), "Esc",
        tip=N_("Commands", "Leave the text as it was; nothing is captured"),
    ),
)  # fmt: skip
