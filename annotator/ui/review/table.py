"""The review table: one row an annotation, walked and selected by keys and mouse."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from annotator.ui import theme
from annotator.ui.review.model import ARTICLE, CHECK, CONTEXT, ENTITY, LABEL, STATUS, WHEN, AnyIndex, ReviewModel
from annotator.ui.review.painting import ReviewDelegate
from annotator.ui.widgets.capitals import capitals_font

ROW_HEIGHT = 38
_WIDTHS = {CHECK: 40, LABEL: 112, ENTITY: 150, ARTICLE: 112, STATUS: 92, WHEN: 66}
_FIRST_TO_GO = (WHEN, ARTICLE, ENTITY)
_LEAST_CONTEXT = 200


class ReviewTable(QTableView):
    """Shows the model; the current row and the place on the screen outlast a new order or a change."""

    current_changed = Signal(str)
    """The uid of the current row, empty for none."""
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ReviewModel(self)
        self._kept: tuple[str, int, int] = ("", 0, 0)
        self._told = ""
        self._is_sorting = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setModel(self.rows)
        self._delegate = ReviewDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Annotations"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._build_header()

    def _build_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(40)
        header.setFixedHeight(32)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(CHECK, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(CONTEXT, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionsClickable(True)
        self._dress_header()

    def _connect(self) -> None:
        self.rows.modelAboutToBeReset.connect(self._keep_place)
        self.rows.modelReset.connect(self._restore_place)
        self.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.horizontalHeader().setSortIndicatorShown(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.row(index.row()).uid))
        theme.notifier().changed.connect(self._dress)

    def current_uid(self) -> str:
        """Return the uid of the current row, empty for none."""
        place = self.currentIndex().row()
        return self.rows.row(place).uid if 0 <= place < self.rows.rowCount() else ""

    def go_to(self, place: int) -> None:
        """Make a row current and bring it into sight."""
        if 0 <= place < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(place, LABEL))
            self.scrollTo(self.rows.index(place, LABEL))

    def step(self, by: int) -> None:
        """Go some rows down, or up for a negative number."""
        count = self.rows.rowCount()
        if count:
            self.go_to(min(max(self.currentIndex().row() + by, 0), count - 1))

    def chosen(self) -> list[str]:
        """Return the uids of the selected rows, or of the current one where none is selected."""
        return self.rows.checked() or ([self.current_uid()] if self.current_uid() else [])

    def toggle(self, place: int) -> None:
        """Select a row, or no longer."""
        if 0 <= place < self.rows.rowCount():
            self.rows.set_checked([place], checked=not self.rows.is_checked(self.rows.row(place).uid))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell which annotation is current."""
        super().currentChanged(current, previous)
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select by the box at the left, by Ctrl, or with Shift from the current row to this one."""
        index = self.indexAt(event.position().toPoint())
        before = self.currentIndex().row()
        is_left = index.isValid() and event.button() is Qt.MouseButton.LeftButton
        if is_left and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and before >= 0:
            low, high = sorted((before, index.row()))
            self.rows.set_checked(range(low, high + 1), checked=True)
        elif is_left and (index.column() == CHECK or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.toggle(index.row())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the whole row below the pointer."""
        super().mouseMoveEvent(event)
        self._point_at(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Tint no row while the pointer is elsewhere."""
        super().leaveEvent(event)
        self._point_at(-1)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Tint no row until the pointer moves, as another one has come below it."""
        self._point_at(-1)
        super().scrollContentsBy(dx, dy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move as tables do; letters search nothing, as they are commands."""
        if event.text().isprintable() and event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._is_sorting = True
        self.rows.sort(column, order)

    def _keep_place(self) -> None:
        self._kept = (self.current_uid(), self.currentIndex().row(), self.verticalScrollBar().value())

    def _restore_place(self) -> None:
        uid, row, scrolled = self._kept
        count = self.rows.rowCount()
        place = self.rows.position(uid)
        self.updateGeometries()
        self.verticalScrollBar().setValue(scrolled)
        if count:
            self.setCurrentIndex(self.rows.index(min(max(row, 0), count - 1) if place is None else place, LABEL))
        if self._is_sorting:
            self._is_sorting = False
            self.scrollTo(self.currentIndex())
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out, the least needed first, where the context would have too little room."""
        super().resizeEvent(event)
        taken = sum(_WIDTHS.values()) + _LEAST_CONTEXT
        for column in _FIRST_TO_GO:
            self.setColumnHidden(column, taken > event.size().width())
            taken -= _WIDTHS[column] if taken > event.size().width() else 0

    def _point_at(self, row: int) -> None:
        if row != self._delegate.pointed_at:
            self._delegate.pointed_at = row
            self.viewport().update()

    def _tell(self) -> None:
        """Tell the current annotation, once for each."""
        if self.current_uid() != self._told:
            self._told = self.current_uid()
            self.current_changed.emit(self._told)

    def _dress_header(self) -> None:
        self.horizontalHeader().setFont(capitals_font())

    def _dress(self) -> None:
        self._delegate.dress()
        self._dress_header()
        self.viewport().update()
