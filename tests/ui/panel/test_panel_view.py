import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView

from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import annotating, articles, claims, entities
from annotator.ui.panel.rows import ClaimRow, EntityRow, HeadingRow, HintRow, NoteRow
from annotator.ui.panel.view import PanelView


def span_of(text, quote, place=0):
    start = -1
    for _ in range(place + 1):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


@pytest.fixture
def label(project):
    return lambda key: project.labels().by_key(key).uid


@pytest.fixture
def tag(project, version, label):
    def tag(quote, key, place=0, **more):
        return annotating.tag(project, version, [span_of(version.text, quote, place)], label(key), **more)

    return tag


@pytest.fixture
def panel(qtbot, project, article):
    view = PanelView()
    qtbot.addWidget(view)
    view.resize(348, 830)
    stop = project.listen(view.apply)
    view.show(project, article.uid)
    view.show()
    qtbot.waitExposed(view)
    yield view
    stop()


def entity_rows(panel):
    return [(row.name, row.count, row.waiting) for row in panel.rows.rows() if isinstance(row, EntityRow)]


def click_row(qtbot, panel, key):
    place = panel.rows.place_of(key)
    panel.list.scrollTo(place)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.list.visualRect(place).center())


def test_an_article_without_tags_says_what_to_do(panel):
    assert all(isinstance(row, HintRow) for row in panel.rows.rows())
    assert [panel.tabs.tabText(n) for n in range(3)] == ["Entities", "Claims", "Notes"]


def test_a_tag_made_elsewhere_appears_with_its_entity(panel, tag):
    tag("Alba Renn", "PERSON")
    assert entity_rows(panel) == [("Alba Renn", 1, 0)]
    assert panel.tabs.tabText(0) == "Entities 1"


def test_undo_takes_the_entity_out_of_the_list_again(panel, project, tag):
    tag("Alba Renn", "PERSON")
    project.undo()
    assert entity_rows(panel) == []
    assert panel.tabs.tabText(0) == "Entities"


def test_entities_stand_in_order_of_their_first_mention(panel, tag):
    tag("Jon Tarr", "PERSON")
    tag("Port Velm", "FAC")
    tag("Alba Renn", "PERSON")
    assert [name for name, _, _ in entity_rows(panel)] == ["Alba Renn", "Port Velm", "Jon Tarr"]


def test_mentions_that_nobody_decided_on_are_counted_apart(panel, project, tag):
    tag("Alba Renn", "PERSON")
    second = tag("Renn", "PERSON", 1, status="proposed")
    annotating.link(project, [second], entity_of(panel, "Alba Renn"))
    waiting = [row for row in panel.rows.rows() if isinstance(row, EntityRow) and row.name == "Alba Renn"]
    assert (waiting[0].count, waiting[0].waiting) in [(1, 1), (2, 0)]
    assert waiting[0].count + waiting[0].waiting == 2


def entity_of(panel, name):
    return next(row.key for row in panel.rows.rows() if isinstance(row, EntityRow) and row.name == name)


def test_the_second_line_tells_label_claims_and_other_forms(panel, project, version, tag):
    renn = tag("Alba Renn", "PERSON")
    annotating.link(project, [tag("Renn", "PERSON", 1)], renn.mention.entity)
    claims.capture(
        project, version, [span_of(version.text, "Port Velm will reopen in June")], claimant=renn.mention.entity
    )
    row = next(row for row in panel.rows.rows() if isinstance(row, EntityRow))
    assert row.detail == "Person · speaks in 1 claim · also “Renn”"


def test_clicks_on_an_entity_go_through_its_mentions_in_turn(qtbot, panel, project, tag):
    first = tag("Alba Renn", "PERSON")
    second = tag("Renn", "PERSON", 1)
    annotating.link(project, [second], first.mention.entity)
    chosen = []
    panel.annotation_chosen.connect(lambda uid: (chosen.append(uid), panel.set_current(uid)))
    for _ in range(3):
        click_row(qtbot, panel, first.mention.entity)
    assert chosen == [first.uid, second.uid, first.uid]


def test_a_click_on_a_row_leaves_the_focus_where_it_was(qtbot, panel, tag):
    mention = tag("Alba Renn", "PERSON")
    panel.tabs.setFocus()
    click_row(qtbot, panel, mention.mention.entity)
    assert panel.tabs.hasFocus()


def test_the_row_of_the_current_annotation_is_marked(panel, tag):
    tag("Alba Renn", "PERSON")
    tarr = tag("Jon Tarr", "PERSON")
    panel.set_current(tarr.uid)
    marked = panel.list.selectionModel().selectedIndexes()
    assert [index.row() for index in marked] == [panel.rows.place_of(tarr.mention.entity).row()]
    panel.set_current(None)
    assert panel.list.selectionModel().selectedIndexes() == []


