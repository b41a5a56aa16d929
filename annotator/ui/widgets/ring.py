"""The progress ring of an article."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.widgets import paint


class ProgressRing(QWidget):
    """A ring that is empty, part or full, and ticked when the article is reviewed."""

    def __init__(self, share: float = 0.0, parent: QWidget | None = None, *, ticked: bool = False) -> None:
        super().__init__(parent)
        self._share = share
        self._is_ticked = ticked
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_progress(self, share: float, *, ticked: bool = False) -> None:
        """Show a share from 0 to 1, ticked or not."""
        self._share, self._is_ticked = share, ticked
        self.setAccessibleName(self.tr("{0} per cent decided").format(round(100 * share)))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the ring's size."""
        return QSize(round(paint.RING) + 1, round(paint.RING) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        with QPainter(self) as painter:
            paint.paint_ring(painter, QRectF(0.5, 0.5, paint.RING, paint.RING), self._share, ticked=self._is_ticked)
