"""Questions of the review table: asked at once, or in a worker with a reader of its own."""

from dataclasses import dataclass, field
from pathlib import Path

from annotator.model.filter import Filter
from annotator.project import ProjectReader
from annotator.project.review import ReviewIds
from annotator.ui import tasks

AT_ONCE = 20_000
"""Up to this many annotations in the project, a question is asked without a thread."""
SCREEN = 512
"""So many rows are shown at once while the others are still being read; whole pages of the model."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids a question means, and how many annotations the project has."""

    ids: ReviewIds
    total: int


@dataclass(frozen=True, slots=True)
class Question:
    """Which annotations a table shows, and in what order."""

    wanted: Filter = field(default_factory=Filter)
    order: str = "place"
    is_descending: bool = False

    @property
    def has_quick_start(self) -> bool:
        """Whether the first rows are found without looking at all."""
        of_words = self.wanted.text.strip() or self.wanted.entities or self.wanted.annotations
        return self.order == "place" and not of_words

    def ids(self, reader: ProjectReader, most: int | None = None) -> ReviewIds:
        """Ask a reader, for all or for the first."""
        return reader.review_ids(self.wanted, self.order, descending=self.is_descending, most=most)

    def work(self, path: Path) -> tasks.Work:
        """Return the work that asks on a connection of its own."""

        def ask(progress: tasks.Progress, cancelled: tasks.Cancelled) -> Answer:
            with ProjectReader(path) as reader:
                reader.stop_when(cancelled)
                return Answer(self.ids(reader), reader.review_total())

        return ask
