"""What the window shows of a decision, in words: made once for each and read by card, margin and hints alike."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.label import Label, LabelSet
from annotator.ui.translation import N_, counted, translated

if TYPE_CHECKING:
    from annotator.transfer.sweeping import Sweep

_MOST_LABELS = 4
_LONGEST_NAME = 10
_CONTEXT = "Sweep"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be done with what is shown: give a label, or say which of several it stands for."""

    text: str
    hue: str
    key: str
    label: str = ""
    """The uid of the label, empty for an option."""
    option: int = -1
    is_proposed: bool = False


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place that accepting spreads to, with the text around it and its label."""

    before: str
    quote: str
    after: str
    label: str
    hue: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the panel's card says."""

    progress: str
    share: float
    why: str = ""
    choices: tuple[Choice, ...] = ()
    spread: str = ""
    rows: tuple[PlaceRow, ...] = ()


def shown_of(sweep: "Sweep", drafts: int) -> Shown:
    """Return what the card says of the decision that is shown, or that there is none."""
    share = sweep.decided / sweep.total if sweep.total else 1.0
    if sweep.current is None:
        return Shown(translated(_CONTEXT, N_(_CONTEXT, "Nothing left to decide")), 1.0, _ending(drafts))
    return Shown(
        translated(_CONTEXT, N_(_CONTEXT, "{0} of {1} decisions left")).format(sweep.left, sweep.total),
        share,
        _why(sweep),
        tuple(_options(sweep) if sweep.options else _labels(sweep)),
        _spread(sweep),
        tuple(_rows(sweep)),
    )


def margin_title(sweep: "Sweep") -> str:
    """Return the proposed label as a short question, such as `Org?`."""
    label = sweep.label
    if sweep.options:
        return translated(_CONTEXT, N_(_CONTEXT, "Which?"))
    if label is None:
        return translated(_CONTEXT, N_(_CONTEXT, "Label?"))
    return translated(_CONTEXT, N_(_CONTEXT, "{0}?")).format(short_name(label))


def margin_detail(sweep: "Sweep") -> str:
    """Return how many places the decision has."""
    count = len(sweep.current.candidates) if sweep.current else 0
    return translated(_CONTEXT, N_(_CONTEXT, "{0} here")).format(count)


def short_name(label: Label) -> str:
    """Return a label's name as far as it has room in the margin."""
    name = label.name.partition(" (")[0].partition("/")[0]
    return name if len(name) <= _LONGEST_NAME else label.key.capitalize().partition("_")[0]


def _why(sweep: "Sweep") -> str:
    assert sweep.current is not None
    head, label = sweep.current.head, sweep.label
    if sweep.options:
        return f"{sweep.why} " + translated(_CONTEXT, N_(_CONTEXT, "It is linked only when you say to whom."))
    if label is None:
        return sweep.why
    if head.name and head.name != head.form:
        words = translated(_CONTEXT, N_(_CONTEXT, "Proposed {0}, as {1}."))
        return f"{sweep.why} {words.format(label.name, head.name)}"
    return f"{sweep.why} {translated(_CONTEXT, N_(_CONTEXT, 'Proposed {0}.')).format(label.name)}"


def _ending(drafts: int) -> str:
    if not drafts:
        return translated(_CONTEXT, N_(_CONTEXT, "Every candidate of this article is decided."))
    return counted(
        _CONTEXT,
        N_(_CONTEXT, "Every candidate is decided. Shift+A confirms the one tag that was spread."),
        N_(_CONTEXT, "Every candidate is decided. Shift+A confirms the {0} tags that were spread."),
        count=drafts,
    )


def _options(sweep: "Sweep") -> list[Choice]:
    found = []
    for number, option in enumerate(sweep.options):
        label = sweep.labels.by_key(option.label)
        name = f"{option.name} · {label.name}" if label else option.name
        key = str(number + 1) if number < 9 else ""
        found.append(Choice(name, label.color if label else "hue-12", key, option=number))
    return found


def _labels(sweep: "Sweep") -> list[Choice]:
    proposed = sweep.label
    in_use = sweep.labels.in_use("entity")
    others = [one for one in in_use if one.shortcut and (proposed is None or one.uid != proposed.uid)]
    shown = [*([proposed] if proposed else []), *others][:_MOST_LABELS]
    return [Choice(one.name, one.color, one.shortcut, one.uid, is_proposed=one is proposed) for one in shown]


def _spread(sweep: "Sweep") -> str:
    count = len(sweep.current.others) if sweep.current else 0
    if not count:
        return ""
    one = N_(_CONTEXT, "Spreads to {0} more place here")
    return counted(_CONTEXT, one, N_(_CONTEXT, "Spreads to {0} more places here"), count=count)


def _rows(sweep: "Sweep") -> list[PlaceRow]:
    return [
        PlaceRow(flat(peek.before), flat(peek.quote), flat(peek.after), *_label_of(sweep.labels, peek.label))
        for peek in sweep.peek()
    ]


def _label_of(labels: LabelSet, key: str) -> tuple[str, str]:
    from annotator.transfer.knowing import label_of

    label = label_of(labels, key)
    return (label.name, label.color) if label else (key, "hue-12")


def flat(text: str) -> str:
    """Return a text with each run of blanks and line ends as one blank."""
    inner = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + inner + (" " if text[-1:].isspace() and inner else "")
