"""What stands above the text: long titles, titles from right to left, and counts of one."""

import pytest
from PySide6.QtGui import QImage, QPainter

from annotator.model.article import Article
from annotator.ui import theme
from annotator.ui.reader.document import Document
from annotator.ui.reader.header import MOST_LINES, Header, byline
from annotator.ui.reader.layout import Measure
from annotator.ui.reader.style import ReadingStyle, faces


def header_of(title, outlet="Gazette"):
    face = faces(ReadingStyle())[1]
    return Header(Article("d_one", title, outlet=outlet), Document("Some words."), face, Measure(660)), face


@pytest.mark.parametrize(("words", "told"), [(1, "1 word · 1 min"), (2, "2 words · 1 min")])
def test_one_word_is_told_as_one(words, told):
    assert byline(Article("d_one", "Short"), words) == told


@pytest.mark.parametrize("title", ["Harbour talks " * 200, "港湾協議" * 200, "x" * 5000])
def test_a_very_long_title_takes_few_lines_and_ends_in_an_ellipsis(qapp, title):
    header, face = header_of(title)
    most = MOST_LINES * face.line
    assert header.height <= header_of("Short")[0].height - face.line + most
    assert header._headline.text.endswith("…")


def test_a_title_that_fits_is_shown_whole(qapp):
    header, _ = header_of("Harbour talks end without a word on the new cranes")
    assert header._headline.text == "Harbour talks end without a word on the new cranes"


@pytest.mark.parametrize(("title", "is_at_right"), [("المفاوضات في الميناء", True), ("Harbour talks", False)])
def test_the_line_below_a_title_begins_at_the_side_of_the_title(qapp, title, is_at_right):
    header, _ = header_of(title, outlet="Gazette")
    image = QImage(660, 60, QImage.Format.Format_RGB32)
    image.fill(theme.color("page"))
    with QPainter(image) as painter:
        header.byline.draw(painter, 0, 660)
    ground = image.pixel(0, 0)
    inked = [x for x in range(660) if any(image.pixel(x, y) != ground for y in range(60))]
    assert (min(inked) > 330) is is_at_right
    assert (max(inked) > 330) is is_at_right
