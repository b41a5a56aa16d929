"""Paint the page: grounds, text, bars, outlines, margin, in that order, for the rows that are seen."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from annotator.model.span import Span
from annotator.ui import theme
from annotator.ui.reader.invisible import paint_invisible
from annotator.ui.reader.layout import INDENT, LaidBlock
from annotator.ui.reader.margin import paint_margin, paint_note
from annotator.ui.reader.marks import LETTER, Decoration, hue_of, rects_of, rects_of_pieces
from annotator.ui.reader.ranges import Look
from annotator.ui.reader.scene import Scene

ROUND = 3
VEIL = 0.62
_SOME = 300
_FEW = 4

Marked = list[tuple[Look, list[Span]]]


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row is in the viewport."""

    row: int
    top: int


def paint_page(painter: QPainter, scene: Scene, rows: Iterable[RowPlace], *, left: int, clip: QRectF) -> None:
    """Paint the rows of the page that lie in the clip, on a ground that is filled first."""
    painter.fillRect(clip, theme.color("page"))
    for place in rows:
        number = scene.page.block_in(place.row)
        painter.save()
        if number is not None:
            painter.translate(left, place.top + scene.page.top_of(number))
            _paint_block(painter, scene, number, clip.translated(-left, -place.top - scene.page.top_of(number)))
        elif place.row == 0:
            painter.translate(left, place.top)
            scene.page.header.draw(painter)
        painter.restore()


def _paint_block(painter: QPainter, scene: Scene, number: int, clip: QRectF) -> None:
    laid = scene.page.laid(number)
    drawn = scene.decoration(number)
    marks = scene.ranges.between(laid.block.start, laid.block.end)
    _paint_grounds(painter, scene, laid, drawn, clip)
    _paint_marks_below(painter, laid, marks)
    _paint_selection(painter, scene, laid)
    _paint_bars(painter, drawn)
    _paint_current_roles(painter, scene, laid)
    painter.setPen(theme.color("text"))
    laid.draw(painter, clip)
    if laid.block.indent:
        _paint_bullet(painter, laid)
    if scene.page.style.show_invisible:
        paint_invisible(painter, laid)
    _paint_outlines(painter, scene, laid, drawn)
    _paint_marks_above(painter, laid, marks)
    _paint_veil(painter, scene, laid)
    paint_margin(painter, laid, drawn, scene)
    note = scene.note
    if note and laid.block.start <= max(note.offset, note.until) and note.offset <= laid.block.end:
        paint_note(painter, laid, drawn, note)
    if number == 0 and scene.page.document.headline:
        scene.page.header.byline.draw(painter, laid.height, scene.page.measure.width)


def _paint_grounds(painter: QPainter, scene: Scene, laid: LaidBlock, drawn: Decoration, clip: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for level, hue in sorted(drawn.grounds):
        _fill(painter, _within(drawn.grounds[level, hue], clip), theme.label(hue).tint)
    for hue, rects in drawn.hatches.items():
        painter.setBrush(QBrush(color_of(hue), Qt.BrushStyle.BDiagPattern))
        painter.drawRects(rects)
    hovered, current = scene.hovered, scene.current
    if hovered is not None and hovered is not current and hovered.kind == "entity":
        _fill(painter, rects_of(laid, hovered), theme.label(hue_of(hovered, scene.labels)).tint_hover)
    if current is not None:
        hue = "selection" if current.kind == "claim" else hue_of(current, scene.labels)
        color = theme.color("accent_soft") if current.kind == "claim" else theme.label(hue).tint_selected
        _fill(painter, rects_of(laid, current), color)


def _paint_selection(painter: QPainter, scene: Scene, laid: LaidBlock) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("selection"))
    for start, end in scene.selected:
        if end >= laid.block.start and start <= laid.block.end:
            painter.drawRects(laid.rects(start, end))


def _paint_bars(painter: QPainter, drawn: Decoration) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    _rectangles(painter, drawn.claim_lines, theme.color("claim_line"))
    for hue, bars in drawn.bars.items():
        _rectangles(painter, bars, color_of(hue))
    _rectangles(painter, drawn.roofs, theme.color("status_disputed"))
    for hue, lines in drawn.dots.items():
        _lines(painter, lines, color_of(hue), [1, 1])
    for hue, lines in drawn.dashes.items():
        _lines(painter, lines, color_of(hue), [3, 1.5])
    for hue, lines in drawn.links.items():
        _lines(painter, lines, color_of(hue), [2, 2], width=1)
    if drawn.strikes:
        _lines(painter, drawn.strikes, theme.color("line_strong"), [1, 2])
    if drawn.letters:
        painter.setFont(theme.ui_font(LETTER, 700))
        for one in drawn.letters:
            painter.setPen(color_of(one.hue))
            painter.drawText(one.place, one.letters)
        painter.setPen(Qt.PenStyle.NoPen)


def _paint_current_roles(painter: QPainter, scene: Scene, laid: LaidBlock) -> None:
    """Mark source and cue of the current claim with a thin bar."""
    if scene.current is None or scene.current.kind != "claim":
        return
    painter.setPen(Qt.PenStyle.NoPen)
    for role, hue in (("source", "hue-1"), ("cue", "hue-2")):
        pieces = [piece for piece in scene.current.pieces if piece.role == role]
        rects = rects_of_pieces(laid, pieces)
        _rectangles(painter, [QRectF(r.left(), r.bottom() - 2, r.width(), 2) for r in rects], color_of(hue))


