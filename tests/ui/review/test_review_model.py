import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView

from annotator.model.changes import Change, ChangeSet
from annotator.model.records import ArticleDraft, Filter
from annotator.model.span import Span
from annotator.project import annotating, articles
from annotator.project.queries import ReviewRow
from annotator.ui import tasks
from annotator.ui.review.following import Effect, effect_of
from annotator.ui.review.model import PAGE, PAGES_KEPT, ReviewModel
from annotator.ui.review.painting import ReviewDelegate
from annotator.ui.review.when import shown_time
from annotator.ui.widgets.direction import is_rtl


class CountingReader:
    """Counts the pages that are read of a project's rows."""

    def __init__(self, project):
        self._project = project
        self.pages = []

    def __getattr__(self, name):
        return getattr(self._project, name)

    def rows_of(self, ids):
        rows = self._project.rows_of(ids)
        read = rows.page

        def page(start, stop):
            self.pages.append((start, stop))
            return read(start, stop)

        rows.page = page
        return rows


@pytest.fixture
def in_a_worker(monkeypatch):
    """Ask every question in a worker, and show four rows until it is answered."""
    monkeypatch.setattr("annotator.ui.review.asking.AT_ONCE", 0)
    monkeypatch.setattr("annotator.ui.review.asking.SCREEN", 4)
    monkeypatch.setattr("annotator.ui.review.model.PAGE", 2)


@pytest.fixture
def many(project):
    """Return a thousand mentions of one article, tagged one by one in few steps."""
    text = " ".join(f"Name{n:04}" for n in range(1000))
    article = articles.add(project, [ArticleDraft("Many", text)]).added[0]
    version = project.version(article.uid)
    label = project.labels().by_key("PERSON").uid
    first = annotating.tag(project, version, [Span(0, 8)], label)
    made = [first]
    changes = []
    from dataclasses import replace

    from annotator.model.annotation import pieces_of
    from annotator.model.ids import new_uid

    for n in range(1, 1000):
        pieces = pieces_of(text, "mention", [Span(n * 9, n * 9 + 8)])
        mention = replace(first.mention, entity=None)
        made.append(replace(first, uid=new_uid("annotation"), pieces=pieces, mention=mention))
        changes.append(Change(None, made[-1]))
    project.commit(ChangeSet("Tag many", tuple(changes)))
    return made


@pytest.fixture
def reader(project):
    return CountingReader(project)


@pytest.fixture
def model(qapp, reader, many):
    made = ReviewModel()
    made.show(reader, Filter())
    return made


def test_only_the_pages_that_are_looked_at_are_read(model, reader):
    assert model.rowCount() == 1000
    assert reader.pages == []
    assert model.row(999).quote == "Name0999"
    assert model.row(998).quote == "Name0998"
    assert reader.pages == [(768, 1000)]


def test_no_more_pages_are_kept_than_agreed(model, reader, monkeypatch):
    monkeypatch.setattr("annotator.ui.review.model.PAGES_KEPT", 2)
    for place in (0, PAGE, 2 * PAGE, 0):
        model.row(place)
    assert len(reader.pages) == 4
    assert PAGES_KEPT == 64


def test_the_model_is_sound_through_questions_checks_and_changes(project, model, many):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_checked([1, 2, 300], checked=True)
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert model.row(0).quote == "Name0999"
    annotating.delete(project, many[:3])
    model.forget_checks([one.uid for one in many[:3]])
    model.ask()
    model.refresh([many[5].uid])
    assert model.rowCount() == 997
    assert model.checked() == [many[300].uid]
    assert tester.model() is model


