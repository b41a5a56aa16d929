"""What a screen reader finds in the reading view."""

import pytest
from PySide6.QtGui import QAccessible

from annotator.model.changes import Change, ChangeSet
from annotator.ui.reader import accessible
from annotator.ui.reader.voice import voice

TEXT = "# Harbour talks\n\nAlba Renn spoke in Velm.\n\nNobody answered."


@pytest.fixture
def spoken(show, make):
    accessible.install()
    view = show(TEXT, [make.tag(TEXT, "Alba Renn"), make.tag(TEXT, "Velm", make.PLACE, status="proposed")])
    return view, QAccessible.queryAccessibleInterface(view)


def names(article):
    return [article.child(number).text(QAccessible.Text.Name) for number in range(article.childCount())]


def test_paragraphs_are_read_with_what_is_tagged_in_them(spoken):
    _view, article = spoken
    assert article.text(QAccessible.Text.Name) == "Harbour talks"
    assert names(article) == [
        "Harbour talks",
        "Alba Renn spoke in Velm. Tagged: Alba Renn, Person; Velm, Place, suggested.",
        "Nobody answered.",
    ]


def test_headings_and_paragraphs_have_their_roles_and_places(spoken):
    view, article = spoken
    roles = [article.child(number).role() for number in range(3)]
    assert roles == [QAccessible.Role.Heading, QAccessible.Role.Paragraph, QAccessible.Role.Paragraph]
    offset = TEXT.index("spoke")
    point = view.viewport().mapToGlobal(view.rect_of(offset, offset + 1)[0].center().toPoint())
    assert article.child(1).rect().contains(point)
    assert article.indexOfChild(article.childAt(point.x(), point.y())) == 1


def test_an_unknown_child_or_another_article_is_no_trouble(spoken):
    view, article = spoken
    assert article.child(99) is None
    first = article.child(2)
    view.clear()
    assert article.childCount() == 0
    assert not first.isValid()


@pytest.fixture
def heard(spoken):
    """Switch a screen reader on and return what it is told, in order."""
    told = []
    QAccessible.setActive(True)
    links = [
        voice().announced.connect(lambda text: told.append(("say", text))),
        voice().caret_told.connect(lambda offset: told.append(("caret", offset))),
        voice().selection_told.connect(lambda start, end: told.append(("selection", start, end))),
        voice().focus_told.connect(lambda name: told.append(("focus", name))),
    ]
    yield told
    for link in links:
        voice().disconnect(link)
    QAccessible.setActive(False)


def test_the_whole_tree_can_be_walked_and_each_part_knows_its_parent(spoken):
    view, article = spoken
    assert article.role() == QAccessible.Role.Document
    seen = []
    for number in range(article.childCount()):
        child = article.child(number)
        assert child.isValid() and child is article.child(number)
        assert article.indexOfChild(child) == number
        assert child.parent().text(QAccessible.Text.Name) == view.article.title
        assert (child.childCount(), child.child(0), child.object()) == (0, None, None)
        assert child.state().readOnly and bool(child.state().invisible) is child.rect().isEmpty()
        seen.append(child.text(QAccessible.Text.Name).split(" Tagged:")[0])
    assert seen == ["Harbour talks", "Alba Renn spoke in Velm.", "Nobody answered."]


def test_a_new_tag_is_read_with_its_paragraph(spoken, make):
    view, article = spoken
    view.apply(ChangeSet("Tag Place", (Change(None, make.tag(TEXT, "Nobody")),)))
    assert names(article)[2] == "Nobody answered. Tagged: Nobody, Person."


def test_the_selected_words_are_the_value(spoken):
    view, article = spoken
    view.select(TEXT.index("spoke"), TEXT.index("spoke") + 5)
    assert article.text(QAccessible.Text.Value) == "spoke"


def test_the_caret_tells_its_place_and_names_the_tag_and_paragraph_it_enters(spoken, heard):
    view, _article = spoken
    place = TEXT.index("Velm")
    view.set_caret(place - 2)
    view.set_caret(place + 1)
    view.set_caret(place + 2)
    view.set_caret(TEXT.index("Nobody"))
    paragraph = "Alba Renn spoke in Velm. Tagged: Alba Renn, Person; Velm, Place, suggested."
    assert heard == [
        ("focus", paragraph),
        ("caret", place - 2),
        ("caret", place + 1),
        ("say", "Velm, Place, suggested"),
        ("caret", place + 2),
        ("focus", "Nobody answered."),
        ("caret", TEXT.index("Nobody")),
    ]


def test_a_selection_is_told_and_so_is_its_end(spoken, heard):
    view, _article = spoken
    view.select(18, 27)
    view.clear_selection()
    assert [one for one in heard if one[0] == "selection"] == [("selection", 18, 27), ("selection", 27, 27)]


def test_going_to_a_tag_names_it_once(spoken, heard):
    view, _article = spoken
    view.next_annotation()
    view.next_annotation()
    assert [one[1] for one in heard if one[0] == "say"] == ["Alba Renn, Person", "Velm, Place, suggested"]


def test_each_action_of_the_window_is_told(qtbot, window, heard):
    window.reader.setFocus()
    window.reader.select(4, 12)
    window.commands.labels()[0].trigger()
    window.commands["undo"].trigger()
    said = [one[1] for one in heard if one[0] == "say"]
    assert "Tag Person" in said and "Undone: Tag Person" in said


def test_nothing_is_computed_while_nobody_listens(spoken):
    view, _article = spoken
    told = []
    link = voice().caret_told.connect(told.append)
    view.set_caret(20)
    voice().disconnect(link)
    assert told == []
