import pytest
from PySide6.QtCore import Qt

from annotator.model.span import Span
from annotator.project import annotating, claims
from annotator.ui.panel.entity_edit import matching
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
def claim(project, version):
    return claims.capture(
        project,
        version,
        [span_of(version.text, "Port Velm will reopen in June")],
        cue=[span_of(version.text, "said")],
        source=[span_of(version.text, "The Minister of Trade")],
    )


@pytest.fixture
def panel(qtbot, project, article):
    view = PanelView()
    qtbot.addWidget(view)
    view.resize(348, 900)
    stop = project.listen(view.apply)
    view.show(project, article.uid)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    qtbot.waitActive(view)
    yield view
    stop()


@pytest.fixture
def inspector(panel):
    panel.prepare()
    return panel.inspector()


def entity_name(project, annotation):
    uid = project.annotation(annotation.uid).mention.entity
    return project.entity(uid).name if uid else None


def type_into(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_the_inspector_appears_with_the_current_annotation_and_goes_with_it(panel, inspector, tag):
    mention = tag("Alba Renn", "PERSON")
    assert not inspector.isVisible()
    panel.set_current(mention.uid)
    assert inspector.isVisible()
    assert inspector.quote.text() == "Alba Renn"
    panel.set_current(None)
    assert not inspector.isVisible()


def test_deleting_the_current_annotation_empties_the_inspector(qtbot, panel, inspector, project, article, tag):
    panel.set_current(tag("Alba Renn", "PERSON").uid)
    qtbot.mouseClick(inspector.delete, Qt.MouseButton.LeftButton)
    assert project.annotations(article.uid) == []
    assert not inspector.isVisible()


def test_a_label_chosen_in_the_list_relabels(panel, inspector, project, tag, label):
    mention = tag("Port Velm", "FAC")
    panel.set_current(mention.uid)
    box = inspector.mention.label
    box.setCurrentIndex(box.findData(label("GPE")))
    box.activated.emit(box.currentIndex())
    assert project.annotation(mention.uid).label == label("GPE")
    assert project.undo_title == "Label Place (GPE)"


def test_a_form_is_one_click_and_one_step(qtbot, panel, inspector, project, tag):
    mention = tag("Alba Renn", "PERSON")
    panel.set_current(mention.uid)
    qtbot.mouseClick(inspector.mention.form.chip("PRONOMINAL"), Qt.MouseButton.LeftButton)
    assert project.annotation(mention.uid).mention.form == "PRONOMINAL"
    project.undo()
    assert project.annotation(mention.uid).mention.form == "NAME"
    assert inspector.mention.form.value() == "NAME"


def test_typing_a_known_name_links_to_it(qtbot, panel, inspector, project, tag):
    tag("Alba Renn", "PERSON")
    second = tag("Renn", "PERSON", 1)
    panel.set_current(second.uid)
    type_into(qtbot, inspector.mention.entity, "alba")
    qtbot.keyClick(inspector.mention.entity, Qt.Key.Key_Return)
    assert entity_name(project, second) == "Alba Renn"
    assert inspector.mention.entity.text() == "Alba Renn"


def test_typing_an_unknown_name_makes_an_entity_as_one_step(qtbot, panel, inspector, project, tag):
    mention = tag("Alba Renn", "PERSON")
    panel.set_current(mention.uid)
    type_into(qtbot, inspector.mention.entity, "Minister of Ports")
    qtbot.keyClick(inspector.mention.entity, Qt.Key.Key_Return)
    assert entity_name(project, mention) == "Minister of Ports"
    project.undo()
    assert entity_name(project, mention) == "Alba Renn"


def test_the_last_line_of_the_list_renames_the_entity(qtbot, panel, inspector, project, tag):
    mention = tag("Alba Renn", "PERSON")
    uid = mention.mention.entity
    panel.set_current(mention.uid)
    field = inspector.mention.entity
    type_into(qtbot, field, "Alba M. Renn")
    assert [choice.act for choice in field.choices()] == ["make", "rename"]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert project.annotation(mention.uid).mention.entity == uid
    assert project.entity(uid).name == "Alba M. Renn"


def test_an_emptied_field_unlinks(qtbot, panel, inspector, project, tag):
    mention = tag("Alba Renn", "PERSON")
    panel.set_current(mention.uid)
    type_into(qtbot, inspector.mention.entity, " ")
    qtbot.keyClick(inspector.mention.entity, Qt.Key.Key_Return)
    assert entity_name(project, mention) is None


def test_leaving_the_field_without_enter_changes_nothing(qtbot, panel, inspector, project, tag):
    mention = tag("Alba Renn", "PERSON")
    panel.set_current(mention.uid)
    type_into(qtbot, inspector.mention.entity, "Somebody")
    qtbot.keyClick(inspector.mention.entity, Qt.Key.Key_Escape)
    with qtbot.waitSignal(panel.returned):
        qtbot.keyClick(inspector.mention.entity, Qt.Key.Key_Escape)
    assert entity_name(project, mention) == "Alba Renn"
    assert inspector.mention.entity.text() == "Alba Renn"


def test_matching_puts_equal_names_first_then_beginnings_then_the_rest(project, label):
    from annotator.project import entities

    made = [entities.make(project, label("GPE"), name) for name in ("New Velm", "Velmar", "Velm", "Oslo")]
    assert [one.name for one in matching("velm", made)] == ["Velm", "Velmar", "New Velm"]


def test_a_note_is_kept_when_the_focus_leaves_it(qtbot, panel, inspector, project, tag):
    mention = tag("Alba Renn", "PERSON")
    panel.set_current(mention.uid)
    panel.write_note()
    qtbot.keyClicks(inspector.note, "sworn in")
    assert project.annotation(mention.uid).note == ""
    panel.tabs.setFocus()
    assert project.annotation(mention.uid).note == "sworn in"


def test_a_note_is_kept_when_another_annotation_becomes_current(qtbot, panel, inspector, project, tag):
    first, second = tag("Alba Renn", "PERSON"), tag("Jon Tarr", "PERSON")
    panel.set_current(first.uid)
    panel.write_note()
    qtbot.keyClicks(inspector.note, "for Renn")
    panel.set_current(second.uid)
    assert project.annotation(first.uid).note == "for Renn"
    assert project.annotation(second.uid).note == ""
    assert inspector.note.toPlainText() == ""


def test_what_is_being_written_survives_another_change(qtbot, panel, inspector, project, tag, label):
    mention = tag("Port Velm", "FAC")
    panel.set_current(mention.uid)
    panel.write_note()
    qtbot.keyClicks(inspector.note, "half a")
    annotating.relabel(project, [mention], label("GPE"))
    assert inspector.note.toPlainText() == "half a"
    inspector.commit()
    assert project.annotation(mention.uid).note == "half a"


def test_escape_gives_the_old_note_back(qtbot, panel, inspector, project, tag):
    mention = tag("Alba Renn", "PERSON", note="old")
    panel.set_current(mention.uid)
    panel.write_note()
    qtbot.keyClicks(inspector.note, " and new")
    qtbot.keyClick(inspector.note, Qt.Key.Key_Escape)
    assert inspector.note.toPlainText() == "old"
    assert project.annotation(mention.uid).note == "old"


def test_only_what_the_status_allows_is_offered(panel, inspector, tag):
    panel.set_current(tag("Alba Renn", "PERSON", status="draft").uid)
    shown = [s for s in ("accepted", "rejected", "disputed", "draft") if inspector.status.chip(s).isVisible()]
    assert shown == ["accepted", "rejected", "disputed"]


def test_accept_decides_and_leaves_the_focus(qtbot, panel, inspector, project, tag):
    mention = tag("Alba Renn", "PERSON", status="draft")
    panel.set_current(mention.uid)
    panel.tabs.setFocus()
    qtbot.mouseClick(inspector.status.chip("accepted"), Qt.MouseButton.LeftButton)
    assert project.annotation(mention.uid).status == "accepted"
    assert panel.tabs.hasFocus()


def test_a_rejection_is_recorded_with_its_reason(panel, inspector, project, tag):
    mention = tag("Alba Renn", "PERSON", status="draft")
    panel.set_current(mention.uid)
    reasons = {action.text().split("  ")[1]: action for action in inspector.status.reasons().actions()}
    reasons["Wrong label"].trigger()
    assert project.annotation(mention.uid).status == "rejected"
    assert project.reviews_of(mention.uid)[-1].reason == "wrong_label"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quote_type", "direct"),
        ("modality", "denied"),
        ("polarity", "negative"),
        ("endorsement", "distances"),
    ],
)
def test_each_field_of_a_claim_is_one_click(qtbot, panel, inspector, project, claim, field, value):
    panel.set_current(claim.uid)
    chip = inspector.claim.choice(field).chip(value)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert getattr(project.annotation(claim.uid).occurrence, field) == value
    assert inspector.claim.choice(field).value() == value


