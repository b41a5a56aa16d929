"""The reading view's geometry: nothing moves that should not, and every character is where it seems to be."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QWheelEvent

from annotator.model import segments
from annotator.model.changes import Change, ChangeSet
from annotator.model.span import Span
from annotator.ui import theme
from annotator.ui.reader import ReadingStyle

PLAIN = "The Minister of Trade, Alba Renn, said that Port Velm will reopen. Critics doubt it and say so often."
HARD = {
    "three planes": "Say é, 中文 and 𐍈𐍈 or 😀 then 🎉🎉 and go on with more words than fit one line of text here.",
    "both directions": "He met وزير الخارجية في 12 مايو and שר החוץ in town, and went on to speak for an hour or so.",
    "right to left": "وصل الوزير التركي إلى أنقرة يوم الاثنين، وقال إن روسيا وافقت على تسليم منظومة S-400 الثانية.",
    "clusters": "A cafe\u0301, a family 👩‍👩‍👧, flags 🇹🇷🇺🇸, a skin 👍🏽 and n\u0303 at the end.",
    "breaks": "One\r\nTwo\u2028two\u2029Three\u0085Four\u00a0four\n\n\n  \nFive\tfive\rSix",
    "blanks": " \n \t\n",
    "empty": "",
    "one letter": "a",
    "only marks": "\u0301\u0301",
}
LONG = "\n\n".join(f"Paragraph {n}. " + PLAIN * (1 + n % 7) for n in range(120))


def top_of(view, offset):
    return view.rect_of(offset, offset + 1)[0].top()


def is_ligature(letters):
    return letters in ("لا", "لإ", "لأ", "لآ")


def image_of_text(view):
    return view.viewport().grab().toImage()


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_every_visible_character_is_found_again_where_it_is_drawn(show, text):
    view = show(text)
    stops = segments.graphemes(text)
    for start, end in zip(stops, stops[1:], strict=False):
        rects = view.rect_of(start, end)
        for rect in rects[:1]:
            if rect.width() >= 1:
                found = view.character_at(rect.center())
                assert found == start or (is_ligature(text[found:end]) and rect in view.rect_of(found, start))


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_any_point_gives_a_place_where_a_caret_may_stand(show, text):
    view = show(text)
    stops = set(segments.graphemes(text))
    for x in range(0, 820, 13):
        for y in range(0, 600, 17):
            assert view.offset_at(QPointF(x, y)) in stops


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_the_view_paints_any_text_selected_and_tagged(show, make, text):
    tags = [make.tag_at(text, start, end) for start, end in ((0, 1), (0, len(text))) if end <= len(text) and end]
    view = show(text, tags)
    view.select_all()
    view.set_caret(len(text))
    assert not view.grab().isNull()
    assert 0 <= view.caret() <= len(text)


def test_left_edge_of_each_letter_is_its_own_caret_stop(show):
    view = show(PLAIN)
    for offset in range(len(PLAIN) - 1):
        rect = view.rect_of(offset, offset + 1)
        if rect and rect[0].width() > 3:
            assert view.offset_at(QPointF(rect[0].left() + 1, rect[0].center().y())) == offset


def test_text_does_not_move_by_a_hundred_taggings(show, make):
    view = show(LONG)
    spans = [Span(at, at + 3) for at in range(0, 400, 4)]
    before = [(span, view.rect_of(span.start, span.end)) for span in spans]
    for span in spans:
        view.apply(ChangeSet("Tag", (Change(None, make.tag_at(LONG, span.start, span.end)),)))
    view.grab()
    assert [(span, view.rect_of(span.start, span.end)) for span in spans] == before
    assert len(view.annotations()) == 100


def test_scrolling_up_from_the_end_never_jumps(show):
    view = show(LONG)
    bar = view.verticalScrollBar()
    view.scroll_to(len(LONG))
    view.grab()
    for _ in range(80):
        mark = view.place()
        before = top_of(view, mark)
        bar.setValue(bar.value() - 60)
        view.grab()
        moved = top_of(view, mark) - before
        if view.place() == 0:
            break
        assert moved == pytest.approx(60, abs=1)


def test_the_scroll_bar_ends_exactly_where_the_text_ends(show, qtbot):
    view = show(LONG)
    bar = view.verticalScrollBar()
    for _ in range(6):
        bar.setValue(bar.maximum())
        view.grab()
        qtbot.wait(5)
    assert bar.value() == bar.maximum()
    assert view.rect_of(len(LONG) - 1, len(LONG))[0].bottom() < view.viewport().height()
    bar.setValue(0)
    assert top_of(view, 0) > 0


def test_the_wheel_scrolls_and_with_ctrl_asks_for_larger_letters(show, qtbot):
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtWidgets import QApplication

    view = show(LONG)

    def turn(modifiers):
        at = QPointF(300, 300)
        event = QWheelEvent(
            at, at, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(view.viewport(), event)

    view.grab()
    qtbot.wait(5)
    before = top_of(view, 0)
    turn(Qt.KeyboardModifier.NoModifier)
    assert top_of(view, 0) < before
    with qtbot.waitSignal(view.zoom_requested) as asked:
        turn(Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [-1]


@pytest.mark.parametrize(
    "style",
    [
        ReadingStyle(reading_size=27),
        ReadingStyle(column_width=420),
        ReadingStyle(line_height=2.2),
        ReadingStyle(justified=True, paragraph_spacing=40),
    ],
)
def test_the_reading_place_survives_another_setting_of_the_text(show, style):
    view = show(LONG)
    view.set_place(len(LONG) // 2)
    view.scroll_by(-11)
    mark = LONG.index("Paragraph 60.")
    view.set_place(mark)
    before = top_of(view, mark)
    view.set_style(style)
    assert view.place() == mark
    assert top_of(view, mark) == pytest.approx(before, abs=1)
    view.set_style(ReadingStyle())
    assert top_of(view, mark) == pytest.approx(before, abs=1)


def test_the_reading_place_survives_a_resize_and_another_theme(show, qapp):
    view = show(LONG)
    mark = LONG.index("Paragraph 60.")
    view.set_place(mark)
    before = top_of(view, mark)
    view.resize(500, 400)
    assert view.place() == mark
    view.resize(820, 600)
    theme.apply(qapp, "dark")
    assert (view.place(), top_of(view, mark)) == (mark, before)
    theme.apply(qapp, "light")


def test_one_giant_line_opens_in_pieces_that_hide_nothing(show):
    text = "".join(f"word{n} " for n in range(30_000)).rstrip()
    view = show(text)
    view.grab()
    assert view._scene.page.laid_out <= 2
    view.scroll_to(len(text))
    assert view.rect_of(len(text) - 4, len(text))
    laid = view._scene.page.document
    assert "".join(text[s:e] for s, e in zip(laid.starts, laid.ends, strict=True)) == text


def test_a_giant_line_without_blanks_is_cut_between_whole_characters(show):
    text = "e\u0301" * 9000
    view = show(text)
    document = view._scene.page.document
    assert len(document) > 1
    assert all(segments.is_grapheme_stop(text, cut) for cut in document.starts)


def test_opening_lays_out_what_is_seen_and_scrolling_two_paragraphs_at_most(show):
    view = show(LONG)
    view.grab()
    page = view._scene.page
    assert page.laid_out < 30
    view.verticalScrollBar().setValue(400)
    view.grab()
    laid = page.laid_out
    view.verticalScrollBar().setValue(460)
    view.grab()
    assert page.laid_out - laid <= 2


def test_tagging_decorates_only_the_paragraph_it_touches(show, make):
    view = show(LONG)
    view.grab()
    before = view.decorated
    view.apply(ChangeSet("Tag", (Change(None, make.tag_at(LONG, 20, 30)),)))
    view.grab()
    assert view.decorated - before == 1


def test_a_tag_is_painted_and_undone_to_the_same_picture(show, make):
    view = show(PLAIN)
    view.clearFocus()
    untouched = image_of_text(view)
    made = Change(None, make.tag(PLAIN, "Alba Renn"))
    view.apply(ChangeSet("Tag", (made,)))
    tagged = image_of_text(view)
    assert tagged != untouched
    view.apply(ChangeSet("Undo", (made.inverse(),)))
    assert image_of_text(view) == untouched


@pytest.mark.parametrize("status", ["proposed", "draft", "rejected", "disputed"])
def test_each_status_looks_different_from_accepted(show, make, status):
    accepted = make.tag(PLAIN, "Alba Renn")
    view = show(PLAIN, [accepted])
    view.clearFocus()
    before = image_of_text(view)
    view.apply(ChangeSet("Status", (Change(accepted, replace(accepted, status=status)),)))
    assert image_of_text(view) != before


def test_spread_tags_and_pending_ones_look_different_from_others(show, make):
    draft = make.tag(PLAIN, "Alba Renn", status="draft")
    view = show(PLAIN, [draft])
    view.clearFocus()
    plain = image_of_text(view)
    view.apply(ChangeSet("Spread", (Change(draft, replace(draft, origin="propagated")),)))
    spread = image_of_text(view)
    view.set_pending({draft.uid})
    pending = image_of_text(view)
    assert plain != spread != pending != plain
    view.set_pending(set())
    assert image_of_text(view) == spread


def test_changes_to_another_article_or_version_are_ignored(show, make):
    view = show(PLAIN)
    elsewhere = replace(make.tag(PLAIN, "Alba Renn"), article="d_other")
    later = replace(make.tag(PLAIN, "Alba Renn"), version=2)
    view.apply(ChangeSet("Tag", (Change(None, elsewhere), Change(None, later))))
    assert view.annotations() == []


def test_the_title_is_never_shown_twice(show):
    from annotator.model.article import Article

    title = Article("d_one", "Harbour talks")
    bodies = ("Harbour talks\n\nBody.", "# Harbour talks\n\nBody.")
    tops = [top_of(show(text, article=title), text.index("Body")) for text in bodies]
    apart = show("Body.", article=title)
    assert tops[0] == tops[1] == top_of(apart, 0)
    heading = show(bodies[1], article=title)
    assert top_of(heading, 2) < 60
    assert heading.rect_of(2, 9)[0].left() == pytest.approx(show(PLAIN).rect_of(0, 1)[0].left(), abs=2)


def test_a_markdown_heading_is_larger_and_keeps_its_offsets(show):
    text = "Plain line.\n\n## A heading\n\nMore."
    view = show(text)
    plain, heading = view.rect_of(0, 5)[0], view.rect_of(text.index("A head"), text.index("A head") + 6)[0]
    assert heading.width() > plain.width()
    assert view.character_at(heading.center()) in range(text.index("A head"), text.index("A head") + 6)


def test_crowded_lines_tell_how_many_tags_are_not_drawn(show, make):
    tags = [make.tag_at(PLAIN, 4, 5 + n) for n in range(8)]
    view = show(PLAIN, tags)
    view.grab()
    assert view._decoration(0).hidden == {0: 5}
    assert [one.uid for one in view.annotations_at(4)] == [one.uid for one in tags]


def test_ten_thousand_tags_in_one_paragraph_are_thinned_and_counted(show, make):
    text = PLAIN * 30
    tags = [make.tag_at(text, n % 2900, n % 2900 + 1 + n // 2900) for n in range(10_000)]
    view = show(text, tags)
    view.grab()
    drawn = view._decoration(0)
    bars = sum(len(rects) for rects in drawn.bars.values())
    assert sum(drawn.hidden.values()) >= 10_000 - 400
    assert 0 < bars <= 800


def test_brackets_of_claims_that_share_a_line_stand_side_by_side(show, make):
    first, second = "will reopen. Critics", "Critics doubt it and say"
    view = show(PLAIN, [make.claim(PLAIN, first), make.claim(PLAIN, second)])
    brackets = view._decoration(0).brackets
    assert [one.lane for one in brackets] == [0, 1]


def test_marked_ranges_are_painted_by_name_and_taken_away(show):
    view = show(PLAIN)
    view.clearFocus()
    plain = image_of_text(view)
    seen = []
    for name in ("search", "candidates", "candidate", "spread", "of no known name"):
        view.mark_ranges(name, [Span(4, 12)])
        assert view.marked_ranges(name) == [Span(4, 12)]
        seen.append(image_of_text(view))
        view.mark_ranges(name, [])
        assert image_of_text(view) == plain
    assert all(picture != plain for picture in seen)


def test_place_is_told_when_another_line_is_first(show, qtbot):
    view = show(LONG)
    with qtbot.waitSignal(view.place_changed) as told:
        view.set_place(LONG.index("Paragraph 50."))
    assert told.args == [LONG.index("Paragraph 50.")]


def test_clearing_leaves_an_empty_view(show, make):
    view = show(PLAIN, [make.tag(PLAIN, "Alba Renn")])
    view.set_current(view.annotations()[0].uid)
    view.clear()
    view.grab()
    assert (view.article, view.version, view.current(), view.annotations(), view.selection()) == (
        None,
        None,
        None,
        [],
        None,
    )


def test_letters_of_labels_are_shown_beside_the_colour_when_asked_for(show, make):
    view = show(PLAIN, [make.tag(PLAIN, "Alba Renn")])
    view.clearFocus()
    before, place = image_of_text(view), view.rect_of(0, 40)
    view.set_style(ReadingStyle(label_marks=True))
    assert image_of_text(view) != before
    assert view.rect_of(0, 40) == place


def test_words_of_a_very_long_text_are_counted_in_slices_and_told_at_last(show, qtbot):
    text = "word " * 500_000
    view = show(text)
    assert "words" not in view._scene.page.header.byline.text
    qtbot.waitUntil(lambda: "500,000 words" in view._scene.page.header.byline.text)


def test_only_what_the_focus_is_on_stays_plain(show):
    view = show(PLAIN)
    view.clearFocus()
    before = image_of_text(view)
    view.set_focus_range(Span(0, 20))
    dimmed = image_of_text(view)
    rect = view.rect_of(4, 12)[0].toRect().adjusted(2, 2, -2, -2)
    assert dimmed != before
    assert dimmed.copy(rect) == before.copy(rect)
    view.set_focus_range(None)
    assert image_of_text(view) == before


def test_a_remark_can_stand_in_the_margin(show):
    view = show(PLAIN)
    view.clearFocus()
    before = image_of_text(view)
    view.set_margin_note(5, "Org?", "4 here")
    assert image_of_text(view) != before
    view.set_margin_note(None)
    assert image_of_text(view) == before
