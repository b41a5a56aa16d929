"""The palette at the text: Enter, a few letters, Enter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.span import Span
from annotator.project import annotating
from annotator.ui.palette.choices import Subject, choices
from annotator.ui.palette.matching import NO_MATCH, score
from annotator.ui.palette.verbs import equal_places

KEY = Qt.Key
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def acting(qtbot, window, hand):
    qtbot.waitUntil(window.isActiveWindow)
    window.reading.take_focus()
    return hand(window)


@pytest.fixture
def select(window):
    def select(quote):
        start = window.reader.version.text.index(quote)
        window.reader.select(start, start + len(quote))

    return select


@pytest.fixture
def tagged(project, version):
    """Return what tags the first place of some words."""

    def tagged(quote, key="PERSON"):
        start = version.text.index(quote)
        uid = project.labels().by_key(key).uid
        return annotating.tag(project, version, [Span(start, start + len(quote))], uid)

    return tagged


@pytest.fixture
def tags(window, project, article_id):
    def tags():
        labels = project.labels()
        found = []
        for one in project.annotations(article_id):
            entity = project.entity(one.mention.entity) if one.mention.entity else None
            found.append((one.quote, labels[one.label].key, entity.name if entity else ""))
        return found

    return tags


def rows(window):
    return [(one.act, one.text) for one in window.palette_verbs.popup().model.rows()]


def test_enter_types_at_once_and_enter_tags_with_what_fits(window, acting, select, tags):
    select("Dockers’ League")
    acting.key(KEY.Key_Return)
    assert window.focusWidget() is window.palette_verbs.popup().field
    acting.type("org")
    assert rows(window)[0] == ("label", "Organization")
    acting.key(KEY.Key_Return)
    assert tags() == [("Dockers’ League", "ORG", "Dockers’ League")]
    assert window.focusWidget() is window.reader
    assert not window.palette_verbs.popup().isVisible()


def test_the_palette_stands_below_its_line_and_never_over_it(window, acting, select):
    for quote in ("Minister", "Renn has not answered"):
        select(quote)
        acting.key(KEY.Key_Return)
        popup = window.palette_verbs.popup()
        start = window.reader.version.text.index(quote)
        line = window.reader.rect_of(start, start + len(quote))[0].toRect()
        line.moveTopLeft(window.reader.viewport().mapTo(window, line.topLeft()))
        assert popup.geometry().top() > line.bottom()
        assert window.rect().contains(popup.geometry())
        acting.key(KEY.Key_Escape)


def test_where_there_is_no_room_below_it_stands_above(window, acting, select):
    window.resize(1000, 480)
    select("Renn has not answered")
    window.reader.scroll_by(-1000)
    acting.key(KEY.Key_Return)
    popup = window.palette_verbs.popup()
    start = window.reader.version.text.index("Renn has not")
    line = window.reader.rect_of(start, start + 4)[0].toRect()
    line.moveTopLeft(window.reader.viewport().mapTo(window, line.topLeft()))
    assert not popup.geometry().intersects(line)


def test_escape_closes_and_gives_the_text_the_keys_back(window, acting, select, tags):
    select("Minister")
    acting.key(KEY.Key_Return)
    acting.type("per")
    acting.key(KEY.Key_Escape)
    assert tags() == []
    assert window.focusWidget() is window.reader
    assert window.reader.selection() is not None


def test_a_known_entity_is_offered_below_its_label_and_linked(window, acting, select, tagged, tags, project):
    known = tagged("Alba Renn").mention.entity
    select("Minister of Trade")
    acting.key(KEY.Key_Return)
    acting.type("alb")
    assert rows(window)[0] == ("link", "Alba Renn")
    acting.key(KEY.Key_Return)
    assert ("Minister of Trade", "PERSON", "Alba Renn") in tags()
    assert project.undo_title == "Tag Alba Renn"
    assert len([one for one in project.entities() if one.uid == known]) == len(project.entities())


def test_what_was_used_lately_comes_first(window, acting, select):
    select("Minister")
    acting.key(KEY.Key_Return)
    acting.type("event")
    acting.key(KEY.Key_Return)
    select("cranes")
    acting.key(KEY.Key_Return)
    assert rows(window)[0] == ("label", "Event")


def test_an_entity_is_made_inline(window, acting, select, tags):
    select("Minister of Trade")
    acting.key(KEY.Key_Return)
    acting.type("Ministry")
    found = rows(window)
    assert ("new_entity", "New entity “Ministry”") in found
    for _ in range([act for act, _ in found].index("new_entity")):
        acting.key(KEY.Key_Down)
    acting.key(KEY.Key_Return)
    assert tags() == [("Minister of Trade", "PERSON", "Ministry")]


def test_a_label_is_made_inline_as_one_step(window, acting, select, tags, project):
    before = len(project.labels())
    select("cranes")
    acting.key(KEY.Key_Return)
    acting.type("Machine xyz")
    found = rows(window)
    for _ in range([act for act, _ in found].index("new_label")):
        acting.key(KEY.Key_Down)
    acting.key(KEY.Key_Return)
    assert tags() == [("cranes", "MACHINE_XYZ", "cranes")]
    assert len(project.labels()) == before + 1
    project.undo()
    assert (len(project.labels()), tags()) == (before, [])


def test_alt_and_enter_tag_every_equal_place_as_one_step(window, acting, select, tags, project):
    select("Velm")
    acting.key(KEY.Key_Return)
    acting.type("place")
    assert ("all", "Tag all 2 mentions") in rows(window)
    acting.key(KEY.Key_Return, ALT)
    assert tags() == [("Velm", "GPE", "Velm")] * 2
    project.undo()
    assert tags() == []


def test_shift_and_enter_add_a_second_label_on_the_same_words(window, acting, tagged, tags):
    window.show_current(tagged("Alba Renn").uid)
    acting.key(KEY.Key_Return)
    acting.type("org")
    acting.key(KEY.Key_Return, SHIFT)
    assert sorted(label for _, label, _ in tags()) == ["ORG", "PERSON"]


def test_on_a_tag_enter_gives_another_label_or_entity(window, acting, tagged, tags, project):
    tag = tagged("Jon Tarr")
    tagged("Alba Renn")
    window.show_current(tag.uid)
    acting.key(KEY.Key_Return)
    acting.type("organ")
    acting.key(KEY.Key_Return)
    assert ("Jon Tarr", "ORG", "Jon Tarr") in tags()
    acting.key(KEY.Key_Return)
    acting.type("alba")
    acting.key(KEY.Key_Return)
    assert ("Jon Tarr", "ORG", "Alba Renn") in tags()
    assert project.annotation(tag.uid) is not None


def test_a_click_chooses_a_row(window, acting, select, tags):
    select("Dockers’ League")
    acting.key(KEY.Key_Return)
    listed = window.palette_verbs.popup().list
    place = next(n for n, row in enumerate(rows(window)) if row == ("label", "Organization"))
    acting.click(listed.viewport(), listed.visualRect(listed.model().index(place, 0)).center())
    assert tags() == [("Dockers’ League", "ORG", "Dockers’ League")]


def test_a_double_click_on_a_tag_opens_the_palette_for_it(window, acting, tagged):
    tagged("Alba Renn")
    acting.double("Renn")
    popup = window.palette_verbs.popup()
    assert popup.isVisible() and popup.quote.text() == "“Alba Renn”"


def test_a_click_elsewhere_closes_the_palette(window, acting, select, tags):
    select("Minister")
    acting.key(KEY.Key_Return)
    acting.click_text("rusting")
    assert not window.palette_verbs.popup().isVisible()
    assert tags() == []


def test_on_the_candidate_of_the_sweep_a_label_spreads_and_the_sweep_goes_on(window, acting, tags):
    acting.type(";")
    acting.key(KEY.Key_Return)
    acting.type("org")
    acting.key(KEY.Key_Return)
    assert tags() == [("Alba Renn", "ORG", "Alba Renn"), ("Renn", "ORG", "Alba Renn")]
    assert [span.of(window.reader.version.text) for span in window.reader.marked_ranges("candidate")] == ["Monday"]


def test_digits_typed_into_the_palette_tag_nothing(window, acting, select, tags):
    select("Minister")
    acting.key(KEY.Key_Return)
    acting.type("12;,")
    assert window.palette_verbs.popup().field.text() == "12;,"
    assert tags() == []


@pytest.mark.parametrize("theme", ["dark", "sepia", "contrast", "light"])
def test_it_is_drawn_in_every_theme(window, acting, select, theme):
    window.commands[f"theme_{theme}"].trigger()
    select("Minister")
    acting.key(KEY.Key_Return)
    picture = window.palette_verbs.popup().grab().toImage()
    colors = {picture.pixelColor(x, 4).name() for x in range(20, picture.width() - 20)}
    from annotator.ui import theme as themes

    assert themes.color("surface_raised").name() in colors
    window.commands["theme_light"].trigger()
    QTest.qWait(0)


def test_letters_fit_a_name_from_its_start_best_and_scattered_least():
    ranked = ["per", "Person", "Super Person", "Supper", "Peak river"]
    scores = [score("per", name) for name in ranked]
    assert scores == sorted(scores, reverse=True)
    assert score("per", "Organization") == NO_MATCH
    assert score("woa", "Work of art") > NO_MATCH
    assert score("ismail", "İsmail Demir") > NO_MATCH


def test_choices_for_nothing_typed_are_the_labels(project):
    subject = Subject("Velm", project.labels(), [], {})
    assert {one.act for one in choices("", subject)} == {"label"}


def test_equal_places_are_whole_words_and_begin_with_the_one_at_hand():
    text = "Renn met Renner. Renn left; Ulla Renn stayed."
    assert equal_places(text, Span(17, 21)) == [Span(17, 21), Span(0, 4), Span(33, 37)]
