"""The strip below the text: what the keys do right now, or for some seconds what was just done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QStackedLayout, QWidget

from annotator.ui import theme
from annotator.ui.widgets import paint
from annotator.ui.widgets.labels import ElidedLabel

HEIGHT = 34
TOAST_MS = 7000
DETAILED_MS = 20_000
_GAP = 18.0


@dataclass(frozen=True, slots=True)
class Hint:
    """Keys and what they do."""

    keys: tuple[str, ...]
    text: str


class HintLine(QWidget):
    """Paints hints side by side; the last ones go where room is short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[Hint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.setAccessibleDescription("; ".join(f"{' '.join(one.keys)} {one.text}" for one in hints))
            self.update()

    def hints(self) -> tuple[Hint, ...]:
        """Return the hints shown."""
        return self._hints

    def sizeHint(self) -> QSize:
        """Return the height of the strip."""
        return QSize(200, HEIGHT - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as many hints as there is room for, in the middle."""
        metrics = QFontMetricsF(theme.ui_font(12))
        widths = [_width(hint, metrics) for hint in self._hints]
        count = len(widths)
        while count and sum(widths[:count]) + _GAP * (count - 1) > self.width() - 24:
            count -= 1
        x = (self.width() - sum(widths[:count]) - _GAP * max(count - 1, 0)) / 2
        with QPainter(self) as painter:
            for hint, width in zip(self._hints[:count], widths, strict=False):
                self._paint(painter, hint, x)
                x += width + _GAP

    def _paint(self, painter: QPainter, hint: Hint, x: float) -> None:
        middle = (self.height() - 17) / 2
        for key in hint.keys:
            width = paint.key_cap_width(key)
            paint.paint_key_cap(painter, QRectF(x, middle, width, 17), key)
            x += width + 3
        painter.setPen(theme.color("text_soft"))
        painter.setFont(theme.ui_font(12))
        painter.drawText(QRectF(x + 2, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, hint.text)


class Toast(QWidget):
    """Says in one line what happened, with a button to take it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verb: Callable[[], object] | None = None
        self.text = ElidedLabel(px=12)
        self.button = QPushButton()
        self.button.setProperty("look", "link")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.text)
        row.addWidget(self.button)
        row.addStretch(1)
        self.button.clicked.connect(self._act)

    def show_text(
        self, text: str, *, tone: str, button: str, verb: Callable[[], object] | None, details: str = ""
    ) -> None:
        """Show a sentence, its details on pointing at it and, if a verb is given, the button that does it."""
        self.text.setText(text)
        self.text.set_details(details)
        self.text.set_tone(tone)
        self._verb = verb
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(verb is not None)

    def _act(self) -> None:
        verb, self._verb = self._verb, None
        self.button.hide()
        if verb is not None:
            verb()


class HintStrip(QFrame):
    """Holds the hints; a toast takes their place for some seconds, so that neither covers the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "hint")
        self.setFixedHeight(HEIGHT)
        self.hints = HintLine()
        self.toast = Toast()
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 1, 0, 0)
        self._stack.addWidget(self.hints)
        self._stack.addWidget(self.toast)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._run_out)

    def say(
        self,
        text: str,
        *,
        tone: str = "text",
        button: str = "",
        verb: Callable[[], object] | None = None,
        details: str = "",
    ) -> None:
        """Say in one line what happened, with a button for a verb such as undo, and with details to point at."""
        self.toast.show_text(text, tone=tone, button=button, verb=verb, details=details)
        self._stack.setCurrentWidget(self.toast)
        self._timer.start(DETAILED_MS if details else TOAST_MS)

    def end_toast(self) -> None:
        """Show the hints again."""
        self._timer.stop()
        self._stack.setCurrentWidget(self.hints)

    def _run_out(self) -> None:
        if self.toast.text.details() and self.toast.underMouse():
            self._timer.start(TOAST_MS)
        else:
            self.end_toast()

    def said(self) -> str:
        """Return the sentence shown, or nothing while the hints are."""
        return self.toast.text.text() if self._stack.currentWidget() is self.toast else ""


def _width(hint: Hint, metrics: QFontMetricsF) -> float:
    keys = sum(paint.key_cap_width(key) + 3 for key in hint.keys)
    return float(keys + 2 + metrics.horizontalAdvance(hint.text))
