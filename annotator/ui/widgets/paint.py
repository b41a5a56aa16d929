"""Paint the small shapes that widgets and list delegates share: dots, key caps, badges and rings."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from annotator.ui import theme

DOT = 10.0
RING = 21.0
_FULL_CIRCLE = 360 * 16


def paint_dot(painter: QPainter, center: QPointF, hue: QColor, *, size: float = DOT) -> None:
    """Paint the rounded square that stands for a label."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue)
    painter.drawRoundedRect(QRectF(center.x() - size / 2, center.y() - size / 2, size, size), 2.5, 2.5)


def paint_box(painter: QPainter, rect: QRectF, *, fill: QColor, line: QColor, radius: float) -> None:
    """Paint a rounded box with a hair line."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def key_cap_width(text: str) -> float:
    """Return the width of a key cap with that text."""
    return float(max(19.0, QFontMetricsF(theme.ui_font(11)).horizontalAdvance(text) + 12))


def paint_key_cap(painter: QPainter, rect: QRectF, text: str) -> None:
    """Paint a key with its lower edge a little stronger."""
    colors = theme.current()
    paint_box(painter, rect, fill=colors.color("surface"), line=colors.color("line"), radius=4)
    painter.setPen(QPen(colors.color("line"), 1))
    painter.drawLine(QPointF(rect.left() + 3, rect.bottom() - 1.5), QPointF(rect.right() - 3, rect.bottom() - 1.5))
    painter.setPen(colors.color("text_soft"))
    painter.setFont(theme.ui_font(11))
    painter.drawText(rect.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, text)


def badge_width(text: str) -> float:
    """Return the width of a badge with that text."""
    return float(QFontMetricsF(theme.ui_font(11, 600)).horizontalAdvance(text) + 17)


def paint_badge(painter: QPainter, rect: QRectF, text: str, *, ink: QColor, ground: QColor) -> None:
    """Paint a filled pill with a bold small word."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setPen(ink)
    painter.setFont(theme.ui_font(11, 600))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def paint_ring(painter: QPainter, rect: QRectF, share: float, *, ticked: bool = False) -> None:
    """Paint an article's progress: an empty, part or full ring; ticked when it is reviewed."""
    colors = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = rect.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.color("accent") if ticked else colors.color("window"))
    painter.drawEllipse(inner)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colors.color("line"), 3))
    painter.drawEllipse(inner)
    pen = QPen(colors.color("accent"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(inner, 90 * 16, -round(_FULL_CIRCLE * min(max(share, 0.0), 1.0)))
    if ticked:
        _paint_tick(painter, rect)


def _paint_tick(painter: QPainter, rect: QRectF) -> None:
    colors = theme.current()
    painter.setPen(QPen(colors.color("accent_text"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    left, top, size = rect.left(), rect.top(), rect.width()
    points = [QPointF(left + size * x, top + size * y) for x, y in ((0.3, 0.52), (0.45, 0.66), (0.7, 0.37))]
    painter.drawPolyline(points)
