"""What the project has decided so far: how often each rule was right, and what was corrected or rejected."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.assist.labels import Reading, head_of
from annotator.model.fold import key_of

_QUIET_BELOW = 0.25
_VALUE_RULES = ("date", "money", "percent", "quantity")
_PRIORS = {True: (1.0, 2.0), False: (4.0, 5.0)}
"""Decisions imagined before the first real one, as (right, all): of value rules, of the others."""
_REJECTED_ELSEWHERE = 2


@dataclass(frozen=True, slots=True)
class RuleStats:
    """How often a rule's proposal was accepted as it was, given another label, or rejected."""

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0

    @property
    def total(self) -> int:
        """All decisions on what the rule proposed."""
        return self.accepted + self.corrected + self.rejected

    def plus(self, *, accepted: int = 0, corrected: int = 0, rejected: int = 0) -> "RuleStats":
        """Return the counts with more decisions."""
        return RuleStats(self.accepted + accepted, self.corrected + corrected, self.rejected + rejected)


@dataclass(frozen=True, slots=True)
class Learned:
    """Everything that earlier decisions say about the next proposals."""

    rules: Mapping[str, RuleStats] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    """Label keys by the folded form they were corrected to."""
    heads: Mapping[str, str] = field(default_factory=dict)
    """Label keys by the head word of a form they were corrected to."""
    rejected: Mapping[str, int] = field(default_factory=dict)
    """How many other articles have rejected a form, by the form."""

    def is_quiet(self, rule: str) -> bool:
        """Tell whether a rule was wrong so often that it proposes no more; a wrong label is half right."""
        stats = self.rules.get(rule, RuleStats())
        right, total = _PRIORS[rule in _VALUE_RULES]
        return (right + stats.accepted + stats.corrected / 2) / (total + stats.total) <= _QUIET_BELOW

    def is_rejected(self, form: str) -> bool:
        """Tell whether other articles have rejected the form often enough to leave it out."""
        return self.rejected.get(form, 0) >= _REJECTED_ELSEWHERE

    def confidence(self, rule: str, given: float) -> float:
        """Return how sure a proposal is: the rule's own figure, moved by how often it was right here."""
        stats = self.rules.get(rule, RuleStats())
        return (given * 5 + stats.accepted) / (5 + stats.total)

    def record(self, rule: str) -> str:
        """Return a sentence on how often the rule was right in this project, empty before its first decision."""
        stats = self.rules.get(rule, RuleStats())
        times = "time" if stats.total == 1 else "times"
        return f"This rule was right {stats.accepted} of {stats.total} {times} here." if stats.total else ""

    def corrected(self, form: str, reading: Reading) -> Reading:
        """Return the reading as earlier corrections of the same form, or of its head word, have it."""
        label = self.labels.get(key_of(form))
        if label is not None:
            return Reading(label, "correction", "You gave this name that label before.", 0.95)
        label = self.heads.get(head_of(form)) if " " in form else None
        if label is not None and reading.rule in ("head word", "full name", "article", "capital"):
            return Reading(label, "correction", f"You gave “{head_of(form)}” that label before.", 0.92)
        return reading

    def plus(self, rule: str, form: str, *, proposed: str, given: str | None) -> "Learned":
        """Return what is known after one more decision; None given is a rejection."""
        stats = self.rules.get(rule, RuleStats())
        if given is None:
            return replace(self, rules={**self.rules, rule: stats.plus(rejected=1)})
        if given == proposed:
            return replace(self, rules={**self.rules, rule: stats.plus(accepted=1)})
        heads = {**self.heads, head_of(form): given} if " " in form else self.heads
        return replace(
            self,
            rules={**self.rules, rule: stats.plus(corrected=1)},
            labels={**self.labels, key_of(form): given},
            heads=heads,
        )
