"""Claims in the text and their cards in the panel are tied: one number, and what the pointer is on lights up both."""

from PySide6.QtCore import QEvent, QModelIndex, QObject

from annotator.ui.panel.painting import RowDelegate
from annotator.ui.panel.rows import ClaimRow
from annotator.ui.panel.view import PanelView
from annotator.ui.reader.view import ReaderView


class Tie(QObject):
    """Ties the panel's list to a text for as long as both live."""

    def __init__(self, reader: ReaderView, panel: PanelView) -> None:
        super().__init__(panel)
        self._reader = reader
        self._panel = panel
        delegate = panel.list.itemDelegate()
        assert isinstance(delegate, RowDelegate)
        self._delegate = delegate
        delegate.number_of = reader.claim_number
        panel.list.entered.connect(self._light_text)
        panel.list.viewport().installEventFilter(self)
        reader.hovered_changed.connect(self._light_card)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Light up nothing once the pointer has left the list."""
        if event.type() is QEvent.Type.Leave:
            self._reader.set_hovered(None)
        return False

    def _light_text(self, index: QModelIndex) -> None:
        row = self._panel.rows.row(index.row())
        self._reader.set_hovered(row.key if isinstance(row, ClaimRow) else None)

    def _light_card(self, uid: str | None) -> None:
        self._delegate.lit = uid or ""
        self._panel.list.viewport().update()
