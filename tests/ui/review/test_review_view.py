import pytest
from PySide6.QtCore import QPoint, Qt

from annotator.model.records import ArticleDraft, Filter
from annotator.model.span import Span
from annotator.project import annotating, articles, claims, entities
from annotator.ui import tasks
from annotator.ui.review.model import CHECK, CONTEXT, LABEL, STATUS
from annotator.ui.review.view import ReviewView

OTHER = "Jon Tarr said that Velm needs new cranes. Oslo did not answer Jon Tarr."


@pytest.fixture
def label(project):
    return lambda key: project.labels().by_key(key).uid


@pytest.fixture
def tagged(project, article, version, label):
    """Return six mentions and a claim by a short name, in the order of the table."""
    other = articles.add(project, [ArticleDraft("Cranes", OTHER)]).added[0]
    there = project.version(other.uid)

    def tag(of, quote, key, **more):
        start = of.text.index(quote)
        return annotating.tag(project, of, [Span(start, start + len(quote))], label(key), **more)

    start = version.text.index("Port Velm will reopen in June")
    made = {"renn": tag(version, "Alba Renn", "PERSON"), "monday": tag(version, "Monday", "DATE", status="draft")}
    made["claim"] = claims.capture(project, version, [Span(start, start + 29)], status="draft")
    made["port"] = tag(version, "Port Velm", "FAC", status="proposed")
    made["june"] = tag(version, "June", "DATE", status="draft")
    made["tarr"] = tag(there, "Jon Tarr", "PERSON")
    made["oslo"] = tag(there, "Oslo", "GPE", status="draft")
    return made


@pytest.fixture
def review(qtbot, project, tagged):
    view = ReviewView()
    qtbot.addWidget(view)
    view.resize(1440, 830)
    stop = project.listen(view.apply)
    view.show(project)
    view.show()
    view.activateWindow()
    qtbot.waitActive(view)
    view.table.setFocus()
    yield view
    stop()
    view.clear()


def quotes(review):
    rows = review.table.rows
    return [rows.row(place).quote for place in range(rows.rowCount())]


