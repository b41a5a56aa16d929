"""The part of the reading view that knows annotations: those shown, the current one, the one under the pointer."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from annotator.model.annotation import Annotation
from annotator.model.article import Article, Version
from annotator.model.changes import ChangeSet
from annotator.model.label import Label, LabelSet
from annotator.model.structure import Part
from annotator.ui import theme
from annotator.ui.reader.marks import LEVELS, Decoration, Drawing, decorate
from annotator.ui.reader.ranges import LOOKS
from annotator.ui.reader.selection import Selection
from annotator.ui.reader.tags import Tags, place_of
from annotator.ui.reader.text_view import TextView

KEPT_DECORATIONS = 500


class TagView(TextView):
    """A text with annotations that follows the project's change sets, touching only what a set names."""

    current_changed = Signal(object)
    """The uid of the annotation that is now current, or None."""
    hovered_changed = Signal(object)
    """The uid of the annotation under the pointer, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags = Tags()
        self._labels = LabelSet()
        self._pending: set[str] = set()
        self._decorations: dict[int, Decoration] = {}
        self._is_mapped = False
        self.decorated = 0
        """How many blocks were decorated so far; tests count with it."""

    def open(
        self,
        article: Article,
        version: Version,
        annotations: list[Annotation],
        labels: LabelSet,
        parts: Iterable[Part] = (),
    ) -> None:
        """Show an article's text with its annotations; `parts` says which paragraphs are headings or items of lists."""
        self._tags = Tags(annotations)
        self._labels = labels
        self._parts = tuple(parts)
        self._begin(article, version)

    def clear(self) -> None:
        """Show no article."""
        self._tags = Tags()
        self._parts = ()
        self._begin(None, None)

    def apply(self, change_set: ChangeSet) -> None:
        """Follow a change of the project, as far as it concerns the article that is shown."""
        for change in change_set.changes:
            value = change.value
            if isinstance(value, Annotation):
                self._apply_annotation(value, is_gone=change.after is None)
            elif isinstance(value, Label):
                self._apply_label(value, is_gone=change.after is None)
            elif isinstance(value, Article) and self.article and value.uid == self.article.uid:
                self.article = value
                self._scene.page.replace_header(value)
                self.viewport().update()

    def labels(self) -> LabelSet:
        """Return the labels that annotations are drawn with."""
        return self._labels

    def annotations(self) -> list[Annotation]:
        """Return the annotations that are shown, in no order."""
        return list(self._tags)

    def annotation(self, uid: str | None) -> Annotation | None:
        """Return the annotation with that uid, if it is shown."""
        return self._tags.get(uid)

    def annotations_at(self, offset: int) -> list[Annotation]:
        """Return the annotations over the character at an offset, or ending there; smallest first."""
        return self._tags.touching(offset)

    def tags_between(self, start: int, end: int) -> list[Annotation]:
        """Return the annotations that share a character with a range, in text order, longest first."""
        return self._tags.of(self._tags.between(start, end))

    def described(self, annotation: Annotation) -> str:
        """Return an annotation in words: its text, its label and its status if that is not settled."""
        label = self._labels.get(annotation.label)
        words = self.tr("{0}, {1}").format(annotation.quote, label.name if label else self.tr("no label"))
        return words if annotation.status == "accepted" else f"{words}, {self._status_names()[annotation.status]}"

    def _status_names(self) -> dict[str, str]:
        return {
            "proposed": self.tr("suggested"),
            "draft": self.tr("to review"),
            "rejected": self.tr("rejected"),
            "disputed": self.tr("disputed"),
        }

    def current(self) -> str | None:
        """Return the uid of the current annotation."""
        return self._scene.current.uid if self._scene.current else None

    def set_current(self, uid: str | None) -> None:
        """Make an annotation the current one; it is drawn with a strong outline."""
        before, found = self._scene.current, self._tags.get(uid)
        self._scene.current = found
        if found != before:
            self._repaint_tags(before, found)
        if (before and before.uid) != (found and found.uid):
            self.current_changed.emit(found.uid if found else None)

    def hovered(self) -> str | None:
        """Return the uid of the annotation under the pointer."""
        return self._scene.hovered.uid if self._scene.hovered else None

    def set_hovered(self, uid: str | None) -> None:
        """Light up an annotation as if the pointer were on it."""
        before, found = self._scene.hovered, self._tags.get(uid)
        self._scene.hovered = found
        if (before and before.uid) != (found and found.uid):
            self._repaint_tags(before, found)
            self.hovered_changed.emit(found.uid if found else None)

    def reveal(self, uid: str) -> None:
        """Make an annotation current, put the caret at its start and bring it into view."""
        found = self._tags.get(uid)
        if found is None:
            return
        self._change_selection(Selection(found.start, found.start))
        self.set_current(uid)
        if not all(self._is_well_inside(rect.toRect()) for rect in self.rect_of(found.start, found.start + 1)):
            self.scroll_to(found.start)

    def beside(self, annotation: Annotation | None, step: int) -> Annotation | None:
        """Return the annotation after another in text order, before it when negative; from the caret without one."""
        length = len(self._document.text)
        if step > 0:
            return self._tags.after(place_of(annotation) if annotation else (self.caret() - 1, 0, ""), length)
        return self._tags.before(place_of(annotation) if annotation else (self.caret(), -length, ""))

    def next_annotation(self) -> None:
        """Go to the next annotation in text order, from the current one or the caret."""
        found = self.beside(self._scene.current, 1)
        if found is not None:
            self.reveal(found.uid)

    def previous_annotation(self) -> None:
        """Go to the previous annotation in text order, from the current one or the caret."""
        found = self.beside(self._scene.current, -1)
        if found is not None:
            self.reveal(found.uid)

    def cycle_tags(self, *, backwards: bool = False) -> bool:
        """Make the next of the tags stacked at the caret current, smallest first; False when there is none."""
        stacked = [one.uid for one in self.annotations_at(self.caret())]
        current = self.current()
        if not stacked:
            return False
        if current in stacked:
            self.set_current(stacked[(stacked.index(current) + (-1 if backwards else 1)) % len(stacked)])
        else:
            self.set_current(stacked[-1 if backwards else 0])
        return True

    def set_claim_numbers(self, numbers: dict[str, int]) -> None:
        """Write numbers beside the brackets of claims, by the annotation's uid."""
        self._scene.numbers = dict(numbers)
        self.viewport().update()

    def claim_number(self, uid: str) -> int | None:
        """Return the number beside a claim's bracket, or None."""
        return self._scene.numbers.get(uid)

    def set_pending(self, uids: set[str]) -> None:
        """Draw annotations hatched that wait to be saved, and only these."""
        changed = self._pending ^ uids
        self._pending = set(uids)
        for uid in changed:
            self._redecorate(self._tags.get(uid))

    def _begin(self, article: Article | None, version: Version | None) -> None:
        had = self.current(), self.hovered()
        self._pending = set()
        self._decorations = {}
        self._show(article, version)
        self._scene.labels = self._labels
        self._scene.decoration = self._decoration
        self._map_timer.start()
        self._is_mapped = False
        for uid, signal in zip(had, (self.current_changed, self.hovered_changed), strict=True):
            if uid is not None:
                signal.emit(None)

    def _lay_page(self) -> None:
        self._decorations = {}
        super()._lay_page()

    def _decoration(self, number: int) -> Decoration:
        """Return what is drawn for the tags of a block, made when first asked for."""
        found = self._decorations.get(number)
        if found is None:
            laid = self._scene.page.laid(number)
            found = decorate(laid, self._tags, self._drawing())
            self.decorated += 1
            if len(self._decorations) >= KEPT_DECORATIONS:
                self._decorations.clear()
            self._decorations[number] = found
        return found

    def _drawing(self) -> Drawing:
        return Drawing(self._labels, frozenset(self._pending), with_letters=self._style.label_marks)

    def _apply_annotation(self, annotation: Annotation, *, is_gone: bool) -> None:
        uid = annotation.uid
        before = self._tags.get(uid)
        is_here = self.version is not None and (annotation.article, annotation.version) == (
            self.version.article,
            self.version.number,
        )
        after = annotation if is_here and not is_gone else None
        if before is None and after is None:
            return
        self._redecorate(before)
        self._tags.drop(uid)
        if after is not None:
            self._tags.put(after)
            self._redecorate(after)
        self._recount(before, after)
        if uid == self.current():
            self.set_current(uid)
        if uid == self.hovered():
            self.set_hovered(None)

    def _apply_label(self, label: Label, *, is_gone: bool) -> None:
        others = [one for one in self._labels if one.uid != label.uid]
        self._labels = self._scene.labels = LabelSet(others if is_gone else [*others, label])
        self._decorations = {}
        self._map.refresh()
        self.viewport().update()

    def _redecorate(self, annotation: Annotation | None) -> None:
        """Draw the blocks of an annotation anew."""
        if annotation is None:
            return
        for span in annotation.spans():
            for number in self._document.numbers_between(span.start, span.end):
                self._decorations.pop(number, None)
        self._repaint_tags(annotation)

    def _repaint_tags(self, *annotations: Annotation | None) -> None:
        self._update_spans([piece.span for one in annotations if one for piece in one.pieces])

    def _recount(self, before: Annotation | None, after: Annotation | None) -> None:
        if not self._is_mapped:
            return
        if before is not None:
            self._map.density.remove(before.label, before.start)
        if after is not None:
            self._map.density.add(after.label, after.start)
        self._map_timer.start()

    def _refresh_map(self) -> None:
        if not self._is_mapped:
            self._is_mapped = True
            for label, starts in self._tags.starts_by_label().items():
                self._map.density.fill(label, starts)
        self._map.refresh()

    def _map_color(self, kind: str) -> QColor:
        if kind in LOOKS:
            return super()._map_color(kind)
        label = self._labels.get(kind)
        return theme.label(label.color).dot if label else theme.color("text_faint")

    def _stacked_at(self, offset: int | None) -> list[Annotation]:
        """Return the tags at an offset if they are more than are drawn there."""
        stacked = self._tags.at(offset) if offset is not None else []
        return stacked if len(stacked) > LEVELS else []

    def _is_well_inside(self, rect: QRect) -> bool:
        seen = self.viewport().rect()
        return seen.top() <= rect.top() and rect.bottom() <= seen.bottom() - rect.height()
