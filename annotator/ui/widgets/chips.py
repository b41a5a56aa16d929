"""Chips, badges and key caps: small painted widgets that carry one word."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.widgets import paint
from annotator.ui.widgets.labels import plain_tip


class KeyCap(QWidget):
    """A key as it is printed on a keyboard."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return what is printed on the key."""
        return self._text

    def set_text(self, text: str) -> None:
        """Print something else on the key."""
        self._text = text
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the text and the key's edges."""
        return QSize(round(paint.key_cap_width(self._text)), 17)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the key."""
        with QPainter(self) as painter:
            paint.paint_key_cap(painter, QRectF(self.rect()), self._text)


class Badge(QWidget):
    """A filled pill with one word, in a role's colours."""

    def __init__(self, text: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return the word shown."""
        return self._text

    def set_text(self, text: str, role: str | None = None) -> None:
        """Show another word, in another role's colours if one is given."""
        self._text = text
        self._role = role or self._role
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the word."""
        return QSize(round(paint.badge_width(self._text)), 17)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        ink, ground = theme.color(self._role), theme.color(f"{self._role}_soft")
        with QPainter(self) as painter:
            paint.paint_badge(painter, QRectF(self.rect()), self._text, ink=ink, ground=ground)


class StatusBadge(Badge):
    """The pill of an annotation's status, in the words of the window."""

    def __init__(self, status: str, parent: QWidget | None = None) -> None:
        super().__init__("", f"status_{status}", parent)
        self.set_status(status)

    def set_status(self, status: str) -> None:
        """Show another status."""
        self.set_text(self.word(status), f"status_{status}")

    def word(self, status: str) -> str:
        """Return the window's word for a status."""
        return {
            "proposed": self.tr("Suggested"),
            "draft": self.tr("To review"),
            "accepted": self.tr("Accepted"),
            "rejected": self.tr("Rejected"),
            "disputed": self.tr("Disputed"),
        }[status]


class Chip(QAbstractButton):
    """A clickable chip: a label's dot and name with its key, or a choice that can be checked."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, hue: str = "", key: str = "", small: bool = False
    ) -> None:
        super().__init__(parent)
        self._hue = hue
        self._key = key
        self._small = small
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_tip(self, text: str) -> None:
        """Tell in a tooltip what the chip does; shown as plain text."""
        self.setToolTip(plain_tip(text))

    def key(self) -> str:
        """Return the key shown at the end."""
        return self._key

    def set_key(self, key: str) -> None:
        """Show another key at the end, or none."""
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for dot, text and key."""
        metrics = QFontMetricsF(self._font())
        width = metrics.horizontalAdvance(self.text()) + 2 * self._edge()
        width += 17 if self._hue else 0
        width += paint.key_cap_width(self._key) + 7 if self._key else 0
        return QSize(round(width), 20 if self._small else 27)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip in its state: pointed at, pressed, checked, focused."""
        colors = theme.current()
        with QPainter(self) as painter:
            paint.paint_box(painter, QRectF(self.rect()), fill=self._fill(), line=self._line(), radius=self._radius())
            x = float(self._edge())
            if self._hue:
                paint.paint_dot(painter, QPointF(x + 5, self.height() / 2), colors.label(self._hue).dot)
                x += 17
            end = self.width() - self._edge() - (paint.key_cap_width(self._key) + 7 if self._key else 0)
            painter.setFont(self._font())
            painter.setPen(QPen(self._ink()))
            shown = QFontMetricsF(self._font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, end - x + 1)
            painter.drawText(QRectF(x, 0, end - x + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
            if self._key:
                paint.paint_key_cap(
                    painter,
                    QRectF(end + 7, (self.height() - 17) / 2, self.width(), 17).intersected(
                        QRectF(0, 0, self.width() - self._edge(), self.height())
                    ),
                    self._key,
                )

    def enterEvent(self, event: object) -> None:
        """Repaint when pointed at."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Repaint when no longer pointed at."""
        self.update()

    def _font(self) -> QFont:
        return theme.ui_font(12 if self._small else 13, 600 if self.isChecked() else 400)

    def _edge(self) -> int:
        return 8

    def _radius(self) -> float:
        return 10.0 if self._small else 6.0

    def _fill(self) -> QColor:
        if self.isChecked():
            return theme.color("accent_soft")
        return theme.color("hover" if self.isDown() or (self.underMouse() and self.isEnabled()) else "surface")

    def _line(self) -> QColor:
        if self.hasFocus():
            return theme.color("focus")
        if self.isChecked():
            return theme.color("accent_soft")
        return theme.color("line_strong" if self.underMouse() and self.isEnabled() else "line")

    def _ink(self) -> QColor:
        if self.isChecked():
            return theme.color("accent")
        return theme.color("text_soft" if self._small or not self.isEnabled() else "text")
