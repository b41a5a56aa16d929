"""What a screen reader finds in the reading view."""

import pytest
from PySide6.QtGui import QAccessible

from annotator.ui.reader import accessible

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
