"""The claim being composed in the window's words: the readable line and what each slot shows."""

from PySide6.QtCore import QCoreApplication

from annotator.transfer.composed import Composed
from annotator.transfer.composing import Composing
from annotator.ui.translation import N_
from annotator.ui.widgets.marked_text import Run

_CONTEXT = "Composer"
_NEGATORS = frozenset("no not never none nobody nothing neither nor without cannot".split())
_LONGEST_JOINT = 16


def line_of(composing: Composing) -> list[Run]:
    """Return who says, in what word, what: one line to read."""
    claim = composing.claim
    runs = [*_said(composing, claim), *_content(composing, claim)]
    return [*runs, Run(".")] if runs[-1].text[-1:].isalnum() else runs


def claimant_words(composing: Composing, choice: tuple[str | None, str]) -> str:
    """Return a claimant as a slot shows it."""
    uid, name = choice
    source = composing.words(composing.claim.source)
    if name:
        return name if uid else _translated(N_(_CONTEXT, "{0} (new)")).format(name)
    return _translated(N_(_CONTEXT, "unnamed: {0}")).format(source) if source else _translated(N_(_CONTEXT, "nobody"))


def spans_words(composing: Composing, spans: tuple[object, ...]) -> str:
    """Return words of the text as a slot shows them."""
    return composing.words(spans) or _translated(N_(_CONTEXT, "none"))  # type: ignore[arg-type]


def voice_words(composing: Composing) -> str:
    """Return what the chips do not tell: what it is nested in, how many are kept with it or proposed beside it."""
    parts = []
    inside = composing.parent_words()
    if inside:
        parts.append(_translated(N_(_CONTEXT, "Inside “{0}”")).format(_shortened(inside)))
    if composing.together:
        parts.append(_translated(N_(_CONTEXT, "With {0} more of this cue")).format(len(composing.together)))
    elif composing.others and not inside:
        parts.append(_translated(N_(_CONTEXT, "{0} more in this sentence")).format(composing.others))
    return " · ".join(parts)


def _said(composing: Composing, claim: Composed) -> list[Run]:
    if claim.voice == "author":
        return [Run(_translated(N_(_CONTEXT, "The author")), is_bold=True), Run(": ")]
    name = claim.claimant[1] or composing.words(claim.source)
    cue = composing.words(claim.cue)
    if not name and not cue:
        return []
    return [Run(name, is_bold=True), Run(" " if name and cue else ""), Run(cue, is_italic=True), Run(_joint(composing))]


def _joint(composing: Composing) -> str:
    """Return what stands between cue and content where that is short, such as `that`, else a colon."""
    claim = composing.claim
    before = [span.end for span in claim.cue if span.end <= claim.content[0].start]
    between = composing.text[max(before) : claim.content[0].start] if before else ""
    word = " ".join(between.split())
    if word and len(word) <= _LONGEST_JOINT and word.isalpha():
        return f" {word} "
    return " " if before and not word else ": "


def _content(composing: Composing, claim: Composed) -> list[Run]:
    """Return the content; words that negate it are bold."""
    words = composing.words(claim.content)
    quoted = f"“{words}”" if claim.quote_type == "direct" else words
    if claim.polarity != "negative":
        return [Run(quoted)]
    runs = []
    for number, word in enumerate(quoted.split(" ")):
        bare = word.strip("“”,.;:!?").casefold()
        is_bold = bare in _NEGATORS or bare.endswith(("n't", "n’t"))
        runs += [Run(" " if number else ""), Run(word, is_bold=is_bold)]
    return [run for run in runs if run.text]


def _shortened(text: str, most: int = 48) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _translated(words: str) -> str:
    return QCoreApplication.translate(_CONTEXT, words)