def test_checking_a_cell_by_its_state_is_possible_for_readers_of_the_screen(model, many):
    index = model.index(4, 0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Unchecked
    assert model.setData(index, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    assert model.checked() == [many[4].uid]


def test_a_changed_row_is_read_again_and_no_other(project, model, reader, many):
    told = []
    model.row(0)
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    annotating.set_note(project, many[3], "look")
    model.refresh([many[3].uid])
    assert told == [(3, 3)]
    assert model.row(3).note == "look"


def review_row(before, quote, after, pieces=1):
    empty = dict.fromkeys(("uid", "label", "entity", "cue", "article", "article_title", "updated_at", "updated_by"), "")
    return ReviewRow(
        kind="entity",
        before=before,
        quote=quote,
        after=after,
        status="draft",
        note="",
        start=0,
        end=1,
        pieces=pieces,
        **empty,
    )


@pytest.fixture
def delegate(qtbot):
    view = QTableView()
    qtbot.addWidget(view)
    return ReviewDelegate(view)


def test_matches_begin_at_one_place_and_the_context_is_cut_away_from_them(delegate):
    short = delegate.context_parts(review_row("a very long stretch of words before ", "Velm", " and after it"), 300)
    other = delegate.context_parts(review_row("in ", "Oslo", " and a very long stretch of words after it"), 300)
    assert short[3] == other[3]
    assert short[0].startswith("…")
    assert short[0].endswith("before ")
    assert other[2].startswith(" and")
    assert other[2].endswith("…")


def test_a_long_match_takes_the_room_of_its_context(delegate):
    before, match, after, at, _ = delegate.context_parts(
        review_row("x " * 20, "a claim that goes on and on " * 4, " y"), 260
    )
    assert match.endswith("…")
    assert after == ""
    assert at < 260 * 0.34


def test_a_text_in_several_pieces_says_so(delegate):
    assert delegate.context_parts(review_row("", "first", "", pieces=2), 300)[1] == "first […]"


def test_direction_follows_the_first_letter_that_has_one():
    assert is_rtl("«12» ناتو NATO")
    assert not is_rtl("12 NATO ناتو")
    assert not is_rtl("")


def test_times_are_told_as_near_as_they_are():
    from datetime import datetime

    now = datetime(2026, 5, 4, 12, 0).astimezone()
    assert shown_time(datetime(2026, 5, 4, 9, 30).astimezone().isoformat(), now) == "09:30"
    assert shown_time(datetime(2026, 5, 3, 23, 0).astimezone().isoformat(), now) == "yesterday"
    assert shown_time(datetime(2024, 5, 3, 23, 0).astimezone().isoformat(), now).endswith("2024")
    assert shown_time("", now) == ""


def test_a_change_moves_rows_only_where_filter_or_order_look_at_it(project, many):
    from dataclasses import replace

    before = many[0]
    decided = ChangeSet("Dispute", (Change(before, replace(before, status="disputed")),))
    assert effect_of(decided, Filter(), "place") is Effect.ROWS
    assert effect_of(decided, Filter(), "status") is Effect.PLACES
    assert effect_of(decided, Filter(statuses=("draft",)), "place") is Effect.PLACES
    assert effect_of(decided, Filter(labels=(before.label,)), "place") is Effect.ROWS
    assert effect_of(ChangeSet("Delete", (Change(before, None),)), Filter(), "place") is Effect.PLACES
    assert effect_of(ChangeSet("Nothing", ()), Filter(), "place") is Effect.NONE


def answered(qtbot, model):
    qtbot.waitUntil(lambda: not model.is_asking())


def test_the_first_rows_are_there_at_once_and_stay_when_the_others_come(qtbot, project, many, in_a_worker):
    model = ReviewModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(project, Filter())
    assert model.is_asking()
    assert [model.row(place).quote for place in range(model.rowCount())] == [f"Name000{n}" for n in range(4)]
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(model.rowsInserted) as told:
        answered(qtbot, model)
    assert told.args[1:] == [4, 999]
    assert not resets
    assert model.rowCount() == model.total() == 1000
    assert model.row(999).quote == "Name0999"
    assert tester.model() is model


def test_an_answer_that_fits_the_screen_needs_no_worker(project, many, in_a_worker):
    model = ReviewModel()
    model.show(project, Filter(statuses=("draft",)))
    assert not model.is_asking()
    assert model.rowCount() == 0


def test_a_new_order_leaves_the_rows_until_it_is_there(qtbot, project, many, in_a_worker):
    model = ReviewModel()
    model.show(project, Filter())
    answered(qtbot, model)
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert model.is_asking()
    assert model.row(0).quote == "Name0000"
    answered(qtbot, model)
    assert model.row(0).quote == "Name0999"


def test_only_the_last_of_many_questions_is_answered(qtbot, project, many, in_a_worker):
    model = ReviewModel()
    told = []
    model.answered.connect(lambda: told.append(model.rowCount()))
    for text in ("Name0", "Name00", "Name001", "Name0012"):
        model.show(project, Filter(text=text))
    answered(qtbot, model)
    qtbot.waitUntil(lambda: not tasks.running())
    assert told == [1]
    assert model.row(0).quote == "Name0012"


def test_nothing_is_answered_once_the_project_is_let_go(qtbot, project, many, in_a_worker):
    model = ReviewModel()
    model.show(project, Filter())
    model.clear()
    qtbot.waitUntil(lambda: not tasks.running())
    assert model.rowCount() == 0


def test_rows_that_are_no_longer_meant_go_before_the_answer_comes(qtbot, project, many, in_a_worker):
    model = ReviewModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(project, Filter(statuses=("accepted",)))
    answered(qtbot, model)
    annotating.set_status(project, many[5:7], "disputed")
    annotating.delete(project, [many[900]])
    model.ask()
    model.leave_out([many[n].uid for n in (4, 5, 6, 900)])
    assert model.is_asking()
    assert model.rowCount() == 997
    assert model.row(4).uid == many[4].uid
    assert model.row(5).uid == many[7].uid
    answered(qtbot, model)
    assert model.rowCount() == 997
    assert tester.model() is model


def test_many_changed_rows_are_found_again_in_one_look(project, model, reader, many):
    told = []
    model.row(0)
    model.dataChanged.connect(lambda first, last: told.append(first.row()))
    model.refresh([many[n].uid for n in (700, 3, 5)])
    assert sorted(told) == [3, 5, 700]