def press(qtbot, review, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(review.table, key, modifier)


def status_of(project, annotation):
    return project.annotation(annotation.uid).status


def go_to(review, annotation):
    review.table.go_to(review.table.rows.position(annotation.uid))


def test_all_annotations_stand_in_the_order_of_the_texts(review):
    assert quotes(review) == [
        "Alba Renn",
        "Monday",
        "Port Velm will reopen in June",
        "Port Velm",
        "June",
        "Jon Tarr",
        "Oslo",
    ]
    assert review.filter_bar.count.text().startswith("7 of 7 · 0.")


def test_j_and_k_walk_the_rows_and_stop_at_the_ends(qtbot, review, tagged):
    press(qtbot, review, Qt.Key.Key_K)
    assert review.table.current_uid() == tagged["renn"].uid
    press(qtbot, review, Qt.Key.Key_J, Qt.Key.Key_J)
    assert review.detail.uid() == tagged["claim"].uid
    press(qtbot, review, *[Qt.Key.Key_J] * 20)
    assert review.table.current_uid() == tagged["oslo"].uid


def test_a_accepts_the_current_row(qtbot, review, project, tagged):
    go_to(review, tagged["monday"])
    press(qtbot, review, Qt.Key.Key_A)
    assert status_of(project, tagged["monday"]) == "accepted"
    assert review.table.current_uid() == tagged["monday"].uid
    assert review.table.rows.index(1, STATUS).data() == "Accepted"


def test_x_rejects_with_a_reason_that_the_next_rejection_takes_over(qtbot, review, project, tagged):
    go_to(review, tagged["monday"])
    press(qtbot, review, Qt.Key.Key_X)
    assert project.reviews_of(tagged["monday"].uid)[-1].reason == "other"
    go_to(review, tagged["june"])
    review.bar.reason_chosen.emit("duplicate")
    assert status_of(project, tagged["june"]) == "rejected"
    go_to(review, tagged["oslo"])
    press(qtbot, review, Qt.Key.Key_X)
    assert project.reviews_of(tagged["oslo"].uid)[-1].reason == "duplicate"


def test_d_disputes(qtbot, review, project, tagged):
    go_to(review, tagged["oslo"])
    press(qtbot, review, Qt.Key.Key_D)
    assert status_of(project, tagged["oslo"]) == "disputed"


def test_many_are_accepted_in_one_step(qtbot, review, project, tagged):
    for name in ("monday", "port", "june"):
        go_to(review, tagged[name])
        press(qtbot, review, Qt.Key.Key_Space)
    assert review.bar.isVisible()
    assert review.bar.count.text() == "3 selected"
    press(qtbot, review, Qt.Key.Key_A)
    assert {status_of(project, tagged[name]) for name in ("monday", "port", "june")} == {"accepted"}
    project.undo()
    assert [status_of(project, tagged[name]) for name in ("monday", "port", "june")] == ["draft", "proposed", "draft"]
    assert review.table.rows.checked() == [tagged[name].uid for name in ("monday", "port", "june")]


def test_what_cannot_be_decided_is_left_and_said(qtbot, review, project, tagged):
    review.table.rows.set_checked([0, 1], checked=True)
    with qtbot.waitSignal(review.refused) as told:
        press(qtbot, review, Qt.Key.Key_X)
    assert told.args[0].startswith("1 left as they were (Accepted)")
    assert [status_of(project, tagged[name]) for name in ("renn", "monday")] == ["accepted", "rejected"]


def test_a_digit_relabels(qtbot, review, project, tagged, label):
    go_to(review, tagged["port"])
    press(qtbot, review, Qt.Key.Key_3)
    assert project.annotation(tagged["port"].uid).label == label("GPE")
    assert review.table.rows.index(3, LABEL).data() == "Place (GPE)"


def test_delete_takes_the_rows_away_and_undo_brings_them_back(qtbot, review, project, tagged):
    go_to(review, tagged["port"])
    press(qtbot, review, Qt.Key.Key_Delete)
    assert "Port Velm" not in quotes(review)
    assert review.table.current_uid() == tagged["june"].uid
    project.undo()
    assert quotes(review)[3] == "Port Velm"
    assert review.table.current_uid() == tagged["june"].uid


def test_a_deleted_row_is_no_longer_selected(qtbot, review, project, tagged):
    review.table.rows.set_checked([3, 4], checked=True)
    annotating.delete(project, [tagged["port"]])
    assert review.table.rows.checked() == [tagged["june"].uid]


def test_space_takes_the_selection_back_too(qtbot, review, tagged):
    press(qtbot, review, Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert review.table.rows.checked() == []
    assert not review.bar.isVisible()


def test_shift_j_selects_on_the_way_down_and_escape_lets_go(qtbot, review, tagged):
    press(qtbot, review, Qt.Key.Key_J, Qt.Key.Key_J, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert review.table.rows.checked() == [tagged["renn"].uid, tagged["monday"].uid]
    press(qtbot, review, Qt.Key.Key_Escape)
    assert review.table.rows.checked() == []


def test_ctrl_a_selects_every_row(qtbot, review):
    press(qtbot, review, Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    assert len(review.table.rows.checked()) == 7


def cell(review, place, column):
    return review.table.visualRect(review.table.rows.index(place, column)).center()


def test_a_click_on_the_box_selects_and_shift_selects_up_to_there(qtbot, review, tagged):
    viewport = review.table.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=cell(review, 1, CHECK))
    assert review.table.rows.checked() == [tagged["monday"].uid]
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, shift, pos=cell(review, 3, CONTEXT))
    assert len(review.table.rows.checked()) == 3


def test_enter_and_double_click_open_the_annotation_in_its_text(qtbot, review, tagged):
    go_to(review, tagged["tarr"])
    with qtbot.waitSignal(review.open_in_text) as opened:
        press(qtbot, review, Qt.Key.Key_Return)
    assert opened.args == [tagged["tarr"].uid]
    place = cell(review, 3, CONTEXT)
    qtbot.mouseClick(review.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(review.open_in_text) as opened:
        qtbot.mouseDClick(review.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [tagged["port"].uid]


def test_a_click_on_a_header_sorts_and_the_third_gives_the_order_of_the_texts_back(qtbot, review, tagged):
    go_to(review, tagged["tarr"])
    header = review.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(LABEL) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    rows = review.table.rows
    assert [rows.index(n, LABEL).data() for n in range(7)] == sorted(rows.index(n, LABEL).data() for n in range(7))
    assert review.table.current_uid() == tagged["tarr"].uid
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert rows.index(0, LABEL).data() == "Place (GPE)"
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert quotes(review)[0] == "Alba Renn"
    assert review.table.current_uid() == tagged["tarr"].uid


def test_a_facet_narrows_the_table_and_a_second_click_widens_it(qtbot, review, tagged):
    qtbot.mouseClick(review.facets.line("statuses", "draft"), Qt.MouseButton.LeftButton)
    assert quotes(review) == ["Monday", "Port Velm will reopen in June", "June", "Oslo"]
    assert review.facets.line("statuses", "accepted").facet.count == 2
    assert review.filter_bar.count.text().startswith("4 of 7")
    qtbot.mouseClick(review.facets.line("statuses", "draft"), Qt.MouseButton.LeftButton)
    assert len(quotes(review)) == 7


def test_facets_count_what_a_choice_in_them_would_give(qtbot, review, article, label):
    qtbot.mouseClick(review.facets.line("articles", article.uid), Qt.MouseButton.LeftButton)
    assert review.facets.line("labels", label("DATE")).facet.count == 2
    assert review.facets.line("labels", label("PERSON")).facet.count == 1
    assert review.facets.line("statuses", "draft").facet.count == 3
    assert len(review.facets.values("articles")) == 2


def test_facets_count_again_after_a_decision(qtbot, review, tagged):
    go_to(review, tagged["monday"])
    press(qtbot, review, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: review.facets.line("statuses", "draft").facet.count == 3)


def test_many_annotations_are_counted_in_a_worker(qtbot, review, tagged, monkeypatch):
    monkeypatch.setattr("annotator.ui.review.facets.AT_ONCE", 0)
    review.focus_on(Filter(statuses=("draft",)))
    assert review.facets.line("statuses", "draft").isChecked()
    qtbot.waitUntil(lambda: not tasks.running())
    assert review.facets.line("articles", tagged["oslo"].article).facet.count == 1


def test_a_decided_row_leaves_a_filter_and_the_next_one_is_current(qtbot, review, tagged):
    review.focus_on(Filter(statuses=("draft",)))
    go_to(review, tagged["monday"])
    press(qtbot, review, Qt.Key.Key_A)
    assert quotes(review) == ["Port Velm will reopen in June", "June", "Oslo"]
    assert review.table.current_uid() == tagged["claim"].uid


def test_the_article_chip_narrows_to_the_article_that_is_open(qtbot, review, article):
    review.set_article(article.uid)
    qtbot.mouseClick(review.filter_bar.article, Qt.MouseButton.LeftButton)
    assert review.filter() == Filter(articles=(article.uid,))
    assert review.filter_bar.article.text() == "This article ✕"
    assert len(quotes(review)) == 5
    qtbot.mouseClick(review.filter_bar.article, Qt.MouseButton.LeftButton)
    assert review.filter() == Filter()


def test_words_narrow_the_table_and_enter_does_not_wait(qtbot, review):
    review.filter_bar.text.setFocus()
    qtbot.keyClicks(review.filter_bar.text, "tarr")
    qtbot.keyClick(review.filter_bar.text, Qt.Key.Key_Return)
    assert quotes(review) == ["Jon Tarr"]


def test_letters_typed_as_words_decide_nothing(qtbot, review, project, tagged):
    go_to(review, tagged["monday"])
    review.filter_bar.text.setFocus()
    qtbot.keyClicks(review.filter_bar.text, "ax1")
    assert status_of(project, tagged["monday"]) == "draft"


def test_an_answer_without_rows_says_what_to_do(review):
    review.focus_on(Filter(text="nowhere to be found"))
    assert review.empty.isVisible()
    assert not review.table.isVisible()


def test_n_writes_the_note_of_the_current_row_in_its_place(qtbot, review, project, tagged):
    go_to(review, tagged["renn"])
    press(qtbot, review, Qt.Key.Key_N)
    qtbot.keyClicks(review.detail.note, "check")
    qtbot.keyClick(review.detail.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert project.annotation(tagged["renn"].uid).note == "check"
    assert review.table.hasFocus()


def test_n_writes_one_note_on_all_selected_rows_as_one_step(qtbot, review, project, tagged):
    review.table.rows.set_checked([0, 1, 2], checked=True)
    press(qtbot, review, Qt.Key.Key_N)
    qtbot.keyClicks(review.bar.note, "ask the desk")
    qtbot.keyClick(review.bar.note, Qt.Key.Key_Return)
    assert [project.annotation(tagged[n].uid).note for n in ("renn", "monday", "claim")] == ["ask the desk"] * 3
    assert review.table.hasFocus()
    project.undo()
    assert [project.annotation(tagged[n].uid).note for n in ("renn", "monday", "claim")] == [""] * 3


def test_l_links_the_selected_rows_to_an_entity(qtbot, review, project, tagged):
    go_to(review, tagged["tarr"])
    press(qtbot, review, Qt.Key.Key_L)
    qtbot.keyClicks(review.bar.entity, "alba renn")
    qtbot.keyClick(review.bar.entity, Qt.Key.Key_Return)
    linked = project.annotation(tagged["tarr"].uid).mention.entity
    assert linked == tagged["renn"].mention.entity
    assert not review.bar.isVisible()


def test_the_selected_rows_are_asked_to_be_exported(qtbot, review, tagged):
    review.table.rows.set_checked([0, 3], checked=True)
    with qtbot.waitSignal(review.export_requested) as asked:
        qtbot.mouseClick(review.bar.export, Qt.MouseButton.LeftButton)
    assert asked.args == [Filter(annotations=(tagged["renn"].uid, tagged["port"].uid))]


def test_the_detail_shows_the_sentence_with_its_marks(review, tagged):
    go_to(review, tagged["renn"])
    assert review.detail.sentence.text() == (
        "The Minister of Trade, Alba Renn, said on Monday that Port Velm will reopen in June."
    )
    marked = [run.text for run in review.detail.sentence.runs() if run.hue]
    assert marked == ["Alba Renn"]
    assert [run.text for run in review.detail.sentence.runs() if run.line] == [
        "Alba Renn",
        "Monday",
        "Port Velm",
        "June",
    ]


def test_the_detail_counts_and_tells_the_fields_of_a_claim(review, tagged):
    go_to(review, tagged["claim"])
    assert review.detail.heading.text() == "Claim 1 of 1"
    assert review.detail.fields()["Claimant"] == "unknown"
    assert review.detail.fields()["Modality"] == "asserted"


def test_the_detail_follows_a_change_of_its_entity(review, project, tagged):
    go_to(review, tagged["renn"])
    entities.edit(project, tagged["renn"].mention.entity, name="A. Renn")
    assert review.detail.fields()["Entity"] == "A. Renn"
    assert review.table.rows.row(0).entity == "A. Renn"


def test_a_hidden_view_catches_up_when_it_is_shown(qtbot, review, project, tagged):
    review.hide()
    annotating.delete(project, [tagged["renn"]])
    assert len(quotes(review)) == 7
    review.show()
    assert len(quotes(review)) == 6


def test_every_command_has_a_name_a_key_and_a_tip(review):
    assert all(action.text() and action.shortcuts() and action.toolTip() for action in review.commands())
    keys = [key.toString() for action in review.commands() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


@pytest.fixture
def slow(qtbot, monkeypatch, review):
    """Return the view of a project that is taken to be too large to be asked at once."""
    monkeypatch.setattr("annotator.ui.review.asking.AT_ONCE", 0)
    monkeypatch.setattr("annotator.ui.review.asking.SCREEN", 2)
    yield review
    qtbot.waitUntil(lambda: not tasks.running())


def test_the_count_waits_for_the_answer(qtbot, slow):
    slow.focus_on(Filter(statuses=("draft",)))
    assert slow.filter_bar.count.text() == "… of 7"
    assert quotes(slow) == ["Monday", "Port Velm will reopen in June"]
    qtbot.waitUntil(lambda: slow.filter_bar.count.text().startswith("4 of 7"))
    assert quotes(slow) == ["Monday", "Port Velm will reopen in June", "June", "Oslo"]


def test_the_current_row_is_kept_and_in_sight_when_an_order_comes_late(qtbot, slow, tagged):
    go_to(slow, tagged["tarr"])
    slow.table.sortByColumn(CONTEXT, Qt.SortOrder.DescendingOrder)
    assert slow.table.current_uid() == tagged["tarr"].uid
    qtbot.waitUntil(lambda: quotes(slow)[0] == "Port Velm will reopen in June")
    assert slow.table.current_uid() == tagged["tarr"].uid
    shown = slow.table.visualRect(slow.table.currentIndex())
    assert slow.table.viewport().rect().contains(shown.center())


def test_proposals_are_decided_one_after_the_other_without_waiting(qtbot, slow, project, tagged):
    slow.focus_on(Filter(statuses=("draft",)))
    press(qtbot, slow, Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: not slow.table.rows.is_asking())
    assert status_of(project, tagged["monday"]) == status_of(project, tagged["claim"]) == "accepted"


def test_an_answer_that_is_empty_says_so_late_too(qtbot, slow):
    slow.focus_on(Filter(text="nowhere to be found"))
    qtbot.waitUntil(slow.empty.isVisible)
    assert not slow.table.isVisible()
    slow.focus_on(Filter())
    qtbot.waitUntil(slow.table.isVisible)


def test_the_whole_row_below_the_pointer_is_tinted_and_no_other(qtbot, review):
    table = review.table

    def grounds(row):
        middle = table.visualRect(table.model().index(row, LABEL)).top() + 3
        image = table.viewport().grab().toImage()
        return [image.pixel(table.columnViewportPosition(column) + 2, middle) for column in (LABEL, CONTEXT, STATUS)]

    table.go_to(0)
    plain = grounds(3)
    qtbot.mouseMove(table.viewport(), table.visualRect(table.model().index(3, CONTEXT)).center())
    qtbot.waitUntil(lambda: grounds(3) != plain)
    assert all(after != before for after, before in zip(grounds(3), plain, strict=True))
    assert grounds(2) == plain
    qtbot.mouseMove(table.viewport(), table.visualRect(table.model().index(2, CONTEXT)).center())
    qtbot.waitUntil(lambda: grounds(3) == plain)
