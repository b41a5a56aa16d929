"""What the keys of the sweep do right now, for the hint line."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.model.label import LabelSet
from annotator.ui.hinting import keys_of, label_keys
from annotator.ui.translation import N_, translated
from annotator.ui.widgets import Hint

if TYPE_CHECKING:
    from annotator.transfer.sweeping import Sweep

_CONTEXT = "Hints"
_MOST_OPTIONS = 3


def sweep_hints(sweep: "Sweep", labels: LabelSet, *, drafts: int = 0) -> list[Hint]:
    """Return what the keys do with the decision that is shown, or when none is left."""
    if sweep.current is None:
        return [*([_hint("accept_all", N_(_CONTEXT, "confirm all"))] if drafts else []), _stop()]
    if sweep.options:
        return _of_options(sweep)
    others = len(sweep.current.others)
    accept = translated(_CONTEXT, N_(_CONTEXT, "accept, spread to {0}")).format(others)
    first = Hint(keys_of("sweep_accept", labels), accept if others else translated(_CONTEXT, N_(_CONTEXT, "accept")))
    only = [_hint("sweep_accept_only", N_(_CONTEXT, "only this"))] if others else []
    return [
        first,
        *only,
        Hint(label_keys(labels), translated(_CONTEXT, N_(_CONTEXT, "other label"))),
        _hint("reject", N_(_CONTEXT, "not an entity")),
        _hint("end_out", N_(_CONTEXT, "grow")),
        _hint("sweep_next", N_(_CONTEXT, "next")),
        _stop(),
        _hint("sweep_everywhere", N_(_CONTEXT, "all articles")),
    ]


def everywhere_hints(count: int) -> list[Hint]:
    """Return what the keys do while the places in other articles are shown."""
    words = translated(_CONTEXT, N_(_CONTEXT, "tag there too: {0}")).format(count)
    return [Hint(keys_of("sweep_everywhere"), words), _hint("sweep_accept", N_(_CONTEXT, "only this article")), _stop()]


def _of_options(sweep: "Sweep") -> list[Hint]:
    named = [Hint((str(number + 1),), one.name) for number, one in enumerate(sweep.options[:_MOST_OPTIONS])]
    return [
        *named,
        _hint("sweep_accept", N_(_CONTEXT, "tag, do not link")),
        _hint("reject", N_(_CONTEXT, "not an entity")),
        _hint("sweep_next", N_(_CONTEXT, "next")),
        _stop(),
    ]


def _hint(name: str, text: str) -> Hint:
    return Hint(keys_of(name), translated(_CONTEXT, text))


def _stop() -> Hint:
    return Hint((QCoreApplication.translate(_CONTEXT, "Esc"),), translated(_CONTEXT, N_(_CONTEXT, "stop")))
