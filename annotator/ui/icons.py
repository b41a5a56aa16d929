"""Icons drawn from the shipped SVG files in the colours of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from annotator.resources import resource
from annotator.ui import theme

_SIZES = (16, 32)


def icon(name: str, role: str = "text_soft") -> QIcon:
    """Return an icon in a role's colour; raises FileNotFoundError for one that is not shipped."""
    return _drawn(name, theme.color(role).name(), theme.color("text_faint").name())


def menu_icon() -> QIcon:
    """Return the three lines of a menu, drawn here: the library for SVG need not be loaded for the first page."""
    drawn = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(size / 16, size / 16)
            painter.setPen(QPen(QColor(theme.color("text_soft")), 1.4, c=Qt.PenCapStyle.RoundCap))
            painter.drawLines([QLineF(3, y, 13, y) for y in (4.5, 8, 11.5)])
        drawn.addPixmap(pixmap)
    return drawn


def application_icon() -> QIcon:
    """Return the program's own icon, the same in every theme."""
    return QIcon(str(resource("icons/annotator.svg")))


@cache
def _drawn(name: str, ink: str, faint: str) -> QIcon:
    source = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    drawn = QIcon()
    for size in _SIZES:
        drawn.addPixmap(_pixmap(source.replace("currentColor", ink), size), QIcon.Mode.Normal)
        drawn.addPixmap(_pixmap(source.replace("currentColor", faint), size), QIcon.Mode.Disabled)
    return drawn


def _pixmap(source: str, size: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # 6 ms that a window without icons need not spend

    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    return pixmap
