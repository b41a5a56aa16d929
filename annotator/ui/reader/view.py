"""The reading view: an article with its annotations, under mouse and keys."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from annotator.model.annotation import Annotation
from annotator.model.article import Article, Version
from annotator.model.span import Span
from annotator.ui.reader.ends import (
    NEAR,
    End,
    end_at,
    ends_of_annotation,
    ends_of_selection,
    handle_of,
    with_end_moved,
)
from annotator.ui.reader.keys import is_plain
from annotator.ui.reader.margin import bracket_at
from annotator.ui.reader.painter import paint_handles
from annotator.ui.reader.pointer import Gesture, Pointer
from annotator.ui.reader.tag_view import TagView

_SELECTING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class ReaderView(TagView):
    """Shows one article; hands what the reader does to signals and changes nothing in the project."""

    activated = Signal(str)
    """Double click or Enter on an annotation: its uid."""
    ends_moved = Signal(str, str, list)
    """An end was dragged: the annotation's uid, the role and the role's new spans, not yet saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grabbed: End | None = None
        self._near_ends: list[End] = []
        self._pointer = Pointer(self)
        self.setAccessibleName(self.tr("Article"))

    def event(self, event: QEvent) -> bool:
        """Let Tab walk the tags at the caret, where there are any left to walk to."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._walks(event):
            self.cycle_tags(backwards=event.key() == Qt.Key.Key_Backtab)
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step through annotations, let go of what is chosen, or move the caret."""
        if event.key() == Qt.Key.Key_Escape:
            self._let_go(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(event)
        elif is_plain(event, "j"):
            self.next_annotation()
        elif is_plain(event, "k"):
            self.previous_annotation()
        else:
            super().keyPressEvent(event)
            self._leave_current()
            self._show_stack(self._stacked_at(self.caret()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select, or to drag an end of the current tag or of the selection."""
        if event.button() != Qt.MouseButton.LeftButton or self.version is None:
            return
        end = None if event.modifiers() & _SELECTING else end_at(self._ends(), event.position(), self.rect_of)
        claim = self._bracket_under(event.position())
        if end is not None:
            self._grabbed = end
            self._pointer.grab(end.other, event.position())
        elif claim is not None:
            self.set_current(claim)
        else:
            self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on selecting, or light up what is under the pointer."""
        if self._pointer.gesture is not Gesture.NONE:
            self._pointer.move(event)
        elif not event.buttons():
            self._hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the selection; a plain click chooses the smallest tag there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        gesture = self._pointer.release(event)
        if gesture is Gesture.END:
            self._end_dragged()
        elif gesture is Gesture.SELECT and not self.selection():
            self._click(event.position())
        elif gesture is not Gesture.NONE and self.selection():
            self.set_current(None)
        self._offer_as_primary()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Activate the tag that the word belongs to, else select the word."""
        if event.button() != Qt.MouseButton.LeftButton or self.version is None:
            return
        self._pointer.double(event)
        found, character = self.selection(), self.character_at(event.position())
        tag = next(iter(self._tags.at(character)), None) if character is not None else None
        if tag and found and tag.kind == "entity" and tag.start <= found[0] and found[1] <= tag.end:
            self._pointer.cancel()
            self.set_caret(tag.start)
            self.set_current(tag.uid)
            self.activated.emit(tag.uid)
        elif found:
            self.set_current(None)

    def leaveEvent(self, event: QEvent) -> None:
        """Light up nothing once the pointer has gone."""
        super().leaveEvent(event)
        self._hover(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget a drag that another window interrupts."""
        if not self.isActiveWindow():
            self._pointer.cancel()
        super().focusOutEvent(event)

    def _begin(self, article: Article | None, version: Version | None) -> None:
        self._pointer.cancel()
        self._grabbed, self._near_ends = None, []
        super()._begin(article, version)

    def _paint_over(self, painter: QPainter) -> None:
        handles = [handle_of(end, self.rect_of) for end in self._near_ends]
        paint_handles(painter, [one for one in handles if one is not None])
        super()._paint_over(painter)

    def _walks(self, event: QKeyEvent) -> bool:
        """Tell whether Tab has a tag to go to: not from a tag that stands alone, so that the focus can move on."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or not plain:
            return False
        stacked = [one.uid for one in self.annotations_at(self.caret())]
        return bool(stacked) and stacked != [self.current()]

    def _let_go(self, event: QKeyEvent) -> None:
        """Clear the selection, else the current tag, else leave Escape to others."""
        if self.selected_spans():
            self._pointer.cancel()
            self.clear_selection()
        elif self.current():
            self.set_current(None)
        else:
            event.ignore()

    def _activate(self, event: QKeyEvent) -> None:
        current = self.current()
        if current and not self.selected_spans():
            self.activated.emit(current)
        else:
            event.ignore()

    def _leave_current(self) -> None:
        """Let go of the current tag when keys moved the caret off it, or selected something else."""
        current = self._scene.current
        if current is None:
            return
        on_it = any(span.start <= self.caret() <= span.end for span in current.spans())
        if self.selected_spans() or not on_it:
            self.set_current(None)

    def _click(self, point: QPointF) -> None:
        """Choose the smallest tag at a point; on the current one, the next of those that lie below it."""
        character = self.character_at(point)
        stacked = [one.uid for one in self._tags.at(character)] if character is not None else []
        current = self.current()
        if current in stacked:
            self.set_current(stacked[(stacked.index(current) + 1) % len(stacked)])
        else:
            self.set_current(stacked[0] if stacked else None)

    def _end_dragged(self) -> None:
        end, self._grabbed = self._grabbed, None
        found = self.selection()
        annotation = self._tags.get(end.uid) if end else None
        if end is None or annotation is None:
            return
        self.clear_selection()
        if found and Span(*found) != end.span:
            self.ends_moved.emit(end.uid, end.role, with_end_moved(annotation, end, Span(*found)))

    def _hover(self, point: QPointF | None) -> None:
        character = self.character_at(point) if point is not None else None
        stacked = self._tags.at(character) if character is not None else []
        claim = self._bracket_under(point) if point is not None else None
        self.set_hovered(claim or (stacked[0].uid if stacked else None))
        self._show_stack(self._stacked_at(character))
        self._show_handles(point)
        over_end = point is not None and end_at(self._ends(), point, self.rect_of) is not None
        shape = Qt.CursorShape.SizeHorCursor if over_end else Qt.CursorShape.IBeamCursor
        shape = Qt.CursorShape.PointingHandCursor if claim else shape
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

    def _show_stack(self, stacked: list[Annotation]) -> None:
        if stacked != self._scene.stacked:
            self._scene.stacked = stacked
            self.viewport().update()

    def _show_handles(self, point: QPointF | None) -> None:
        """Show grips on the end that the pointer is near to."""
        near = end_at(self._ends(), point, self.rect_of, within=NEAR) if point is not None else None
        ends = [near] if near else []
        if ends != self._near_ends:
            changed = [end.span for end in (*ends, *self._near_ends)]
            self._near_ends = ends
            self._update_spans(changed)

    def _ends(self) -> list[End]:
        """Return the ends that can be dragged, as far as they may be in view."""
        found = self._selection.active
        if found is not None:
            return ends_of_selection(found)
        return ends_of_annotation(self._scene.current) if self._scene.current else []

    def _bracket_under(self, point: QPointF) -> str | None:
        """Return the claim whose bracket is at a point of the margin."""
        if point.x() >= self._left:
            return None
        place = self._row_at(point.y())
        number = self._scene.page.block_in(place.row)
        if number is None:
            return None
        top = place.top + self._scene.page.top_of(number)
        laid = self._scene.page.laid(number)
        return bracket_at(laid, self._decoration(number).brackets, point.x() - self._left, point.y() - top)