def test_check_worthiness_is_kept_on_the_record(qtbot, panel, inspector, project, claim):
    panel.set_current(claim.uid)
    qtbot.mouseClick(inspector.claim.choice("check_worthiness").chip("check_worthy"), Qt.MouseButton.LeftButton)
    assert project.claim(claim.occurrence.claim).check_worthiness == "check_worthy"


def test_a_claimant_is_typed_and_made_as_one_step(qtbot, panel, inspector, project, claim):
    panel.set_current(claim.uid)
    type_into(qtbot, inspector.claim.claimant, "Trade ministry")
    qtbot.keyClick(inspector.claim.claimant, Qt.Key.Key_Return)
    record = project.claim(claim.occurrence.claim)
    assert project.entity(record.claimant).name == "Trade ministry"
    project.undo()
    assert project.claim(claim.occurrence.claim).claimant is None
    assert [one for one in project.entities() if one.name == "Trade ministry"] == []


def test_the_proposition_is_kept_on_enter(qtbot, panel, inspector, project, claim):
    panel.set_current(claim.uid)
    type_into(qtbot, inspector.claim.proposition, "The port opens again")
    qtbot.keyClick(inspector.claim.proposition, Qt.Key.Key_Return)
    assert project.claim(claim.occurrence.claim).proposition == "The port opens again"


def test_the_claim_reads_as_one_line(panel, inspector, project, claim):
    panel.set_current(claim.uid)
    assert inspector.quote.text() == "The Minister of Trade said: Port Velm will reopen in June"
    assert (inspector.claim.cue.text(), inspector.claim.source.text()) == ("said", "The Minister of Trade")


def test_a_refused_change_is_told_in_words(qtbot, panel, inspector, project, tag):
    first, second = tag("Alba Renn", "PERSON"), tag("Jon Tarr", "PERSON")
    panel.set_current(second.uid)
    annotating.delete(project, [first])
    with qtbot.waitSignal(panel.refused) as told:
        inspector.mention.entity.link_wanted.emit(first.mention.entity)
    assert told.args == ["There is no such entity in this project."]
