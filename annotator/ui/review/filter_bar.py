"""The line above the table: what it is narrowed to, and how many rows there are."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from annotator.model.annotation import STATUSES
from annotator.model.label import LabelSet
from annotator.model.records import Filter
from annotator.ui.panel.wording import word
from annotator.ui.widgets import Chip, PlainLabel

_PAUSE = 150


class ChoiceChip(Chip):
    """A chip with a menu of values of which any number can be on."""

    values_chosen = Signal(tuple)

    def __init__(self, any_text: str, parent: QWidget | None = None) -> None:
        super().__init__(any_text, parent)
        self._any_text = any_text
        self._menu = QMenu(self)
        self._choices: dict[str, QAction] = {}
        self.setCheckable(True)
        self.clicked.connect(self._open)

    def menu(self) -> QMenu:
        """Return the menu of values."""
        return self._menu

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer values with their names."""
        self._menu.clear()
        self._choices = {}
        for value, name in choices:
            action = QAction(name.replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.triggered.connect(self._tell)
            self._menu.addAction(action)
            self._choices[value] = action

    def set_values(self, values: Sequence[str]) -> None:
        """Show which values are on."""
        for value, action in self._choices.items():
            action.setChecked(value in values)
        names = [self._choices[value].text().replace("&&", "&") for value in values if value in self._choices]
        shown = names[0] if len(names) == 1 else self.tr("{0} of them").format(len(names))
        self.setText(f"{shown if names else self._any_text} ▾")
        self.setAccessibleName(self.text())
        self.setChecked(bool(names))
        self.updateGeometry()

    def _open(self) -> None:
        self.setChecked(any(action.isChecked() for action in self._choices.values()))
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _tell(self) -> None:
        self.values_chosen.emit(tuple(value for value, action in self._choices.items() if action.isChecked()))


class FilterBar(QWidget):
    """Chips for article, status and label, a field for words, and the number of rows."""

    filter_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = Filter()
        self._article = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.article = Chip(self.tr("This article"), self)
        self.article.setCheckable(True)
        self.article.set_tip(self.tr("Show only the annotations of the article that is open in the text."))
        self.status = ChoiceChip(self.tr("Any status"), self)
        self.status.set_choices([(one, word(one)) for one in STATUSES])
        self.label = ChoiceChip(self.tr("Any label"), self)
        self.text = QLineEdit(self)
        self.text.setPlaceholderText(self.tr("Filter by words"))
        self.text.setAccessibleName(self.tr("Filter by words"))
        self.text.setClearButtonEnabled(True)
        self.text.setMaximumWidth(190)
        self.count = PlainLabel(tone="soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        for part in (self.article, self.status, self.label):
            row.addWidget(part)
        row.addWidget(self.text, 1)
        row.addStretch(1)
        row.addWidget(self.count)

    def _connect(self) -> None:
        self.article.clicked.connect(self._toggle_article)
        self.status.values_chosen.connect(lambda values: self._want(statuses=values))
        self.label.values_chosen.connect(lambda values: self._want(labels=values))
        self.text.textEdited.connect(lambda: self._pause.start())
        self.text.returnPressed.connect(self._want_text)
        self._pause.timeout.connect(self._want_text)

    def set_labels(self, labels: LabelSet) -> None:
        """Offer these labels in the menu."""
        self.label.set_choices([(one.uid, one.name) for one in labels.in_use()])

    def set_article(self, uid: str) -> None:
        """Say which article is open in the text."""
        self._article = uid
        self.set_filter(self._filter)

    def set_filter(self, wanted: Filter) -> None:
        """Show a filter."""
        self._filter = wanted
        is_this = bool(wanted.articles) and wanted.articles == (self._article,)
        several = self.tr("{0} articles").format(len(wanted.articles)) if len(wanted.articles) > 1 else ""
        name = several or (self.tr("This article") if is_this or not wanted.articles else self.tr("One article"))
        self.article.setChecked(bool(wanted.articles))
        self.article.setText(f"{name} ✕" if wanted.articles else name)
        self.article.setEnabled(bool(self._article or wanted.articles))
        self.article.updateGeometry()
        self.status.set_values(wanted.statuses)
        self.label.set_values(wanted.labels)
        if not self.text.hasFocus() or not self._pause.isActive():
            self._show_text(wanted.text)

    def set_count(self, shown: int, total: int, seconds: float) -> None:
        """Say how many of all annotations are in the table, and how long the question took."""
        self.count.setText(self.tr("{0} of {1} · {2:.2f} s").format(f"{shown:,}", f"{total:,}", seconds))

    def set_asking(self, total: int) -> None:
        """Say that the rows are still being looked for among all annotations."""
        self.count.setText(self.tr("… of {0}").format(f"{total:,}"))

    def _show_text(self, text: str) -> None:
        if self.text.text().strip() != text:
            self.text.setText(text)

    def _toggle_article(self) -> None:
        self._want(articles=() if self._filter.articles else (self._article,))

    def _want_text(self) -> None:
        self._pause.stop()
        self._want(text=self.text.text().strip())

    def _want(self, **fields: object) -> None:
        wanted = replace(self._filter, **fields)  # type: ignore[arg-type]
        self.set_filter(self._filter)
        if wanted != self._filter:
            self.filter_wanted.emit(wanted)
