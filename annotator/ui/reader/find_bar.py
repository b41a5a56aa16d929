"""The row that finds words in the article: as one types, with a count, and a way to tag what was found."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QToolButton, QWidget

from annotator.errors import UsageError
from annotator.model.label import LabelSet
from annotator.model.span import Span
from annotator.ui.reader.find import find
from annotator.ui.reader.view import ReaderView
from annotator.ui.strips import Strip
from annotator.ui.widgets import ElidedLabel

FIELD_WIDTH = 160
COUNT_WIDTH = 76
LABEL_WIDTH = 150


class FindBar(Strip):
    """Marks every place found, makes one of them the current one, and offers to tag one or all."""

    tag_requested = Signal(list, str)
    """The spans that are to be tagged, and the uid of the label."""

    def __init__(self, reader: ReaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._reader = reader
        self._found: list[Span] = []
        self._at = -1
        self.is_read_only = False
        """Whether nothing found can be tagged."""
        self._build()
        self._connect()
        self._tell("")

    def _build(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in this article"))
        self.field.setAccessibleName(self.tr("Find in this article"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(FIELD_WIDTH)
        self.case = _toggle("Aa", self.tr("Letter case must agree"))
        self.accents = _toggle("é", self.tr("Accents must agree"))
        self.words = _toggle("“w”", self.tr("Whole words only"))
        self.expression = _toggle(".*", self.tr("The words are a regular expression"))
        self.toggles = (self.case, self.accents, self.words, self.expression)
        self.count = ElidedLabel(px=12, tone="soft")
        self.count.setMinimumWidth(COUNT_WIDTH)
        self.count.setMaximumWidth(2 * COUNT_WIDTH)
        self.label = QComboBox()
        self.label.setAccessibleName(self.tr("Label for what is found"))
        self.label.setToolTip(self.tr("The label that Tag and Tag all give"))
        self.label.setMaximumWidth(LABEL_WIDTH)
        self.previous = _button("↑", self.tr("Previous"), self.tr("Go to the place before (Shift+Enter)"))
        self.next = _button("↓", self.tr("Next"), self.tr("Go to the next place (Enter)"))
        self.tag = _button(self.tr("Tag"), self.tr("Tag"), self.tr("Tag the current place"))
        self.tag_all = _button(self.tr("Tag all"), self.tr("Tag all"), self.tr("Tag every place found"))
        self.leave = _button("✕", self.tr("Close"), self.tr("Back to the text (Esc)"))
        widgets: tuple[QWidget, ...] = (*self.toggles, self.count, self.previous, self.next)
        self.row.addWidget(self.field, 1)
        for widget in (*widgets, self.label, self.tag, self.tag_all, self.leave):
            self.row.addWidget(widget)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._search)
        for toggle in self.toggles:
            toggle.toggled.connect(self._search)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.tag.clicked.connect(lambda: self._ask_to_tag([self.current()]))
        self.tag_all.clicked.connect(lambda: self._ask_to_tag(self._found))
        self.leave.clicked.connect(self.close_strip)
        self.closed.connect(self._unmark)

    def open(self) -> None:
        """Show the row, with the selected words in its field."""
        selected = self._reader.selected_text()
        if selected and "\n" not in selected:
            self.field.setText(selected[:200])
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self._search()

    def show_labels(self, labels: LabelSet) -> None:
        """Offer these labels for what is found; the one chosen before stays chosen if it is among them."""
        chosen = self.label.currentData()
        self.label.clear()
        for one in labels.in_use("entity"):
            self.label.addItem(one.name, one.uid)
        self.label.setCurrentIndex(max(0, self.label.findData(chosen)))
        self._tell("")

    def search_again(self) -> None:
        """Search the article that is on the screen now."""
        if self.isVisible():
            self._search()

    def found(self) -> list[Span]:
        """Return the places found."""
        return self._found

    def current(self) -> Span | None:
        """Return the place that is the current one."""
        return self._found[self._at] if 0 <= self._at < len(self._found) else None

    def step(self, by: int) -> None:
        """Go to the next or previous place found, around the end, and select it."""
        if not self._found:
            return
        self._at = (self._at + by) % len(self._found)
        span = self._found[self._at]
        self._reader.select(span.start, span.end)
        self._show_current()
        self._tell("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Shift and Enter; Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return
        super().keyPressEvent(event)

    def _search(self) -> None:
        version, fault = self._reader.version, ""
        try:
            self._found = find(
                version.text if version else "",
                self.field.text(),
                whole_word=self.words.isChecked(),
                regex=self.expression.isChecked(),
                case=self.case.isChecked(),
                diacritics=self.accents.isChecked(),
            )
        except UsageError as error:
            self._found, fault = [], str(error)
        self._reader.mark_ranges("search", self._found)
        self._choose_nearest()
        self._tell(fault)

    def _choose_nearest(self) -> None:
        """Make the first place after the start of the selection the current one, and show it."""
        selection = self._reader.selection()
        start = selection[0] if selection else self._reader.caret()
        later = (at for at, span in enumerate(self._found) if span.start >= start)
        self._at = next(later, 0) if self._found else -1
        self._show_current()

    def _show_current(self) -> None:
        current = self.current()
        self._reader.mark_ranges("search_current", [current] if current else [])
        if current is not None:
            self._reader.scroll_to(current.start, center=False)

    def _tell(self, fault: str) -> None:
        some = bool(self._found)
        for button in (self.previous, self.next):
            button.setEnabled(some)
        for button in (self.tag, self.tag_all):
            button.setEnabled(some and self.label.count() > 0 and not self.is_read_only)
        if some:
            self.count.setText(self.tr("{0} of {1}").format(self._at + 1, len(self._found)))
        else:
            self.count.setText(fault or (self.tr("Not found") if self.field.text() else ""))
        self.count.setToolTip(fault)

    def _ask_to_tag(self, spans: Sequence[Span | None]) -> None:
        chosen = [span for span in spans if span is not None]
        if chosen and self.label.currentData():
            self.tag_requested.emit(chosen, self.label.currentData())

    def _unmark(self) -> None:
        self._reader.mark_ranges("search", [])
        self._reader.mark_ranges("search_current", [])


def _button(text: str, name: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("look", "link")
    button.setAccessibleName(name)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button


def _toggle(text: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
