"""What the sweep shows: the decisions left in an article, the one in view and why it is proposed."""

from dataclasses import dataclass

from annotator.assist.candidates import Candidate, Known, Option, candidates
from annotator.assist.decisions import Decision, decisions
from annotator.assist.learning import RuleStats
from annotator.assist.linking import KnownNames
from annotator.assist.names import Surroundings
from annotator.model.entity import Entity
from annotator.model.label import Label
from annotator.model.span import Span
from annotator.project import Project
from annotator.transfer.knowing import known_entity, known_names, label_of, learned
from annotator.transfer.queue import Queue


@dataclass(frozen=True, slots=True)
class Peek:
    """One place that accepting spreads to, with the text around it."""

    span: Span
    before: str
    quote: str
    after: str
    label: str


class Proposals:
    """The decisions left in one article's text, read from the project; nothing is changed here."""

    def __init__(self, project: Project, article: str, *, around: Surroundings | None = None) -> None:
        self.project = project
        self.version = project.version(article)
        self.decided = 0
        """How many decisions were made since the sweep began."""
        self._around = around or Surroundings(self.version.text)
        self._queue = Queue()
        self._read()

    def _read(self) -> None:
        """Find the decisions anew from what the project holds now."""
        self.labels = self.project.labels()
        self._names = known_names(self.project)
        self._fresh: list[Entity] = []
        self._learned = learned(self.project)
        self._queue = Queue(self._found())

    def _found(self) -> list[Decision]:
        rejected = frozenset(one.form for one in self.project.rejections(self.version))
        tagged = self.project.mention_places(self.version)
        return decisions(candidates(self._around, Known(self._known(), tagged, rejected, self._learned)))

    def _known(self) -> KnownNames:
        """Return the project's names, those of entities made by this sweep included."""
        if self._fresh:
            self._names = self._names.adding(known_entity(one, self.labels) for one in self._fresh)
            self._fresh = []
        return self._names

    @property
    def current(self) -> Decision | None:
        """The decision that is shown now; None when nothing is left."""
        return self._queue.current

    @property
    def left(self) -> int:
        """How many decisions are left."""
        return len(self._queue)

    @property
    def total(self) -> int:
        """How many decisions were made or are left."""
        return self.decided + self.left

    @property
    def label(self) -> Label | None:
        """The project's label that is proposed now; None where its labels have nothing like it."""
        return label_of(self.labels, self.current.label) if self.current else None

    @property
    def why(self) -> str:
        """Why this one is proposed, and how often its rule was right in this project."""
        if self.current is None:
            return ""
        head = self.current.head
        return f"{head.why} {self._learned.record(head.rule)}".strip()

    @property
    def options(self) -> tuple[Option, ...]:
        """What an ambiguous form may stand for, in the order `choose` takes; empty for others."""
        return self.current.head.options if self.current else ()

    def candidates(self) -> list[Candidate]:
        """Return every place that is left, in text order."""
        return sorted((one for two in self._queue.decisions for one in two.candidates), key=lambda one: one.span)

    def decisions(self) -> list[Decision]:
        """Return the decisions that are left, in the order of their first places."""
        return list(self._queue.decisions)

    def peek(self, length: int = 40) -> list[Peek]:
        """Return the places that accepting spreads to, with the text around them."""
        text, others = self.version.text, self.current.others if self.current else ()
        return [
            Peek(
                one.span,
                text[max(0, one.span.start - length) : one.span.start],
                one.span.of(text),
                text[one.span.end : one.span.end + length],
                one.label,
            )
            for one in others
        ]

    def rules(self) -> dict[str, RuleStats]:
        """Return how often each rule was right in this project."""
        return dict(self._learned.rules)

    def is_quiet(self, rule: str) -> bool:
        """Tell whether a rule was wrong so often that it proposes no more."""
        return self._learned.is_quiet(rule)