def test_claims_stand_below_the_entities_in_text_order(panel, project, version, tag):
    tag("Alba Renn", "PERSON")
    later = claims.capture(project, version, [span_of(version.text, "The cranes are rusting")])
    earlier = claims.capture(
        project,
        version,
        [span_of(version.text, "Port Velm will reopen in June")],
        cue=[span_of(version.text, "said")],
        source=[span_of(version.text, "The Minister of Trade")],
        modality="intended",
    )
    rows = panel.rows.rows()
    assert isinstance(rows[1], HeadingRow)
    cards = [row for row in rows if isinstance(row, ClaimRow)]
    assert [card.key for card in cards] == [earlier.uid, later.uid]
    assert (cards[0].claimant, cards[0].cue, cards[0].chips) == ("The Minister of Trade", "said", ("intended",))


def test_the_claims_tab_shows_claims_alone(qtbot, panel, project, version, tag):
    tag("Alba Renn", "PERSON")
    claims.capture(project, version, [span_of(version.text, "The cranes are rusting")])
    qtbot.mouseClick(panel.tabs, Qt.MouseButton.LeftButton, pos=panel.tabs.tabRect(1).center())
    assert [type(row) for row in panel.rows.rows()] == [ClaimRow]


def test_the_notes_tab_shows_the_note_of_the_article_first(panel, project, article, tag):
    mention = tag("Alba Renn", "PERSON")
    annotating.set_note(project, mention, "Sworn in last year")
    articles.edit(project, article.uid, note="Check the date")
    panel.tabs.setCurrentIndex(2)
    assert [row.note for row in panel.rows.rows() if isinstance(row, NoteRow)] == [
        "Check the date",
        "Sworn in last year",
    ]
    assert panel.tabs.tabText(2) == "Notes 2"


def test_changes_in_another_article_leave_the_panel_as_it_is(panel, project, tag, label):
    tag("Alba Renn", "PERSON")
    other = articles.add(project, [ArticleDraft("Elsewhere", "Jon Tarr spoke in Velm.")]).added[0]
    before = panel.rows.rows()
    annotating.tag(project, project.version(other.uid), [Span(0, 8)], label("PERSON"))
    assert panel.rows.rows() == before


def test_a_renamed_label_is_renamed_in_palette_and_list(panel, project, tag, label):
    from annotator.project import labels

    tag("Alba Renn", "PERSON")
    labels.edit(project, label("PERSON"), name="Human")
    assert panel.palette_view.chip(label("PERSON")).text() == "Human"
    assert next(row for row in panel.rows.rows() if isinstance(row, EntityRow)).detail == "Human"


def test_the_rows_follow_every_change_as_a_sound_model(panel, project, tag):
    tester = QAbstractItemModelTester(panel.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tags = [tag("Alba Renn", "PERSON"), tag("Port Velm", "FAC"), tag("Jon Tarr", "PERSON")]
    annotating.delete(project, tags[1:2])
    entities.edit(project, tags[0].mention.entity, name="A. Renn")
    project.undo()
    project.undo()
    assert [name for name, _, _ in entity_rows(panel)] == ["Alba Renn", "Port Velm", "Jon Tarr"]
    assert tester.model() is panel.rows


def test_a_chip_says_which_label_is_wanted_and_takes_no_focus(qtbot, panel, label):
    panel.tabs.setFocus()
    with qtbot.waitSignal(panel.label_chosen) as chosen:
        qtbot.mouseClick(panel.palette_view.chip(label("ORG")), Qt.MouseButton.LeftButton)
    assert chosen.args == [label("ORG")]
    assert panel.tabs.hasFocus()


def test_the_claim_chip_asks_for_a_claim(qtbot, panel, project):
    claim = project.labels().by_key("CLAIM", "claim")
    with qtbot.waitSignal(panel.claim_requested):
        qtbot.mouseClick(panel.palette_view.chip(claim.uid), Qt.MouseButton.LeftButton)


def test_labels_without_a_digit_are_in_the_menu(qtbot, panel, label):
    texts = {action.text().split("\t")[0]: action for action in panel.palette_view.more().actions()}
    with qtbot.waitSignal(panel.label_chosen) as chosen:
        texts["Money"].trigger()
    assert chosen.args == [label("MONEY")]


def test_a_tip_shows_examples_as_plain_text(panel, project, label):
    from annotator.project import labels

    labels.edit(project, label("PERSON"), definition="<b>Anyone</b>", include_examples="Renn & Tarr")
    tip = panel.palette_view.chip(label("PERSON")).toolTip()
    assert "&lt;b&gt;Anyone&lt;/b&gt;" in tip
    assert "Renn &amp; Tarr" in tip


def test_a_thousand_tags_cost_no_more_rows_than_they_are(panel, project, label):
    text = " ".join(f"Name{n}" for n in range(1000))
    article = articles.add(project, [ArticleDraft("Many", text)]).added[0]
    version = project.version(article.uid)
    panel.show(project, article.uid)
    inserted = []
    panel.rows.rowsInserted.connect(lambda _, first, last: inserted.append(last - first + 1))
    for n in range(30):
        annotating.tag(project, version, [span_of(text, f"Name{n} ".strip())], label("PERSON"))
    assert sum(inserted) == 30
    assert isinstance(panel.list, QListView)
