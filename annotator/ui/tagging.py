"""What keys, menus and chips do to tags at the caret or selection."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.errors import UsageError
from annotator.model import segments
from annotator.model.annotation import Annotation
from annotator.model.article import Version
from annotator.model.span import Span
from annotator.project import annotating, marking
from annotator.ui.edges import CHARACTER, END, START, WORD, moved
from annotator.ui.translation import N_, counted

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class Tagging(QObject):
    """Verbs on the annotation at hand: the current one, the selected words, or those under the caret."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def label(self, uid: str, *, only: bool = False) -> None:
        """Tag the selection with a label; without one the candidate, the tag at the caret, or the word there.

        With `only` a candidate is not spread. A brush takes the label instead.
        """
        window = self._window
        if window.brush.is_on:
            window.brush.load(uid)
            return
        if window.sweeping.is_at_hand():
            window.sweeping.label(uid, only=only)
            return
        version = self.version()
        spans = self.chosen_spans()
        current = self.current_annotation()
        if current is not None and current.kind == "entity" and (not spans or spans == current.spans()):
            annotating.relabel(window.project, [current], uid)
            window.reader.clear_selection()
            return
        made = annotating.tag(window.project, version, spans or [self._word(version)], uid, status=self.new_status())
        self.settle(made)

    def tag_found(self, spans: list[Span], uid: str) -> None:
        """Tag one place or many that were found; many are one step."""
        window, version = self._window, self.version()
        if len(spans) == 1:
            annotating.tag(window.project, version, spans, uid, status=self.new_status())
            return
        made = marking.tag_each(window.project, version, spans, uid, status=self.new_status())
        if not made:
            raise UsageError(self.tr("Every place found is tagged already."))
        window.say_with_undo(
            counted("Tagging", N_("Tagging", "Tagged {0} place"), N_("Tagging", "Tagged {0} places"), count=len(made))
        )

    def delete(self) -> None:
        """Remove the tag at the caret, with a word on how to get it back."""
        annotation = self._needed(self.tr("There is no tag at the caret to delete."))
        annotating.delete(self._window.project, [annotation])
        self._window.say_with_undo(self.tr("Deleted the tag on “{0}”").format(_shortened(annotation.quote)))
        self._window.reader.set_caret(annotation.start)

    def note(self) -> None:
        """Put the caret into the note of the tag at hand."""
        annotation = self._needed(self.tr("There is no tag at the caret to write a note on."))
        self._window.places.show_panel()
        self._window.show_current(annotation.uid)
        self._window.panel.write_note()

    def accept(self) -> None:
        """Accept the tag at hand."""
        self._decide("accepted")

    def reject(self) -> None:
        """Reject the tag at hand, or say that the candidate is no entity."""
        if self._window.sweeping.is_at_hand():
            self._window.sweeping.reject()
            return
        self._decide("rejected")

    def dispute(self) -> None:
        """Mark the tag at hand as disputed."""
        self._decide("disputed")

    def accept_all(self) -> None:
        """Accept every tag of the article that waits for review."""
        waiting = [one for one in self._window.project.annotations(self.version().article) if one.status == "draft"]
        if not waiting:
            raise UsageError(self.tr("No tag of this article waits for review."))
        annotating.set_status(self._window.project, waiting, "accepted")
        self._window.say_with_undo(
            counted(
                "Tagging", N_("Tagging", "Accepted {0} tag"), N_("Tagging", "Accepted {0} tags"), count=len(waiting)
            )
        )

    def end_out(self) -> None:
        """Move the end right by a word."""
        self._move(END, 1, WORD)

    def end_in(self) -> None:
        """Move the end left by a word."""
        self._move(END, -1, WORD)

    def start_in(self) -> None:
        """Move the start right by a word."""
        self._move(START, 1, WORD)

    def start_out(self) -> None:
        """Move the start left by a word."""
        self._move(START, -1, WORD)

    def end_out_char(self) -> None:
        """Move the end right by a character."""
        self._move(END, 1, CHARACTER)

    def end_in_char(self) -> None:
        """Move the end left by a character."""
        self._move(END, -1, CHARACTER)

    def start_in_char(self) -> None:
        """Move the start right by a character."""
        self._move(START, 1, CHARACTER)

    def start_out_char(self) -> None:
        """Move the start left by a character."""
        self._move(START, -1, CHARACTER)

    def move_ends(self, uid: str, role: str, spans: list[Span]) -> None:
        """Keep the end of a tag where it was dragged."""
        annotation = self._window.project.annotation(uid)
        if annotation is not None:
            annotating.move(self._window.project, annotation, role, spans)

    def version(self) -> Version:
        """Return the text on the screen; raises UsageError when there is none."""
        version = self._window.reader.version
        if version is None:
            raise UsageError(self.tr("Open an article first."))
        return version

    def chosen_spans(self) -> list[Span]:
        """Return the selected pieces of the text, none when nothing is selected."""
        return list(self._window.reader.selected_spans())

    def current_annotation(self) -> Annotation | None:
        """Return the current tag, else the smallest at the caret, else None."""
        uid = self._window.reader.current()
        if uid is not None:
            return self._window.project.annotation(uid)
        at_caret = self._window.reader.annotations_at(self._window.reader.caret())
        return at_caret[0] if at_caret else None

    def new_status(self) -> str:
        """Return the status of what is tagged by hand."""
        return "draft" if self._window.settings.needs_review else "accepted"

    def settle(self, made: Annotation) -> None:
        """Make a new tag the current one, so that the next key is about it."""
        self._window.show_current(made.uid)

    def _word(self, version: Version) -> Span:
        span = segments.word_at(version.text, self._window.reader.caret())
        if span is None:
            raise UsageError(self.tr("There is no word at the caret. Select what you want to tag."))
        return span

    def _needed(self, refusal: str) -> Annotation:
        annotation = self.current_annotation()
        if annotation is None:
            raise UsageError(refusal)
        return annotation

    def _decide(self, status: str) -> None:
        annotation = self._needed(self.tr("There is no tag at the caret to decide on."))
        annotating.set_status(self._window.project, [annotation], status)

    def _move(self, edge: str, step: int, unit: str) -> None:
        """Move an edge of the selection, the candidate, or the tag at hand."""
        if self._window.sweeping.is_at_hand():
            self._window.sweeping.move_edge(edge, step, is_exact=unit == CHARACTER)
            return
        text = self.version().text
        spans = self.chosen_spans()
        if spans:
            self._window.reader.select_spans(moved(text, spans, edge=edge, step=step, unit=unit))
            return
        annotation = self._needed(self.tr("Select something, or put the caret into a tag."))
        spans = moved(text, annotation.spans(), edge=edge, step=step, unit=unit)
        annotating.move(self._window.project, annotation, annotation.main_role, spans)
        self._window.show_current(annotation.uid)


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
