"""What the middle of the window says while the project has no article."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.ui.actions import Actions
from annotator.ui.widgets import PlainLabel


class EmptyPage(QFrame):
    """Says how articles come into the project, with a button for each way."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "page")
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        self._title = PlainLabel(px=22, weight=600)
        self._text = PlainLabel(px=14, tone="soft")
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(8)
        column.addLayout(self._buttons(actions))
        column.addStretch(3)
        self.say_empty(is_read_only=False)

    def say_empty(self, *, is_read_only: bool) -> None:
        """Say what to do in an empty project, or that nothing can be done."""
        self._title.setText(self.tr("No articles yet"))
        if is_read_only:
            self._text.setText(self.tr("This project is open for reading only and holds no article."))
        else:
            self._text.setText(
                self.tr("Drop text or Markdown files onto this window, or whole folders of them. Nothing leaves it.")
            )
        for button in self.findChildren(QPushButton):
            button.setEnabled(not is_read_only)

    def say_choose(self) -> None:
        """Say that an article can be chosen in the list."""
        self._title.setText(self.tr("No article is open"))
        self._text.setText(self.tr("Choose one in the list at the left, or bring in more."))

    def _buttons(self, actions: Actions) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for name, look in (("import", "primary"), ("paste_article", "plain")):
            button = QPushButton(actions[name].text())
            button.setProperty("look", look)
            button.setToolTip(actions[name].toolTip())
            button.setAccessibleName(actions[name].text())
            button.clicked.connect(actions[name].trigger)
            row.addWidget(button)
        row.addStretch(1)
        return row
