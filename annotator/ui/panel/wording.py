"""The window's words for the closed lists of the model."""

from PySide6.QtCore import QT_TRANSLATE_NOOP as N_
from PySide6.QtCore import QCoreApplication

from annotator.model.annotation import Annotation
from annotator.model.label import Label

_CONTEXT = "wording"
_WORDS: dict[str, object] = {
    "proposed": N_("wording", "Suggested"),
    "draft": N_("wording", "To review"),
    "accepted": N_("wording", "Accepted"),
    "rejected": N_("wording", "Rejected"),
    "disputed": N_("wording", "Disputed"),
    "NAME": N_("wording", "name"),
    "NOMINAL": N_("wording", "description"),
    "PRONOMINAL": N_("wording", "pronoun"),
    "direct": N_("wording", "direct"),
    "mixed": N_("wording", "mixed"),
    "indirect": N_("wording", "indirect"),
    "none": N_("wording", "none"),
    "asserted": N_("wording", "asserted"),
    "hedged": N_("wording", "hedged"),
    "denied": N_("wording", "denied"),
    "questioned": N_("wording", "questioned"),
    "intended": N_("wording", "intended"),
    "directive": N_("wording", "directive"),
    "evaluated": N_("wording", "evaluated"),
    "positive": N_("wording", "positive"),
    "negative": N_("wording", "negative"),
    "neutral": N_("wording", "neutral"),
    "endorses": N_("wording", "endorses"),
    "distances": N_("wording", "distances"),
    "non_factual": N_("wording", "no fact"),
    "unimportant_factual": N_("wording", "minor"),
    "check_worthy": N_("wording", "worth checking"),
    "ambiguous_text": N_("wording", "Ambiguous text"),
    "guideline_gap": N_("wording", "Gap in the guidelines"),
    "annotator_error": N_("wording", "Mistake"),
    "wrong_boundary": N_("wording", "Wrong boundary"),
    "wrong_label": N_("wording", "Wrong label"),
    "wrong_entity": N_("wording", "Wrong entity"),
    "duplicate": N_("wording", "Duplicate"),
    "out_of_scope": N_("wording", "Out of scope"),
    "subjective": N_("wording", "Subjective"),
    "other": N_("wording", "Other"),
}
REASONS = (
    "wrong_boundary",
    "wrong_label",
    "wrong_entity",
    "duplicate",
    "out_of_scope",
    "ambiguous_text",
    "annotator_error",
    "guideline_gap",
    "subjective",
    "other",
)
"""Why something is rejected, in the order of their digits."""


def word(value: str) -> str:
    """Return the window's word for a value of a closed list; an empty one stays empty."""
    return QCoreApplication.translate(_CONTEXT, str(_WORDS[value])) if value else ""


def extent_tip(label: Label) -> str:
    """Return what a label means, with examples of what is and is not tagged with it."""
    parts = [label.definition]
    if label.include_examples:
        parts.append(QCoreApplication.translate(_CONTEXT, "Yes: {0}").format(label.include_examples))
    if label.exclude_examples:
        parts.append(QCoreApplication.translate(_CONTEXT, "No: {0}").format(label.exclude_examples))
    return "\n".join(part for part in parts if part) or label.name


def attributes(annotation: Annotation) -> list[str]:
    """Return how a claim is put, in words, as far as it is not plainly asserted and affirmed."""
    occurrence = annotation.occurrence
    if occurrence is None:
        return []
    plain = {"asserted", "positive", "neutral"}
    values = (occurrence.modality, occurrence.polarity, occurrence.endorsement)
    return [word(value) for value in values if value not in plain]
