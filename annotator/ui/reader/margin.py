"""Paint the margin: brackets and numbers of claims on the left, counts of tags not drawn on the right."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.ui import theme
from annotator.ui.reader.layout import LaidBlock
from annotator.ui.reader.marks import LANES, Bracket, Decoration, hue_of
from annotator.ui.reader.scene import Note, Scene

LEFT = 56
"""The least room left of the column."""
RIGHT = 34
BRACKET = 26
BRACKET_WIDTH = 4
LANE = 7
NUMBER = 43
_FONT = 11
_DOT = 6


def paint_margin(painter: QPainter, laid: LaidBlock, drawn: Decoration, scene: Scene) -> None:
    """Paint what belongs beside the lines of a block."""
    if drawn.brackets:
        _paint_brackets(painter, laid, drawn.brackets, scene)
    if drawn.hidden:
        _paint_counts(painter, laid, drawn.hidden, scene)
    if scene.stacked:
        _paint_stack(painter, laid, scene)


def paint_note(painter: QPainter, laid: LaidBlock, drawn: Decoration, note: Note) -> None:
    """Paint a remark beside its line, or the bracket and number of a claim that is not kept yet."""
    if note.until:
        _paint_new_claim(painter, laid, drawn.brackets, note=note)
        return
    if not laid.block.start <= note.offset <= laid.block.end:
        return
    top = laid.line_at(note.offset) * laid.face.line + laid.face.baseline - 22
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.setPen(theme.color("accent"))
    painter.setFont(theme.ui_font(12, 700))
    painter.drawText(QRectF(-LEFT - 60, top, LEFT + 46, 16), flags, note.title)
    painter.setPen(theme.color("text_soft"))
    painter.setFont(theme.ui_font(_FONT))
    painter.drawText(QRectF(-LEFT - 60, top + 16, LEFT + 46, 15), flags, note.detail)


def _paint_new_claim(painter: QPainter, laid: LaidBlock, brackets: list[Bracket], *, note: Note) -> None:
    """Paint the part of the bracket that belongs to a block, with the number where the claim begins."""
    first = laid.line_at(max(note.offset, laid.block.start))
    last = laid.line_at(min(note.until, laid.block.end))
    opens, goes_on = note.offset >= laid.block.start, note.until > laid.block.end
    beside = [one for one in brackets if one.first <= last and first <= one.last]
    lane = min(LANES - 1, 1 + max((one.lane for one in beside), default=-1))
    bracket = Bracket("", lane, first, last, "accent", is_dotted=False, opens=opens, goes_on=goes_on)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawRoundedRect(bracket_rect(laid, bracket), 2, 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if opens:
        numbered = {one.first for one in brackets if one.opens}
        line = next((one for one in range(first, last + 1) if one not in numbered), last + 1)
        top = line * laid.face.line + laid.face.baseline - 15
        painter.setFont(theme.ui_font(_FONT, 500))
        painter.setPen(theme.color("text_soft"))
        painter.drawText(QRectF(-LEFT - 40, top, LEFT + 40 - NUMBER, 16), Qt.AlignmentFlag.AlignRight, note.title)


def _paint_brackets(painter: QPainter, laid: LaidBlock, brackets: list[Bracket], scene: Scene) -> None:
    numbers: dict[int, list[str]] = {}
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for bracket in brackets:
        is_current = scene.current is not None and scene.current.uid == bracket.uid
        is_hovered = scene.hovered is not None and scene.hovered.uid == bracket.uid
        _paint_bracket(painter, laid, bracket, is_lit=is_current or is_hovered)
        if bracket.opens and bracket.uid in scene.numbers:
            numbers.setdefault(bracket.first, []).append(str(scene.numbers[bracket.uid]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(theme.ui_font(_FONT, 500))
    painter.setPen(theme.color("text_soft"))
    for line, shown in numbers.items():
        top = line * laid.face.line + laid.face.baseline - 15
        painter.drawText(QRectF(-LEFT - 40, top, LEFT + 40 - NUMBER, 16), Qt.AlignmentFlag.AlignRight, " ".join(shown))


def _paint_bracket(painter: QPainter, laid: LaidBlock, bracket: Bracket, *, is_lit: bool) -> None:
    rect = bracket_rect(laid, bracket)
    color = theme.color("accent" if is_lit else bracket.color)
    if bracket.is_dotted:
        pen = QPen(color, 2)
        pen.setDashPattern([1, 1.5])
        painter.setPen(pen)
        painter.drawLine(QLineF(rect.center().x(), rect.top(), rect.center().x(), rect.bottom()))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(rect, 2, 2)


def bracket_rect(laid: LaidBlock, bracket: Bracket) -> QRectF:
    """Return where a bracket is, in the block's pixels."""
    line = laid.face.line
    top = bracket.first * line + (6 if bracket.opens else -8)
    bottom = (bracket.last + 1) * line + (6 if bracket.goes_on else -2)
    return QRectF(-BRACKET - 1 - bracket.lane * LANE, top, BRACKET_WIDTH, bottom - top)


def bracket_at(laid: LaidBlock, brackets: list[Bracket], x: float, y: float) -> str | None:
    """Return the uid of the claim whose bracket is at a point of the margin."""
    for bracket in brackets:
        if bracket_rect(laid, bracket).adjusted(-2, 0, 2, 0).contains(x, y):
            return bracket.uid
    return None


def _paint_counts(painter: QPainter, laid: LaidBlock, hidden: dict[int, int], scene: Scene) -> None:
    painter.setFont(theme.ui_font(_FONT))
    painter.setPen(theme.color("text_soft"))
    for line, count in hidden.items():
        top = line * laid.face.line + laid.face.baseline - 14
        painter.drawText(QRectF(scene.page.measure.width + 8, top, 60, 16), Qt.AlignmentFlag.AlignLeft, f"+{count}")


def _paint_stack(painter: QPainter, laid: LaidBlock, scene: Scene) -> None:
    """Show every tag at the pointer as a dot of its label, below the count of its line."""
    start = max(scene.stacked[0].start, laid.block.start)
    if not laid.block.start <= start < max(laid.block.end, laid.block.start + 1):
        return
    top = laid.line_at(start) * laid.face.line + laid.face.baseline + 3
    painter.setPen(Qt.PenStyle.NoPen)
    for index, tag in enumerate(scene.stacked[:24]):
        column, row = index % 3, index // 3
        painter.setBrush(theme.label(hue_of(tag, scene.labels)).dot)
        painter.drawRect(QRectF(scene.page.measure.width + 9 + column * (_DOT + 2), top + row * (_DOT + 2), _DOT, _DOT))
