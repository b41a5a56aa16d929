"""Whatever is done to a long text, what one reads stays where it is unless one moves it."""

import random

import pytest
from PySide6.QtCore import QPointF

from annotator.model.changes import Change, ChangeSet
from annotator.ui.reader import ReadingStyle

SENTENCES = (
    "The Minister of Trade, Alba Renn, said that Port Velm will reopen in June. ",
    "Critics doubt it. ",
    "قال الوزير إن الاتفاق لا يشمل المنطقة. ",
    "東京で会談した。",
    "- an item of a list that goes on for a while ",
)
ACTS, TAGS = 600, 1000


def long_text(characters, seed=5):
    chance = random.Random(seed)
    parts, length = [], 0
    while length < characters:
        parts.append("".join(chance.choices(SENTENCES, (60, 20, 8, 4, 8), k=chance.randint(1, 14))).strip())
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)


@pytest.fixture(scope="module")
def ten_megabytes():
    return long_text(10_000_000)


class Walker:
    """Does things at random and watches the first whole line in view."""

    def __init__(self, view, make):
        self.view, self.make, self.chance = view, make, random.Random(11)
        self.offset, self.top = 0, 0.0

    def look(self):
        """Note the first line that is wholly in view."""
        self.offset = self.view.place()
        if self.top_of(self.offset) < 0:
            self.offset = self.view.offset_at(QPointF(2, self.top_of(self.offset) + 60))
        self.top = self.top_of(self.offset)

    def top_of(self, offset):
        rects = self.view.rect_of(offset, offset + 1)
        return rects[0].top() if rects else self.view.caret_rect().top()

    def scroll(self):
        self.look()
        place = self.view._scene.page.height_of(self.view._place)
        distance = self.chance.randint(-400, 400)
        self.view.scroll_by(distance)
        if place > 1000:
            assert self.top_of(self.offset) == self.top - distance

    def zoom(self):
        self.keep(lambda: self.view.set_style(ReadingStyle(reading_size=self.chance.randint(14, 30))))

    def resize(self):
        self.keep(lambda: self.view.resize(self.chance.randint(500, 1200), self.chance.randint(300, 900)))

    def keep(self, act):
        """Do what sets the text anew: the letters of the first visible line stay."""
        offset = self.view.place()
        before = self.top_of(offset)
        act()
        assert abs(self.top_of(offset) - before) <= 1

    def tag(self):
        self.look()
        start = self.view.place() + self.chance.randint(0, 300)
        made = self.make.tag_at(self.view.version.text, start, start + self.chance.randint(1, 80))
        self.view.apply(ChangeSet("Tag", (Change(None, made),)))
        assert self.top_of(self.offset) == self.top

    def jump(self):
        self.view.set_place(self.chance.randrange(len(self.view.version.text)))


def test_no_act_moves_what_one_reads(show, make, ten_megabytes):
    view = show(ten_megabytes)
    walker = Walker(view, make)
    walker.jump()
    for number in range(ACTS):
        walker.chance.choices((walker.scroll, walker.zoom, walker.resize, walker.tag), (50, 12, 12, 26))[0]()
        if number % 25 == 0:
            walker.jump()
        if number % 10 == 0:
            view.grab()


def test_every_line_is_where_it_was_after_a_thousand_tags(show, make):
    text = long_text(60_000)
    view = show(text)
    page = view._scene.page

    def lines():
        return [
            (page.heights.above(number + 1), page.laid(number).line_count, [page.laid(number).line_start(0)])
            for number in range(len(view.document()))
        ]

    before = lines()
    chance = random.Random(2)
    for _ in range(TAGS):
        start = chance.randrange(len(text) - 90)
        made = make.tag_at(text, start, start + chance.randint(1, 80))
        view.apply(ChangeSet("Tag", (Change(None, made),)))
    view.grab()
    assert lines() == before
    assert len(view.annotations()) == TAGS


def test_the_caret_moves_nothing_while_its_line_is_in_view(show):
    text = long_text(30_000)
    view = show(text)
    view.scroll_by(1000)
    place = view._place
    offsets = {view.offset_at(QPointF(300, y)) for y in range(0, 600, 7)}
    for offset in sorted(offsets):
        rect = view.rect_of(offset, offset + 1)
        if rect and rect[0].top() >= 8 and rect[0].bottom() <= 560:
            view.set_caret(offset)
            view.select(offset, offset + 1)
            assert view._place == place
    view.set_caret(text.index(". ", view.place() + 2000))
    assert view._place != place
    assert view.viewport().rect().contains(view.caret_rect().toRect())
