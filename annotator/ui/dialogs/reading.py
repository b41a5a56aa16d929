"""How an article is set, in one small window beside it: each change shows at once in the text."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDoubleSpinBox, QPushButton, QVBoxLayout, QWidget

from annotator import settings
from annotator.settings import Setting, Settings
from annotator.ui.panel.form import NamedRows
from annotator.ui.widgets import PlainLabel

NUMBERS = ("reading_size", "line_height", "column_width", "paragraph_spacing")
SWITCHES = ("justified", "label_marks", "show_invisible")
NAMES = ("theme", "reading_font", *NUMBERS, *SWITCHES)
_DECLARED = {one.name: one for one in settings.SETTINGS}
_STEPS = {"reading_size": 1, "line_height": 0.1, "column_width": 20, "paragraph_spacing": 2}


class ReadingDialog(QDialog):
    """Offers the settings of the text; what is chosen is told through `changed` and nothing waits for a button."""

    changed = Signal(str, object)
    """The name of a setting and its new value."""

    def __init__(self, chosen: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Text and theme"))
        self.setWindowFlag(Qt.WindowType.Tool)
        self._is_showing = False
        self.theme = QComboBox()
        self.font_family = QComboBox()
        self.numbers = {name: _number_field(_DECLARED[name]) for name in NUMBERS}
        self.switches = {name: QCheckBox(text) for name, text in self._switch_names().items()}
        self.usual = QPushButton(self.tr("Usual values"))
        self.usual.setAutoDefault(False)
        self._fill()
        self._build()
        self._connect()
        self.show_values(chosen)

    def show_values(self, chosen: Settings) -> None:
        """Show the values that are in use."""
        self._is_showing = True
        self.theme.setCurrentIndex(self.theme.findData(chosen.theme))
        if chosen.reading_font and self.font_family.findData(chosen.reading_font) < 0:
            self.font_family.addItem(chosen.reading_font, chosen.reading_font)
        self.font_family.setCurrentIndex(self.font_family.findData(chosen.reading_font))
        for name, field in self.numbers.items():
            field.setValue(getattr(chosen, name))
        for name, box in self.switches.items():
            box.setChecked(getattr(chosen, name))
        self._is_showing = False

    def _switch_names(self) -> dict[str, str]:
        return {
            "justified": self.tr("Straight edges on both sides"),
            "label_marks": self.tr("Letters of the label above each tag"),
            "show_invisible": self.tr("Show invisible characters"),
        }

    def _fill(self) -> None:
        names = {
            "system": self.tr("Like the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "sepia": self.tr("Sepia"),
            "contrast": self.tr("High contrast"),
        }
        for name, text in names.items():
            self.theme.addItem(text, name)
        self.font_family.addItem(self.tr("A good serif"), "")
        for family in QFontDatabase.families():
            if QFontDatabase.isSmoothlyScalable(family) and not QFontDatabase.isPrivateFamily(family):
                self.font_family.addItem(family, family)
                place = self.font_family.count() - 1
                self.font_family.setItemData(place, QFont(family), Qt.ItemDataRole.FontRole)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        fields = QWidget(self)
        rows = NamedRows(fields)
        titles = (self.tr("Size"), self.tr("Lines"), self.tr("Column"), self.tr("Paragraphs"))
        named: list[tuple[str, QWidget]] = [(self.tr("Theme"), self.theme), (self.tr("Font"), self.font_family)]
        named += zip(titles, self.numbers.values(), strict=True)
        for title, field in named:
            field.setAccessibleName(title)
            rows.add_named(title, field)
        column.addWidget(fields)
        for box in self.switches.values():
            column.addWidget(box)
        column.addWidget(PlainLabel(self.tr("Everything is kept as you choose it."), px=12, tone="soft"))
        column.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.theme.currentIndexChanged.connect(lambda: self._tell("theme", self.theme.currentData()))
        self.font_family.currentIndexChanged.connect(lambda: self._tell("reading_font", self.font_family.currentData()))
        for name, field in self.numbers.items():
            field.valueChanged.connect(lambda value, name=name: self._tell(name, value))
        for name, box in self.switches.items():
            box.toggled.connect(lambda value, name=name: self._tell(name, value))
        self.usual.clicked.connect(self._take_usual)

    def _tell(self, name: str, value: Any) -> None:
        if not self._is_showing:
            self.changed.emit(name, value)

    def _take_usual(self) -> None:
        for name in NAMES:
            self.changed.emit(name, _DECLARED[name].default)


def _number_field(declared: Setting) -> QDoubleSpinBox:
    """Return a field for a number within its bounds."""
    field = QDoubleSpinBox()
    field.setDecimals(2 if declared.type is float else 0)
    field.setRange(declared.least or 0, declared.most or 0)
    field.setSingleStep(_STEPS[declared.name])
    field.setKeyboardTracking(False)
    return field
