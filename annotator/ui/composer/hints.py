"""What the keys do while a claim is composed, for the hint line."""

from annotator.transfer.composed import CLOSED
from annotator.transfer.composing import Composing
from annotator.ui.translation import N_, translated
from annotator.ui.widgets import Hint

_CONTEXT = "Hints"
_PICKED = {
    "cue": N_(_CONTEXT, "selection is the cue"),
    "source": N_(_CONTEXT, "selection is the source"),
    "content": N_(_CONTEXT, "selection joins the content"),
}


def composer_hints(composing: Composing) -> list[Hint]:
    """Return the keys worth naming for the slot at hand."""
    found = [_hint(("⏎",), N_(_CONTEXT, "keep claim")), _hint(("Tab",), N_(_CONTEXT, "next slot"))]
    if composing.slot in CLOSED:
        count = len(composing.claim.candidates(composing.slot))
        found.append(_hint((f"1–{count}",), N_(_CONTEXT, "choose")))
    else:
        found.append(_hint(("←", "→"), N_(_CONTEXT, "move edge by word")))
        if composing.slot == "claimant":
            found.append(_hint(("2",), N_(_CONTEXT, "other claimant")))
        elif len(composing.claim.candidates(composing.slot)) > 1:
            found.append(_hint(("2",), N_(_CONTEXT, "other words")))
    if composing.others:
        found.append(_hint(("N",), N_(_CONTEXT, "next")))
    if composing.claim.cue:
        found.append(_hint(("+",), N_(_CONTEXT, "same source and cue again")))
    found.append(_hint(("Esc",), N_(_CONTEXT, "leave")))
    return [*found, _hint(("T",), N_(_CONTEXT, "type a name"))] if composing.slot == "claimant" else found


def picking_hints(role: str) -> list[Hint]:
    """Return the keys while words are selected for a role."""
    return [
        _hint(("⇧ →",), N_(_CONTEXT, "select")),
        _hint(("⏎",), _PICKED[role]),
        _hint(("Esc",), N_(_CONTEXT, "back to the claim")),
    ]


def _hint(keys: tuple[str, ...], text: str) -> Hint:
    return Hint(keys, translated(_CONTEXT, text))
