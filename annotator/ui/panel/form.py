"""The layout that the inspector's fields share: a soft name at the left, the field at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from annotator.ui.widgets import PlainLabel

NAME_WIDTH = 78


class NamedRows(QFormLayout):
    """Rows whose names are soft and of one width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(8)
        self.setVerticalSpacing(6)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def add_named(self, name: str, field: QWidget) -> None:
        """Add a field with its name before it."""
        label = PlainLabel(name, px=12, tone="soft")
        label.setFixedWidth(NAME_WIDTH)
        label.setMinimumHeight(20)
        label.setBuddy(field)
        self.addRow(label, field)
