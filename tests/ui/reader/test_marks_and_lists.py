"""Lists, pieces of one tag, stacked tags and characters that leave no ink."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

from annotator.model.annotation import Annotation, Mention, pieces_of
from annotator.model.span import Span
from annotator.model.structure import Part
from annotator.ui import theme
from annotator.ui.reader import ReadingStyle
from annotator.ui.reader.document import Document
from annotator.ui.reader.invisible import invisible_in

LONG = "a harbour that is far too long to be told on one line of the column, and goes on for a while yet"


def in_pieces(text, *quotes):
    spans = [Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    return Annotation(
        "a_pieces", "d_one", 1, "entity", "l_person", pieces_of(text, "mention", spans), mention=Mention()
    )


@pytest.mark.parametrize("mark", ["- ", "* ", "12. ", "3) ", "> ", "• ", "  - "])
def test_further_lines_of_a_list_begin_below_its_first_word(show, mark):
    text = f"Title\n{mark}{LONG}"
    view = show(text)
    start = text.index("harbour") - 2
    first = view.rect_of(start, start + 1)[0]
    edges = {round(rect.left()) for rect in view.rect_of(start, len(text))[1:]}
    assert len(edges) == 1
    assert abs(edges.pop() - first.left()) <= 2
    assert view.rect_of(6, 7)[0].left() < first.left()


def test_a_dash_in_the_middle_or_without_a_blank_is_no_list():
    for text in ("a - b", "-5 degrees", "1999 was dry", "1.5 metres", "-"):
        assert Document(text).block(0).hang == 0


def test_parts_of_an_imported_text_are_shown_without_marks_in_it():
    text = "Fleet\nTwo ships\nOne boat\nAn end"
    parts = [Part("heading", Span(0, 5), 2), Part("item", Span(6, 15), 1), Part("item", Span(16, 24), 2)]
    blocks = [Document(text, "", parts).block(number) for number in range(4)]
    assert [(one.level, one.mark, one.indent) for one in blocks] == [(2, 0, 0), (0, 0, 1), (0, 0, 2), (0, 0, 0)]


def test_an_item_of_an_imported_list_stands_in(show):
    text = "Head\nTwo ships\nAn end"
    view = show(text, parts=[Part("item", Span(5, 14), 1)])
    assert view.rect_of(5, 6)[0].left() == view.rect_of(15, 16)[0].left() + 24


def bar_pixels(view, left, right, y):
    image = view.viewport().grab().toImage()
    page = theme.color("page").rgb()
    return sum(image.pixel(QPoint(x, y)) != page for x in range(left, right))


def test_pieces_of_one_tag_are_tied_on_a_line(show):
    text = "Alba of the north Renn went."
    view = show(text)
    gap = view.rect_of(text.index("of the"), text.index(" Renn"))[0]
    y = round(gap.bottom()) - 1
    before = bar_pixels(view, round(gap.left()), round(gap.right()), y)
    view.open(view.article, view.version, [in_pieces(text, "Alba", "Renn")], view._labels)
    assert before == 0
    assert bar_pixels(view, round(gap.left()), round(gap.right()), y) > gap.width() / 4


def test_pieces_on_different_lines_point_to_each_other(show):
    text = f"Alba and {LONG} and Renn went."
    view = show(text, [in_pieces(text, "Alba", "Renn")])
    after = view.rect_of(4, 5)[0]
    assert bar_pixels(view, round(after.left()) + 2, round(after.left()) + 18, round(after.bottom()) - 1) > 4


def test_each_piece_can_be_clicked(show, mouse):
    text = "Alba of the north Renn went."
    view = show(text, [in_pieces(text, "Alba", "Renn")])
    for quote in ("Alba", "Renn"):
        mouse.click(view, text.index(quote) + 1)
        assert view.current() == "a_pieces"
    mouse.click(view, text.index("north") + 1)
    assert view.current() is None


def test_clicking_again_goes_through_identical_and_nested_tags(show, make, mouse):
    text = "The Port of Velm opened."
    first, second = make.tag(text, "Velm"), make.tag(text, "Velm", make.PLACE)
    outer = make.tag(text, "Port of Velm", make.PLACE)
    view = show(text, [outer, first, second])
    seen = []
    for _ in range(4):
        mouse.click(view, text.index("Velm") + 1)
        seen.append(view.current())
    assert set(seen[:2]) == {first.uid, second.uid}
    assert seen[2:] == [outer.uid, seen[0]]


def test_five_nested_tags_show_three_bars_and_count_the_others(show, make):
    text = "The old port authority of Velm met."
    ends = ["Velm", "of Velm", "authority of Velm", "port authority of Velm", "old port authority of Velm"]
    view = show(text, [make.tag(text, quote) for quote in ends])
    drawn = view._decoration(0)
    assert len(drawn.bars["hue-1"]) == 3
    assert drawn.hidden == {0: 2}


def test_characters_without_ink_are_found_and_named():
    found = invisible_in("a\u200db\u200fc\u00a0d\u2066e\u00ad f")
    assert found == [(1, "ZWJ"), (3, "RLM"), (5, "NBSP"), (7, "LRI"), (9, "SHY")]
    assert invisible_in("plain é 漢") == []


def test_they_are_shown_on_demand_and_move_nothing(show):
    text = "A\u200fB zero\u200bwidth and more."
    view = show(text)
    plain = view.viewport().grab().toImage()
    rects = view.rect_of(0, len(text))
    view.set_style(ReadingStyle(show_invisible=True))
    assert view.rect_of(0, len(text)) == rects
    shown = view.viewport().grab().toImage()
    assert shown != plain
    accent = QColor(theme.color("accent")).rgb()
    assert any(shown.pixel(x, y) == accent for x in range(shown.width()) for y in range(shown.height()))
    view.set_style(ReadingStyle())
    assert view.viewport().grab().toImage() == plain


def test_a_right_to_left_list_hangs_at_the_right(show):
    text = "قائمة\n- " + "كلمة طويلة في سطر طويل جدا " * 8
    view = show(text)
    rects = view.rect_of(8, len(text))
    assert len({round(rect.right()) for rect in rects if rect.width() > 300}) <= 2
    assert max(rect.right() for rect in rects[1:]) < view.rect_of(0, 5)[0].right()
