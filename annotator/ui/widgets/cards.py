"""Cards: framed pieces of content that can be chosen."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from annotator.ui import theme

_RADIUS = 8.0
_BAR = 4.0


class Card(QFrame):
    """A rounded frame with a coloured edge; `chosen` follows a click, Enter or Space on it."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None, *, edge: str = "") -> None:
        super().__init__(parent)
        self._edge = edge
        self._is_current = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14 if edge else 12, 9, 12, 9)
        self.body.setSpacing(4)

    def set_edge(self, role: str) -> None:
        """Colour the edge by a role or a label hue; an empty one takes it away."""
        self._edge = role
        self.update()

    def set_current(self, is_current: bool) -> None:
        """Mark the card as the one that is selected in the text."""
        if is_current != self._is_current:
            self._is_current = is_current
            self.update()

    def is_current(self) -> bool:
        """Tell whether the card is marked as the selected one."""
        return self._is_current

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, line and edge."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
            painter.fillPath(shape, theme.color("surface"))
            if self._edge:
                painter.setClipPath(shape)
                painter.fillRect(QRectF(0, 0, _BAR, self.height()), self._edge_color())
                painter.setClipping(False)
            is_marked = self._is_current or self.hasFocus()
            painter.setPen(QPen(theme.color("focus" if is_marked else "line"), 1.5 if is_marked else 1))
            painter.drawPath(shape)
            if self._edge:
                painter.setClipRect(QRectF(0, 0, _BAR, self.height()))
                painter.fillPath(shape, self._edge_color())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the card on a click."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the card on Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
            return
        super().keyPressEvent(event)

    def _edge_color(self) -> QColor:
        return theme.label(self._edge).bar if self._edge in theme.HUES else theme.color(self._edge)
