"""Labels that take every text as it stands: no markup is ever guessed in a title, note or file name."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from annotator.ui import theme

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
TONES = ("text", "soft", "faint", "accent", "saved", "warning", "error")


class PlainLabel(QLabel):
    """A label of plain text in one of the theme's tones."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, px: int = 13, weight: int = 400, tone: str = "text"
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.ui_font(px, weight))
        self.setProperty("tone", tone)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Show the text in another tone of the theme."""
        if tone != self.property("tone"):
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(PlainLabel):
    """A one-line label that ends in an ellipsis where room is short and tells the rest in its tooltip."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, px: int = 13, weight: int = 400, tone: str = "text"
    ) -> None:
        super().__init__(text, parent, px=px, weight=weight, tone=tone)
        self._details = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)

    def minimumSizeHint(self) -> QSize:
        """Allow any width down to a few letters."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tooltip only while the text is cut."""
        super().resizeEvent(event)
        self._show_tip()

    def details(self) -> str:
        """Return what the tooltip tells besides the text."""
        return self._details

    def set_details(self, details: str) -> None:
        """Tell lines in the tooltip in place of the text."""
        self._details = details
        self._show_tip()

    def _show_tip(self) -> None:
        told = [self.text() if self.is_cut() else "", *self._details.split("\n")]
        self.setToolTip("<br>".join(plain_tip(one) for one in told if one))

    def is_cut(self) -> bool:
        """Tell whether not all of the text has room."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what has room, in the tone the style sheet gives."""
        if not self.is_cut():
            super().paintEvent(event)
            return
        room = self.contentsRect()
        with QPainter(self) as painter:
            painter.setPen(self.palette().windowText().color())
            shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


class SectionHeading(QWidget):
    """A small heading in capitals, with a remark at the right end such as `6 OF 24`."""

    def __init__(self, text: str, remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = _capitals()
        self._remark = _capitals()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._remark)
        self.set_text(text)
        self.set_remark(remark)

    def set_text(self, text: str) -> None:
        """Show another heading."""
        self._title.setText(text)

    def set_remark(self, text: str) -> None:
        """Show another remark at the right end."""
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    def text(self) -> str:
        """Return the heading as it was given."""
        return self._title.text()

    def remark(self) -> str:
        """Return the remark as it was given."""
        return self._remark.text()


class EmptyHint(PlainLabel):
    """A quiet centred sentence where a list has nothing to show."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, tone="soft")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContentsMargins(16, 16, 16, 16)


def plain_tip(text: str) -> str:
    """Return the text as a tooltip that shows it as it stands, whatever markup it seems to hold."""
    return f"<span>{text.translate(_ESCAPES)}</span>" if text else ""


def _capitals() -> PlainLabel:
    label = PlainLabel(px=11, tone="soft")
    font = label.font()
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 107)
    label.setFont(font)
    return label
