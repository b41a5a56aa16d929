"""The report of an error that nobody foresaw, shown to be copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from annotator.ui.widgets import PlainLabel


class CrashDialog(QDialog):
    """Says that something went wrong, that saved work is safe, and gives the report to copy."""

    shown: list["CrashDialog"] = []

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown.append(self)
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.resize(640, 380)
        self._build()
        self.finished.connect(self._forget)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        message = PlainLabel(
            self.tr(
                "An error in the program interrupted what you just did. Everything shown as saved is safe. "
                "The report below holds no text of your articles; please send it with a word on what you did."
            )
        )
        message.setWordWrap(True)
        column.addWidget(message)
        shown = QPlainTextEdit(self._text)
        shown.setReadOnly(True)
        shown.setAccessibleName(self.tr("Report"))
        column.addWidget(shown, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = QPushButton(self.tr("Copy report"))
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def _forget(self) -> None:
        self.shown.remove(self)
