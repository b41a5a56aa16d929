"""The bar at the top: the project, the three places, the search field, undo, redo, export and the menu."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from annotator.ui.actions import Actions
from annotator.ui.icons import menu_icon
from annotator.ui.search_field import SearchField
from annotator.ui.widgets import ElidedLabel, PlainLabel, SegmentedControl, plain_tip

HEIGHT = 44
PLACES = ("read", "review", "insights")


class HeaderBar(QFrame):
    """Names the project and leads to everything else."""

    place_chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "header")
        self.setFixedHeight(HEIGHT)
        self._actions = actions
        self._build()
        self._connect()

    def _build(self) -> None:
        self._title = ElidedLabel(px=13, weight=600)
        self._kind = PlainLabel(px=11, tone="soft")
        self._places = SegmentedControl([self._actions[name].text() for name in PLACES])
        self._places.setAccessibleName(self.tr("Places"))
        for number, name in enumerate(PLACES):
            self._places.set_tip(number, self._actions[name].toolTip())
        self.search = SearchField()
        self.undo, self.redo = _button(self._actions["undo"]), _button(self._actions["redo"])
        self.export = _button(self._actions["export"])
        self.export.setText(self.tr("Export"))
        self.export.setProperty("look", "primary")
        self.menu = _menu_button(self.tr("Menu"), self._actions["menu"].toolTip())
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 10, 1)
        row.setSpacing(0)
        self._fill(row)

    def _fill(self, row: QHBoxLayout) -> None:
        row.addWidget(self._title)
        row.addSpacing(6)
        row.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(15)
        row.addWidget(self._places, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(16)
        row.addStretch(1)
        row.addWidget(self.search, 6)
        row.addStretch(1)
        row.addSpacing(16)
        for button in (self.undo, self.redo, self.export, self.menu):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _connect(self) -> None:
        self._places.chosen.connect(lambda number: self.place_chosen.emit(PLACES[number]))

    def show_title(self, title: str, kind: str, *, path: str) -> None:
        """Name the project and its kind, such as `local project`; the path is told in the tooltip."""
        self._title.setText(title)
        self._kind.setText(kind)
        self._kind.setToolTip(plain_tip(path))

    def title(self) -> str:
        """Return the project's title as it is shown."""
        return self._title.text()

    def show_place(self, name: str) -> None:
        """Mark the place that is shown."""
        self._places.set_chosen(PLACES.index(name))

    def set_menu(self, menu: QMenu) -> None:
        """Give the menu button its menu."""
        self.menu.setMenu(menu)

    def dress(self) -> None:
        """Draw the icon in the theme's colours."""
        self.menu.setIcon(menu_icon())


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text())
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button


def _menu_button(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(menu_icon())
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(name)
    button.setToolTip(tip)
    return button
