"""The card of the claim being composed: the line to read, the slots and what else each could hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.model.entity import Entity
from annotator.ui import theme
from annotator.ui.panel.entity_edit import EntityEdit
from annotator.ui.panel.fields import ChoiceRow
from annotator.ui.widgets import Card, PlainLabel, SectionHeading, paint
from annotator.ui.widgets.marked_text import MarkedText, Run

NAME_WIDTH = 84
_ROW = 26
_LINE = 25
_DOTS = {"claimant": "hue-1", "cue": "hue-2", "content": "accent"}
_RARE = frozenset(("none", "questioned", "directive", "evaluated"))
"""Values whose chips show only while their slot is at hand or they are chosen."""


@dataclass(frozen=True, slots=True)
class Option:
    """What a slot holds or could hold; `detail` is quoted after it."""

    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the card shows of a claim."""

    line: tuple[Run, ...]
    slot: str
    values: dict[str, Option]
    options: tuple[tuple[int, Option], ...]
    """What else the slot at hand could hold, with its digits."""
    digit: int
    """The digit of what the slot at hand holds; 0 for none."""
    chosen: dict[str, str]
    remark: str = ""


class SlotName(QWidget):
    """The name of a slot, with the dot of its role; strong while the slot is at hand."""

    pressed = Signal()

    def __init__(self, text: str, hue: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._hue = hue
        self._is_current = False
        self.setAccessibleName(text)
        self.setFixedSize(NAME_WIDTH, _ROW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_current(self, is_current: bool) -> None:
        """Mark the slot as the one at hand."""
        if is_current != self._is_current:
            self._is_current = is_current
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the slot to hand."""
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint dot and name."""
        with QPainter(self) as painter:
            x = 0
            if self._hue:
                color = theme.color("accent") if self._hue == "accent" else theme.label(self._hue).dot
                paint.paint_dot(painter, QPointF(5, self.height() / 2), color)
                x = 16
            painter.setFont(theme.ui_font(12, 600 if self._is_current else 400))
            painter.setPen(theme.color("accent" if self._is_current else "text_soft"))
            painter.drawText(self.rect().adjusted(x, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


class SlotValue(QWidget):
    """What a slot holds; while it is at hand framed, with the other candidates and their digits below it."""

    chosen = Signal(int)
    """The digit of a candidate that was clicked; 0 for what the slot holds."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = Option("")
        self._digit = 0
        self._others: tuple[tuple[int, Option], ...] = ()
        self._is_current = False
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_value(
        self, value: Option, *, is_current: bool, digit: int = 0, others: Sequence[tuple[int, Option]] = ()
    ) -> None:
        """Show what the slot holds and, while it is at hand, what else it could hold."""
        before = len(self._others)
        self._value, self._digit, self._others, self._is_current = value, digit, tuple(others), is_current
        self.setAccessibleName(f"{self._name}: {value.text} {value.detail}".strip())
        if len(self._others) != before:
            self.updateGeometry()
        self.update()

    def shown(self) -> list[str]:
        """Return the words of every line, what the slot holds first."""
        return [self._value.text, *(one.text for _, one in self._others)]

    def sizeHint(self) -> QSize:
        """Return a line for what it holds and one for each other candidate."""
        return QSize(120, _ROW + _LINE * len(self._others))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the line under the pointer."""
        line = int((event.position().y() - _ROW) // _LINE)
        self.chosen.emit(self._others[line][0] if 0 <= line < len(self._others) else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what the slot holds, framed while it is at hand, then the others."""
        with QPainter(self) as painter:
            self._paint_line(painter, QRectF(0, 0, self.width(), _ROW), self._value, digit=self._digit, is_value=True)
            for number, (digit, option) in enumerate(self._others):
                rect = QRectF(0, _ROW + number * _LINE, self.width(), _LINE)
                self._paint_line(painter, rect, option, digit=digit, is_value=False)

    def _paint_line(self, painter: QPainter, rect: QRectF, option: Option, *, digit: int, is_value: bool) -> None:
        cap = paint.key_cap_width("1") if self._is_current else 0.0
        words = rect.adjusted(0, 0, -cap - 7 if cap else 0, 0)
        if is_value and self._is_current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("focus"), 1.6))
            painter.setBrush(theme.color("surface"))
            painter.drawRoundedRect(words.adjusted(1, 1.5, -1, -1.5), 5, 5)
        self._paint_words(painter, words.adjusted(8, 0, -6, 0), option, is_value=is_value)
        if cap and digit:
            place = QRectF(rect.right() - cap, rect.center().y() - 8.5, cap, 17)
            paint.paint_key_cap(painter, place, str(digit))

    def _paint_words(self, painter: QPainter, rect: QRectF, option: Option, *, is_value: bool) -> None:
        font = theme.ui_font(13)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.color("text" if is_value else "text_soft"))
        shown = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
        left = rect.adjusted(metrics.horizontalAdvance(shown) + 5, 0, 0, 0)
        if option.detail and left.width() > 24:
            painter.setPen(theme.color("text_soft"))
            quoted = metrics.elidedText(f"“{option.detail}”", Qt.TextElideMode.ElideRight, left.width())
            painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, quoted)


class ComposerCard(Card):
    """Shows one claim being composed; says what is clicked or typed, and changes nothing itself."""

    slot_chosen = Signal(str)
    digit_chosen = Signal(int)
    value_chosen = Signal(str, str)
    """A closed slot and the value whose chip was clicked."""
    entity_chosen = Signal(str)
    name_typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entities: list[Entity] = []
        self._names: dict[str, SlotName] = {}
        self._values: dict[str, SlotValue] = {}
        self._chips: dict[str, ChoiceRow] = {}
        self._rare: dict[str, list[str]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("New claim"))
        self.set_current(True)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.heading = SectionHeading(self.tr("New claim"))
        self.line = MarkedText(px=16)
        self.remark = PlainLabel(px=12, tone="soft")
        self.remark.setWordWrap(True)
        self.name = EntityEdit(self.tr("Claimant"), lambda: self._entities, self)
        self.name.setPlaceholderText(self.tr("Type a name"))
        self.name.hide()
        self.body.setSpacing(6)
        for part in (self.heading, self.line):
            self.body.addWidget(part)
        self.body.addLayout(self._grid())
        self.body.addWidget(self.remark)
        self.body.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, (slot, name, values) in enumerate(self._slots()):
            self._names[slot] = SlotName(name, _DOTS.get(slot, ""), self)
            grid.addWidget(self._names[slot], row, 0, top)
            grid.addWidget(self._chip_row(slot, name, values) if values else self._value_row(slot, name), row, 1)
        return grid

    def _value_row(self, slot: str, name: str) -> QWidget:
        self._values[slot] = SlotValue(name, self)
        if slot != "claimant":
            return self._values[slot]
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._values[slot])
        column.addWidget(self.name)
        return box

    def _chip_row(self, slot: str, name: str, values: Sequence[str]) -> QWidget:
        row = self._chips[slot] = ChoiceRow(name, values, self)
        row.flow.setContentsMargins(6, 3, 0, 2)
        self._rare[slot] = [value for value in values if value in _RARE]
        return row

    def _slots(self) -> list[tuple[str, str, Sequence[str]]]:
        from annotator.transfer.composed import CLOSED

        return [
            ("claimant", self.tr("Claimant"), ()),
            ("cue", self.tr("Cue"), ()),
            ("content", self.tr("Content"), ()),
            ("quote_type", self.tr("Quotation"), CLOSED["quote_type"]),
            ("modality", self.tr("Modality"), CLOSED["modality"]),
            ("polarity", self.tr("Polarity"), CLOSED["polarity"]),
            ("endorsement", self.tr("Reporter"), CLOSED["endorsement"]),
            ("check_worthiness", self.tr("Check"), CLOSED["check_worthiness"]),
        ]

    def _connect(self) -> None:
        for slot, name in self._names.items():
            name.pressed.connect(lambda slot=slot: self.slot_chosen.emit(slot))
        for slot, value in self._values.items():
            value.chosen.connect(lambda digit, slot=slot: self._clicked(slot, digit))
        for slot, row in self._chips.items():
            row.chosen.connect(lambda value, slot=slot: self.value_chosen.emit(slot, value))
        self.name.link_wanted.connect(self.entity_chosen)
        self.name.make_wanted.connect(self.name_typed)
        self.name.left.connect(self.end_typing)

    def show_claim(self, shown: Shown) -> None:
        """Show the claim as it is now."""
        self.line.set_runs(shown.line)
        for slot, name in self._names.items():
            name.set_current(slot == shown.slot)
        for slot, value in self._values.items():
            is_current = slot == shown.slot
            value.show_value(
                shown.values[slot],
                is_current=is_current,
                digit=shown.digit if is_current else 0,
                others=shown.options if is_current else (),
            )
        for slot, row in self._chips.items():
            row.set_value(shown.chosen[slot])
            for rare in self._rare[slot]:
                row.chip(rare).setVisible(slot == shown.slot or rare == shown.chosen[slot])
        self.remark.setText(shown.remark)
        self.remark.setVisible(bool(shown.remark))

    def needed(self, width: int) -> int:
        """Return the height that the card needs at a width, with what is shown now."""
        for row in self._chips.values():
            row.flow.activate()
        self.body.invalidate()
        self.body.activate()
        return self.body.totalHeightForWidth(width)

    def value(self, slot: str) -> SlotValue:
        """Return the row of claimant, cue or content."""
        return self._values[slot]

    def chips(self, slot: str) -> ChoiceRow:
        """Return the chips of a closed slot."""
        return self._chips[slot]

    def type_name(self, entities: list[Entity]) -> None:
        """Let a claimant be typed, offering these entities."""
        self._entities = entities
        self.name.show_entity(None)
        self.name.clear()
        self.name.show()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end_typing(self) -> None:
        """Hide the field in which a claimant is typed, and give the keys back."""
        self.name.hide()
        self.left.emit()

    def _clicked(self, slot: str, digit: int) -> None:
        if digit:
            self.digit_chosen.emit(digit)
        else:
            self.slot_chosen.emit(slot)


class ComposerArea(QScrollArea):
    """The card in as much room as it needs, scrolled where the panel has less."""

    def __init__(self, card: ComposerCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(card)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fit(self, width: int, most: int) -> None:
        """Take the height that the card needs at a width, up to the given one."""
        self.setFixedHeight(max(min(self._card.needed(width), most), 80))
