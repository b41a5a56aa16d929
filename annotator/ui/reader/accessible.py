"""What a screen reader is told of the article: its paragraphs with their tags, and what becomes current.

A text interface of its own is not possible in PySide6: any Python override of `interface_cast` crashes (seen in 6.11.3
and 6.12.0). So each paragraph is a child whose name is its text and its tags, and what changes is announced.
"""

from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from annotator.ui.reader.view import ReaderView
from annotator.ui.reader.voice import voice

_KEPT: dict[int, "ArticleAccessible"] = {}


class ParagraphAccessible(QAccessibleInterface):
    """One block of the text as a screen reader sees it."""

    def __init__(self, article: "ArticleAccessible", number: int) -> None:
        super().__init__()
        self._article = article
        self._number = number

    def isValid(self) -> bool:
        """Tell whether the block is still there."""
        return self._article.isValid() and self._number < self._article.childCount()

    def object(self) -> QObject | None:  # type: ignore[override]
        """Return nothing: a paragraph is no object of Qt."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """Return the window of the article."""
        return self._article.window()

    def parent(self) -> QAccessibleInterface:
        """Return the article."""
        return self._article

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return nothing: a paragraph has no parts."""
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return nothing: a paragraph has no parts."""
        return None

    def childCount(self) -> int:
        """Return that there are no parts."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """Return that nothing is a part."""
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        """Return the paragraph's text, its tags after it."""
        return self._article.spoken(self._number) if kind == QAccessible.Text.Name else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Change nothing: the text is for reading."""

    def rect(self) -> QRect:
        """Return where the paragraph is on the screen, empty when it is out of view."""
        return self._article.rect_of_block(self._number)

    def role(self) -> QAccessible.Role:
        """Return that this is a paragraph, or a heading."""
        return self._article.role_of_block(self._number)

    def state(self) -> QAccessible.State:
        """Return that it can only be read."""
        state = QAccessible.State()
        state.readOnly = True
        state.invisible = self.rect().isEmpty()
        return state

    def foregroundColor(self) -> QColor:
        """Return the text's colour."""
        return self._article.foregroundColor()


class ArticleAccessible(QAccessibleWidget):
    """The reading view as a document of paragraphs."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view, QAccessible.Role.Document)
        self._view = view
        self._children: dict[int, ParagraphAccessible] = {}
        self._block = -1
        self._told = ""
        view.current_changed.connect(self._tell_current)
        view.caret_moved.connect(self._tell_caret)
        view.selection_changed.connect(self._tell_selection)

    def text(self, kind: QAccessible.Text) -> str:
        """Return the article's title as the name, the selected text as the value."""
        if kind == QAccessible.Text.Name and self._view.article is not None:
            return self._view.article.title
        if kind == QAccessible.Text.Value:
            return self._view.selected_text()
        return super().text(kind)

    def childCount(self) -> int:
        """Return the number of paragraphs."""
        return len(self._view.document()) if self._view.version is not None else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return a paragraph; the same object each time, kept for as long as the article's own."""
        if not 0 <= index < self.childCount():
            return None
        if index not in self._children:
            made = ParagraphAccessible(self, index)
            QAccessible.registerAccessibleInterface(made)
            self._children[index] = made
        return self._children[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the number of a paragraph, or -1."""
        return next((number for number, one in self._children.items() if one is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the paragraph at a point of the screen."""
        port = self._view.viewport()
        point = port.mapFromGlobal(QPoint(x, y))
        if not port.rect().contains(point):
            return None
        return self.child(self._view.document().number_at(self._view.offset_at(point.toPointF())))

    def _tell_current(self, uid: str | None) -> None:
        found = self._view.annotation(uid)
        if found is not None and found.uid != self._told and voice().is_heard:
            voice().say(self._view, self._view.described(found))
        self._told = uid or ""

    def _tell_caret(self, offset: int) -> None:
        """Tell where the caret is; a paragraph that it enters is read, and a tag that it enters is named."""
        if not voice().is_heard or self._view.version is None:
            return
        number = self._view.document().number_at(offset)
        child = self.child(number)
        if number != self._block and child is not None:
            self._block = number
            voice().tell_focus(child)
        voice().tell_caret(self._view, offset)
        tag = next(iter(self._view.annotations_at(offset)), None)
        if tag is not None and tag.uid != self._told:
            voice().say(self._view, self._view.described(tag))
        self._told = tag.uid if tag is not None else ""

    def _tell_selection(self) -> None:
        found = self._view.selection() or (self._view.caret(), self._view.caret())
        voice().tell_selection(self._view, *found)

    def spoken(self, number: int) -> str:
        """Return a block's text and what is tagged in it."""
        block = self._view.document().block(number)
        text = self._view.document().text[block.start + block.mark : block.end]
        tags = self._view.tags_between(block.start, block.end)
        if not tags:
            return text
        named = "; ".join(self._view.described(one) for one in tags)
        return self._view.tr("{0} Tagged: {1}.").format(text, named)

    def role_of_block(self, number: int) -> QAccessible.Role:
        """Return the role of a block."""
        level = self._view.document().block(number).level
        return QAccessible.Role.Heading if level else QAccessible.Role.Paragraph

    def rect_of_block(self, number: int) -> QRect:
        """Return where a block is on the screen, as far as it is in view."""
        seen = self._view.visible_rect_of(number)
        return QRect() if seen.isEmpty() else QRect(self._view.viewport().mapToGlobal(seen.topLeft()), seen.size())


def install() -> None:
    """Let screen readers see reading views as articles; once for the program."""
    QAccessible.installFactory(_make)


def _make(_name: str, found: Any) -> QAccessibleInterface | None:
    """Return the interface of a reading view, made once and kept while the view lives."""
    if not isinstance(found, ReaderView):
        return None
    key = id(found)
    if key not in _KEPT:
        _KEPT[key] = ArticleAccessible(found)
        found.destroyed.connect(lambda: _KEPT.pop(key, None))
    return _KEPT[key]
