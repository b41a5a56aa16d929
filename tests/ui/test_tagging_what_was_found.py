"""Words found in an article are tagged from the find bar, one place or all, as one step."""

import pytest
from PySide6.QtCore import Qt


@pytest.fixture
def bar(window, qtbot):
    window.activateWindow()
    window.editing.find()
    qtbot.keyClicks(window.find_strip.field, "Velm")
    return window.find_strip


def quotes(window):
    return [one.quote for one in window.project.annotations(window.reader.article.uid)]


def test_all_places_are_tagged_as_one_step_with_one_entity(window, bar):
    before = window.project.undo_title
    bar.tag_all.click()
    tags = window.project.annotations(window.reader.article.uid)
    assert [one.quote for one in tags] == ["Velm", "Velm"]
    assert {one.label for one in tags} == {bar.label.currentData()}
    assert len({one.mention.entity for one in tags}) == 1
    window.project.undo()
    assert quotes(window) == []
    assert window.project.undo_title == before


def test_one_place_is_tagged_and_the_field_keeps_the_keys(window, bar):
    bar.field.setFocus()
    bar.tag.click()
    assert quotes(window) == ["Velm"]
    assert bar.isVisible()


def test_places_that_are_tagged_already_are_left_out_and_that_is_said(window, bar):
    bar.tag.click()
    bar.tag_all.click()
    assert quotes(window) == ["Velm", "Velm"]
    bar.tag_all.click()
    assert quotes(window) == ["Velm", "Velm"]
    assert "already" in window.strip.said()


def test_labels_made_later_are_offered(window, bar, qtbot):
    from annotator.model.label import Label
    from annotator.project import labels

    made = Label("l_11111111-1111-4111-8111-111111111111", "entity", "SHIP", "Ship", color="hue-5")
    labels.add(window.project, made)
    assert bar.label.findData(made.uid) >= 0
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
