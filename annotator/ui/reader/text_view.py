"""The part of the reading view that has a caret: movement by keys, and what is selected."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QWidget

from annotator.model import segments
from annotator.model.article import Article, Version
from annotator.model.span import Span
from annotator.ui.reader.keys import MoveKind, is_plain, movement_of
from annotator.ui.reader.moves import VERTICAL, by_line, line_end, stepped
from annotator.ui.reader.page_view import PageView
from annotator.ui.reader.painter import paint_caret
from annotator.ui.reader.selection import Selection

CARET_WIDTH = 2
SNAP_AFTER = 400
"""Milliseconds from letting go of Shift until what it selected grows to whole words."""
BY_CHARACTER = frozenset({MoveKind.LEFT, MoveKind.RIGHT})


class TextView(PageView):
    """A page with a caret and a selection, both in code points of the article's text."""

    selection_changed = Signal()
    caret_moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = Selection()
        self._goal: float | None = None
        self._is_raw = False
        self._is_exact = False
        self._last_snapped: list[Span] = []
        self._caret_is_lit = True
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._toggle_caret)
        self._snap_timer = QTimer(self, singleShot=True, interval=SNAP_AFTER)
        self._snap_timer.timeout.connect(self._settle_selection)

    def selection(self) -> tuple[int, int] | None:
        """Return the selected range, the latest of several; None when nothing is selected."""
        found = self._selection.active or (self._selection.fragments[-1] if self._selection.fragments else None)
        return (found.start, found.end) if found else None

    def selected_spans(self) -> list[Span]:
        """Return all that is selected, in text order."""
        return self._selection.spans

    def selected_text(self) -> str:
        """Return the selected slices of the text as they are, a line each."""
        return "\n".join(span.of(self._document.text) for span in self.selected_spans())

    def select(self, start: int, end: int) -> None:
        """Select a range exactly, the caret at its end, and bring it into view."""
        self._change_selection(Selection(start, end))
        self.scroll_to(end, center=False)

    def select_spans(self, spans: list[Span]) -> None:
        """Select several ranges; the caret goes to the end of the last."""
        if not spans:
            self.clear_selection()
            return
        *fragments, last = sorted(spans)
        self._change_selection(Selection(last.start, last.end, fragments))

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        self._change_selection(Selection(self.caret(), self.caret()))

    def caret(self) -> int:
        """Return where the caret is."""
        return self._selection.caret

    def set_caret(self, offset: int) -> None:
        """Put the caret somewhere, select nothing, and bring it into view."""
        place = self._document.settle(offset)
        self._change_selection(Selection(place, place))
        self.scroll_to(place, center=False)

    def move_caret(self, kind: MoveKind, *, extend: bool = False) -> None:
        """Move the caret; with `extend` the selection grows or shrinks with it."""
        caret = self._selection.caret
        active = self._selection.active
        if active and not extend and kind in BY_CHARACTER:
            caret = active.end if kind is MoveKind.RIGHT else active.start
        else:
            caret = self._destination(kind, extends=extend)
        if kind not in VERTICAL:
            self._goal = None
        anchor = self._selection.anchor if extend else caret
        self._change_selection(Selection(anchor, caret, self._selection.fragments if extend else []))
        self.scroll_to(caret, center=False)

    def sentence_at_caret(self) -> Span:
        """Return the sentence the caret is in; the whole text, or its first character's place, if it is blank."""
        found = segments.sentence_at(self._document.text, self.caret())
        return found or Span(0, max(1, len(self._document.text)))

    def select_sentence(self) -> None:
        """Select the sentence at the caret; again at a selected sentence, the next one too."""
        self._select_found(segments.sentence_at(self._document.text, self._selection_start()))

    def select_paragraph(self) -> None:
        """Select the paragraph at the caret."""
        self._select_found(segments.paragraph_at(self._document.text, self._selection_start()))

    def select_word(self, offset: int) -> None:
        """Select the word at an offset, hyphens within a name included."""
        self._select_found(segments.word_at(self._document.text, offset))

    def select_all(self) -> None:
        """Select the text from its first to its last visible character."""
        self._change_selection(Selection(self._document.starts[0], self._document.ends[-1]))

    def is_exact(self) -> bool:
        """Tell whether selections stay as they are drawn, character by character."""
        return self._is_exact

    def set_exact(self, exact: bool) -> None:
        """Let selections stay as they are drawn, as if Alt were held, or grow to whole words again."""
        self._is_exact = exact

    def snap_selection(self, *, exact: bool = False) -> None:
        """Let the active range grow to whole words; with `exact` only to whole characters."""
        exact = exact or self._is_exact
        active = self._selection.active
        if active is None:
            return
        snap = segments.snap_exact if exact else segments.snap
        found = snap(self._document.text, active.start, active.end)
        kept = Selection(self.caret(), self.caret(), self._selection.fragments)
        if found:
            kept.take(found, forwards=self._selection.caret >= self._selection.anchor)
        self._change_selection(kept)

    def chosen(self) -> Selection:
        """Return anchor, caret and fragments as they are."""
        return self._selection

    def choose(self, selection: Selection) -> None:
        """Take anchor, caret and fragments as they are given; nothing scrolls."""
        self._goal = None
        self._change_selection(selection)

    def offset_under(self, point: QPointF) -> int:
        """Return the start of the character under a point, else the nearest caret stop."""
        character = self.character_at(point)
        return self.offset_at(point) if character is None else character

    def copy(self) -> None:
        """Put the selected text on the clipboard, exactly as it is stored."""
        if self.selected_spans():
            QGuiApplication.clipboard().setText(self.selected_text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select or copy; other keys are left to whoever wants them."""
        movement = movement_of(event)
        if movement is not None:
            kind, extends = movement
            by_hand = extends and not event.modifiers() & Qt.KeyboardModifier.AltModifier
            self._snap_timer.stop()
            self._is_raw = by_hand and (self._is_raw or kind in BY_CHARACTER or kind in VERTICAL)
            self.move_caret(kind, extend=extends)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif is_plain(event, "s"):
            self.select_sentence()
        elif is_plain(event, "p"):
            self.select_paragraph()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Soon after Shift is let go, let what it selected grow to whole words."""
        if event.key() == Qt.Key.Key_Shift and self._is_raw:
            self._snap_timer.start()
        super().keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Before another key's command acts on the selection, let it grow to whole words."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_modifier = event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
            if self._is_raw and not is_modifier and movement_of(event) is None:
                self._is_raw = False
                self.snap_selection()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the caret blink as the system wants it."""
        super().focusInEvent(event)
        self._light_caret()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the caret rest while another widget has the keys."""
        super().focusOutEvent(event)
        self._blink.stop()
        if self._is_raw:
            self._is_raw = False
            self.snap_selection()
        self._update_caret()

    def caret_rect(self) -> QRectF:
        """Return where the caret is in the viewport, also when it is out of view."""
        page, offset = self._scene.page, self.caret()
        number = self._document.number_at(offset)
        laid = page.laid(number)
        top = page.heights.above(number + 1) + page.top_of(number) - page.height_of(self._place)
        line = laid.line_at(offset)
        left = round(self._left + laid.caret_x(offset)) - 1
        return QRectF(left, top + line * laid.face.line + laid.face.top, CARET_WIDTH, laid.face.bottom - laid.face.top)

    def _show(self, article: Article | None, version: Version | None) -> None:
        super()._show(article, version)
        self._selection = Selection(self._document.starts[0], self._document.starts[0])
        self._goal = None

    def _paint_over(self, painter: QPainter) -> None:
        if self._caret_is_lit and self.hasFocus() and self.version is not None:
            paint_caret(painter, self.caret_rect())

    def _destination(self, kind: MoveKind, *, extends: bool) -> int:
        page, caret = self._scene.page, self._selection.caret
        if kind in (MoveKind.LINE_START, MoveKind.LINE_END):
            return line_end(page, caret, forwards=kind is MoveKind.LINE_END)
        if kind not in VERTICAL:
            return self._document.settle(stepped(self._document, caret, kind, extends=extends))
        if self._goal is None:
            self._goal = page.laid(self._document.number_at(caret)).caret_x(caret)
        lines = 1
        if kind in (MoveKind.PAGE_UP, MoveKind.PAGE_DOWN):
            lines = max(1, self.viewport().height() // page.faces[0].line - 2)
        down = kind in (MoveKind.DOWN, MoveKind.PAGE_DOWN)
        return by_line(page, caret, lines if down else -lines, x=self._goal)

    def _selection_start(self) -> int:
        active = self._selection.active
        return active.start if active else self.caret()

    def _select_found(self, found: Span | None) -> None:
        if found is not None:
            kept = Selection(found.start, found.end, self._selection.fragments)
            self._change_selection(kept)

    def _change_selection(self, selection: Selection) -> None:
        """Take another selection, paint what differs and tell about it."""
        before = self._selection
        if selection == before:
            self._light_caret()
            return
        if selection.active is None:
            self._last_snapped = []
        self._update_caret()
        self._selection = selection
        self._scene.selected = [(span.start, span.end) for span in selection.spans]
        self._update_spans(_difference(before, selection))
        self._light_caret()
        if selection.spans != before.spans:
            self.selection_changed.emit()
        if selection.caret != before.caret:
            self.caret_moved.emit(selection.caret)

    def _settle_selection(self) -> None:
        """Snap what Shift and arrows selected, unless that would only take back the last step."""
        active = self._selection.active
        found = segments.snap(self._document.text, active.start, active.end) if active else None
        if found is None or self._is_exact or [found] == self._last_snapped:
            return
        self._last_snapped = [found]
        self.snap_selection()

    def _light_caret(self) -> None:
        """Show the caret at once and begin a new blink; a flash time of 0 means that it never goes out."""
        self._caret_is_lit = True
        flash = QGuiApplication.styleHints().cursorFlashTime()
        if flash > 0 and self.hasFocus():
            self._blink.start(flash // 2)
        else:
            self._blink.stop()
        self._update_caret()

    def _toggle_caret(self) -> None:
        self._caret_is_lit = not self._caret_is_lit
        self._update_caret()

    def _update_caret(self) -> None:
        self.viewport().update(self.caret_rect().toAlignedRect().adjusted(-1, -1, 1, 1))

    def _offer_as_primary(self) -> None:
        """Hand the selection to the middle mouse button where the system knows that."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and self.selected_spans():
            clipboard.setText(self.selected_text(), QClipboard.Mode.Selection)


def _difference(before: Selection, after: Selection) -> list[Span]:
    """Return the spans that are selected before or after but not both, where only one end moved."""
    old, new = before.active, after.active
    if before.fragments != after.fragments or old is None or new is None or before.anchor != after.anchor:
        return [*before.spans, *after.spans]
    low, high = sorted((before.caret, after.caret))
    return [Span(low, high)] if low < high else []