def _paint_outlines(painter: QPainter, scene: Scene, laid: LaidBlock, drawn: Decoration) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for hue, rects in drawn.outlines.items():
        _outline(painter, rects, _pen(color_of(hue), 1.2, [3, 2]))
    hovered, current = scene.hovered, scene.current
    if hovered is not None and hovered is not current and hovered.kind == "entity":
        _outline(painter, rects_of(laid, hovered), _pen(color_of(hue_of(hovered, scene.labels)), 1))
    if current is not None and current.kind == "entity":
        _outline(painter, rects_of(laid, current), _pen(theme.color("focus"), 2), by=1.0)


def _paint_bullet(painter: QPainter, laid: LaidBlock) -> None:
    """Paint the mark of a list's item whose text has none."""
    size = max(3.0, laid.face.font.pixelSize() * 0.22)
    inner = laid.block.indent * INDENT - INDENT / 2
    x = laid.width - inner if laid.runs_left else inner
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("text_soft"))
    painter.drawEllipse(
        QPointF(x, laid.face.baseline - laid.face.font.pixelSize() * 0.28), size / 2 + 0.5, size / 2 + 0.5
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_marks_below(painter: QPainter, laid: LaidBlock, marks: Marked) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for look, spans in marks:
        rects = rects_of_pieces(laid, spans)
        if look.ground:
            is_hue = look.ground.startswith("hue-")
            _fill(painter, rects, theme.label(look.ground).tint if is_hue else theme.color(look.ground))
        if look.bar:
            bars = [QRectF(r.left(), r.bottom() - 2, r.width(), 2) for r in rects]
            _rectangles(painter, bars, color_of(look.bar))
        if look.dots:
            lines = [QLineF(r.left(), r.bottom() - 0.5, r.right(), r.bottom() - 0.5) for r in rects]
            _lines(painter, lines, color_of(look.dots), [1, 2], width=1)


def _paint_marks_above(painter: QPainter, laid: LaidBlock, marks: Marked) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for look, spans in marks:
        if look.outline:
            _outline(painter, rects_of_pieces(laid, spans), _pen(color_of(look.outline), 2), by=1.0)
        if look.dashed:
            _outline(painter, rects_of_pieces(laid, spans), _pen(color_of(look.dashed), 1.2, [3, 2]))


def _paint_veil(painter: QPainter, scene: Scene, laid: LaidBlock) -> None:
    """Dim all but the focus, so that one sentence stands out."""
    if scene.focus is None:
        return
    veil = QColor(theme.color("page"))
    veil.setAlphaF(VEIL)
    start, end = scene.focus
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(veil)
    for first, last in ((laid.block.start, start), (end, laid.block.end)):
        painter.drawRects([r.adjusted(-1, 0, 1, 1) for r in laid.rects(first, min(last, laid.block.end))])


def color_of(role: str) -> QColor:
    """Return the colour of a role, of a label's bar for roles that begin with `hue-`."""
    return theme.label(role).bar if role.startswith("hue-") else theme.color(role)


def _fill(painter: QPainter, rects: list[QRectF], color: QColor) -> None:
    """Fill rectangles with slightly round corners; many of them at once with plain ones."""
    if not rects:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if len(rects) > _SOME:
        painter.drawRects(rects)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for rect in rects:
        painter.drawRoundedRect(rect, ROUND, ROUND)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _within(rects: list[QRectF], clip: QRectF) -> list[QRectF]:
    """Return the rectangles that a clip touches; few need no choosing."""
    if len(rects) < _FEW:
        return rects
    top, bottom = clip.top(), clip.bottom()
    return [rect for rect in rects if rect.top() < bottom and rect.bottom() > top]


def _rectangles(painter: QPainter, rects: list[QRectF], color: QColor) -> None:
    if rects:
        painter.setBrush(color)
        painter.drawRects(rects)


def _lines(painter: QPainter, lines: list[QLineF], color: QColor, dashes: list[float], *, width: float = 2) -> None:
    painter.setPen(_pen(color, width, dashes))
    painter.drawLines(lines)
    painter.setPen(Qt.PenStyle.NoPen)


def _pen(color: QColor, width: float, dashes: list[float] | None = None) -> QPen:
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern(dashes)
    return pen


def _outline(painter: QPainter, rects: list[QRectF], pen: QPen, *, by: float = 0.0) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    half = pen.widthF() / 2 - by
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), ROUND + by, ROUND + by)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_caret(painter: QPainter, rect: QRectF) -> None:
    """Paint the caret."""
    painter.fillRect(rect, theme.color("text"))


def paint_handles(painter: QPainter, handles: list[QRectF]) -> None:
    """Paint the grips by which the ends of a tag or selection are dragged."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(theme.color("page"), 1))
    painter.setBrush(theme.color("focus"))
    for rect in handles:
        painter.drawEllipse(QPointF(rect.center()), 4.0, 4.0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
