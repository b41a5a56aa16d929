"""A filter of the list of articles: its name, how many it would keep, on or off."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.widgets import paint


class FilterRow(QAbstractButton):
    """A row that is switched on and off; the count stands in a small box at the right."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = -1
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_count(self, count: int) -> None:
        """Show how many articles the filter would keep."""
        if count == self._count:
            return
        self._count = count
        self.setAccessibleDescription(str(count))
        self.update()

    def set_on(self, is_on: bool) -> None:
        """Switch the filter without telling anyone."""
        self.blockSignals(True)
        self.setChecked(is_on)
        self.blockSignals(False)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of one row."""
        return QSize(200, 26)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint when pointed at."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name and the count."""
        colors = theme.current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            room = QRectF(self.rect())
            if self.isChecked() or self.underMouse() or self.hasFocus():
                painter.setPen(colors.color("focus") if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(colors.color("accent_soft" if self.isChecked() else "hover"))
                painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setPen(colors.color("text"))
            painter.setFont(theme.ui_font(13, 500 if self.isChecked() else 400))
            painter.drawText(room.adjusted(8, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
            width = paint.key_cap_width(str(self._count))
            cap = QRectF(room.right() - 8 - width, (room.height() - 17) / 2, width, 17)
            paint.paint_key_cap(painter, cap, str(self._count))
