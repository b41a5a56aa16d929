"""The line at the bottom: whether all is saved, what there is, and where one is."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.widgets import ElidedLabel, PlainLabel

HEIGHT = 26


class SavedDot(QWidget):
    """A dot in the colour of what is said beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = "saved"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_role(self, role: str) -> None:
        """Take another colour of the theme."""
        if role != self._role:
            self._role = role
            self.update()

    def sizeHint(self) -> QSize:
        """Return the dot's size."""
        return QSize(9, 9)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dot."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(self._role))
            painter.drawEllipse(QPointF(4.5, 4.5), 4.2, 4.2)


class StatusLine(QFrame):
    """Shows *Saved* only when nothing is pending; the right end tells the place in the text."""

    retry_asked = Signal()
    discard_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "status")
        self.setFixedHeight(HEIGHT)
        self._build()

    def _build(self) -> None:
        self.dot = SavedDot()
        self.saved = ElidedLabel(px=12, tone="saved")
        self.retry = _link(self.tr("Retry"))
        self.discard = _link(self.tr("Discard"))
        self.counts = ElidedLabel(px=12, tone="soft")
        self.work = ElidedLabel(px=12, tone="soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel = _link(self.tr("Cancel"))
        self.place, self.language, self.zoom = (PlainLabel(px=12, tone="soft") for _ in range(3))
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 0, 14, 0)
        row.setSpacing(0)
        self._fill(row)
        self.retry.clicked.connect(self.retry_asked)
        self.discard.clicked.connect(self.discard_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.show_saved()
        self.show_work("")

    def _fill(self, row: QHBoxLayout) -> None:
        row.addWidget(self.dot, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(5)
        row.addWidget(self.saved)
        row.addWidget(self.retry)
        row.addWidget(self.discard)
        row.addSpacing(18)
        row.addWidget(self.counts)
        row.addStretch(1)
        row.addWidget(self.work)
        row.addSpacing(8)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        for label in (self.place, self.language, self.zoom):
            row.addSpacing(18)
            row.addWidget(label)

    def show_saved(self) -> None:
        """Say that everything is saved."""
        self._say(self.tr("Saved"), "saved", is_pending=False)

    def show_read_only(self) -> None:
        """Say that nothing can be changed."""
        self._say(self.tr("Read only"), "warning", is_pending=False)

    def show_pending(self, reason: str) -> None:
        """Say that the last change is not saved and why, with what can be done."""
        self._say(self.tr("Not saved: {0} Retrying").format(reason), "error", is_pending=True)

    def show_counts(self, text: str) -> None:
        """Say how many annotations there are."""
        self.counts.setText(text)

    def show_place(self, place: str, language: str, zoom: str) -> None:
        """Say where one is in the text, its language and the size of its letters."""
        for label, text in ((self.place, place), (self.language, language), (self.zoom, zoom)):
            label.setText(text)
            label.setVisible(bool(text))

    def show_work(self, text: str, done: int = 0, total: int = 0) -> None:
        """Say what is under way and how far it is; an empty text ends it."""
        self.work.setText(text)
        for widget in (self.work, self.bar, self.cancel):
            widget.setVisible(bool(text))
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _say(self, text: str, role: str, *, is_pending: bool) -> None:
        self.saved.setText(text)
        self.saved.set_tone(role)
        self.dot.set_role(role)
        self.retry.setVisible(is_pending)
        self.discard.setVisible(is_pending)


def _link(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("look", "link")
    button.setProperty("size", "small")
    button.setFont(theme.ui_font(12, 500))
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
