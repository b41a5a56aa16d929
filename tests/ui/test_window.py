"""The window as a whole: places, search, files in, what it remembers, and what it says when something fails."""

import os
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QTextTable
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget

from annotator.model.records import ArticleDraft, Filter
from annotator.model.span import Span
from annotator.project import Project, annotating, articles, labels
from annotator.ui import app, tasks, theme

HOSTILE = '<img src="/etc/hostname"><b>Bold & <script>"'
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def active(qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize(
    ("key", "place"), [(Qt.Key.Key_2, "review"), (Qt.Key.Key_3, "insights"), (Qt.Key.Key_1, "read")]
)
def test_control_and_a_digit_lead_to_the_three_places(qtbot, active, key, place):
    qtbot.keyClick(active, key, CONTROL)
    assert active.place() == place


def test_the_switch_in_the_header_follows_and_leads(qtbot, active):
    active.commands["review"].trigger()
    assert active.header._places.current() == 1
    qtbot.mouseClick(active.header._places._group.button(2), Qt.MouseButton.LeftButton)
    assert active.place() == "insights"


def search(qtbot, window, text):
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    field = window.header.search.field
    assert window.focusWidget() is field
    qtbot.keyClicks(field, text)
    window.header.search.find_now()
    return window.header.search


def kinds(search):
    model = search.popup().model
    return [model.at(row).kind for row in range(model.rowCount())]


def test_the_search_finds_commands_and_does_them(qtbot, active):
    found = search(qtbot, active, "insights")
    assert kinds(found) == ["command"]
    qtbot.keyClick(found.field, Qt.Key.Key_Return)
    assert active.place() == "insights"


@pytest.mark.parametrize(("words", "count"), [("theme", 5), ("dark", 1)])
def test_the_search_finds_themes_by_a_name_that_says_so(qtbot, active, words, count):
    model = search(qtbot, active, words).popup().model
    titles = [model.at(row).title for row in range(model.rowCount()) if model.at(row).kind == "command"]
    assert "Theme: Dark" in titles
    assert len([one for one in titles if one.startswith("Theme: ")]) == count


def test_the_search_finds_articles_entities_and_places_in_texts(qtbot, active, project, version):
    label = project.labels().by_shortcut("1")
    annotating.tag(project, version, [Span(23, 32)], label.uid)
    found = search(qtbot, active, "alba renn")
    assert {"entity", "text"} <= set(kinds(found))
    assert "article" in kinds(search(qtbot, active, "harbour"))


def test_a_place_found_in_a_text_is_opened_and_selected(qtbot, active, project):
    added = articles.add(project, [ArticleDraft("Elsewhere", "Nothing here but a lighthouse at the end.")]).added[0]
    found = search(qtbot, active, "lighthouse")
    row = kinds(found).index("text")
    for _ in range(row):
        qtbot.keyClick(found.field, Qt.Key.Key_Down)
    qtbot.keyClick(found.field, Qt.Key.Key_Return)
    assert active.reader.article.uid == added.uid
    start, end = active.reader.selection()
    assert active.reader.version.text[start:end] == "lighthouse"


def test_an_entity_found_leads_to_its_rows_in_review(qtbot, active, project, version):
    label = project.labels().by_shortcut("1")
    made = annotating.tag(project, version, [Span(23, 32)], label.uid)
    found = search(qtbot, active, "alba")
    row = kinds(found).index("entity")
    index = found.popup().model.index(row)
    view = found.popup().list
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    assert active.place() == "review"
    assert active.review.filter().entities == (made.mention.entity,)


def test_escape_leaves_the_search_and_gives_the_keys_back_to_the_text(qtbot, active):
    found = search(qtbot, active, "harbour")
    assert found.popup().isVisible()
    qtbot.keyClick(found.field, Qt.Key.Key_Escape)
    assert not found.popup().isVisible()
    assert active.focusWidget() is active.reader


def test_find_marks_every_place_and_walks_them(qtbot, active):
    qtbot.keyClick(active, Qt.Key.Key_F, CONTROL)
    strip = active.find_strip
    qtbot.keyClicks(strip.field, "velm")
    assert [span.of(active.reader.version.text) for span in strip.found()] == ["Velm", "Velm"]
    qtbot.keyClick(strip.field, Qt.Key.Key_Return)
    assert active.reader.selection() == (strip.found()[1].start, strip.found()[1].end)
    qtbot.keyClick(strip.field, Qt.Key.Key_Return)
    assert active.reader.selection() == (strip.found()[0].start, strip.found()[0].end)
    qtbot.keyClick(strip.field, Qt.Key.Key_Escape)
    assert not strip.isVisible() and active.focusWidget() is active.reader
    assert active.reader.marked_ranges("search") == []


def test_text_on_the_clipboard_becomes_an_article_with_the_title_typed(qtbot, active, project):
    QGuiApplication.clipboard().setText("First line.\n\nSecond <b>line</b>.")
    active.reader.setFocus()
    qtbot.keyClick(active.reader, Qt.Key.Key_V, CONTROL)
    field = active.paste_strip.title
    assert field.text() == "First line."
    qtbot.keyClicks(field, "Pasted")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert active.reader.article.title == "Pasted"
    assert active.reader.version.text == "First line.\n\nSecond <b>line</b>."
    assert len(project.articles()) == 2


def test_pasting_while_a_field_has_the_focus_stays_in_the_field(qtbot, active, project):
    QGuiApplication.clipboard().setText("words")
    active.library.field.setFocus()
    qtbot.keyClick(active.library.field, Qt.Key.Key_V, CONTROL)
    assert active.library.field.text() == "words"
    assert not active.paste_strip.isVisible()


def drop(window, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    entered = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    dropped = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, dropped)


def test_a_dropped_file_is_imported_and_opened(active, project, tmp_path):
    path = tmp_path / "ferry.txt"
    path.write_text("The ferry is late.", encoding="utf-8")
    drop(active, path)
    assert active.reader.version.text == "The ferry is late."


def test_a_dropped_folder_is_imported_in_the_background(qtbot, active, project, tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"Story {number} of many.", encoding="utf-8")
    drop(active, folder)
    assert tasks.running() == 1
    qtbot.waitUntil(lambda: not tasks.running())
    assert len(project.articles()) == 31
    assert active.library.model.total() == 31
    assert "30 articles" in active.strip.said()


def test_a_file_that_fails_is_named_and_leaves_nothing(active, project, tmp_path):
    path = tmp_path / "bad.txt"
    path.write_bytes(b"good\x00bad")
    drop(active, path)
    assert "bad.txt" in active.strip.said()
    assert len(project.articles()) == 1


def test_a_dropped_project_is_opened_instead(active, person, tmp_path):
    path = tmp_path / "other.db"
    Project.create(path, person, "Other").close()
    drop(active, path)
    assert active.project.path == path
    assert active.header.title() == "Other"


def test_an_empty_project_says_what_to_do(qtbot, person, tmp_path):
    path = tmp_path / "empty.db"
    opened = app.open_window(path)
    qtbot.waitExposed(opened)
    assert opened.project.articles() == []
    assert opened.reading.empty.isVisible()
    opened.close()


def test_a_path_in_a_folder_that_is_missing_is_never_made(tmp_path):
    from annotator.errors import ProjectError

    path = tmp_path / "missing" / "new.db"
    with pytest.raises(ProjectError, match="missing"):
        app.open_window(path)
    assert not path.parent.exists()


def test_the_window_comes_back_as_it_was(qtbot, project_path, person):
    filled = Project.open(project_path, person)
    text = "\n\n".join(f"Paragraph {number} goes on." * 6 for number in range(200))
    uid = articles.add(filled, [ArticleDraft("Short", "Text."), ArticleDraft("Long", text)]).added[1].uid
    filled.close()
    first = app.open_window(project_path)
    qtbot.waitExposed(first)
    first.resize(820, 640)
    first.open_article(uid)
    first.reader.set_place(9000)
    first.reading.setSizes([210, 340, 268])
    place, sizes = first.reader.place(), first.reading.sizes()
    first.close()
    again = app.open_window(project_path)
    qtbot.waitExposed(again)
    assert (again.width(), again.height()) == (820, 640)
    assert again.reading.sizes() == sizes
    assert again.reader.article.uid == uid
    assert again.reader.place() == place
    again.close()


def test_zoom_and_theme_are_kept_in_the_settings(qtbot, active):
    from annotator import settings

    qtbot.keyClick(active, Qt.Key.Key_Plus, CONTROL)
    qtbot.keyClick(active, Qt.Key.Key_Plus, CONTROL)
    active.commands["theme_sepia"].trigger()
    assert settings.load().reading_size == 21
    assert settings.load().theme == "sepia"
    assert active.status.zoom.text() == "111%"
    qtbot.keyClick(active, Qt.Key.Key_0, CONTROL)
    assert settings.load().reading_size == 19
    active.commands["theme_light"].trigger()


def test_what_another_program_writes_appears(qtbot, active, project, person, article_id):
    other = Project.open(project.path, person)
    label = other.labels().by_shortcut("1")
    annotating.tag(other, other.version(article_id), [Span(4, 12)], label.uid)
    articles.add(other, [ArticleDraft("From elsewhere", "Text.")])
    other.close()
    active.session.look()
    assert active.library.model.total() == 2
    assert [one.quote for one in active.reader.annotations()] == ["Minister"]


def test_a_read_only_project_says_so_and_refuses_to_tag(qtbot, project_path, person):
    filled = Project.open(project_path, person)
    uid = articles.add(filled, [ArticleDraft("Kept", "Some words to read.")]).added[0].uid
    filled.close()
    project_path.chmod(0o444)
    opened = app.open_window(project_path)
    qtbot.waitExposed(opened)
    qtbot.waitUntil(opened.isActiveWindow)
    try:
        assert opened.banner.isVisible() and "reading only" in opened.banner.text.text()
        assert opened.status.saved.text() == "Read only"
        opened.reader.setFocus()
        opened.reader.select(0, 4)
        qtbot.keyClick(opened.reader, Qt.Key.Key_1)
        assert opened.project.annotations(uid) == []
        opened.give_label(opened.project.labels().by_shortcut("1").uid)
        assert "reading only" in opened.strip.said()
    finally:
        opened.close()
        project_path.chmod(0o644)


def test_a_tag_that_can_not_be_saved_waits_and_is_saved_when_it_can(qtbot, active, project, article_id):
    blocker = sqlite3.connect(project.path)
    blocker.execute("BEGIN IMMEDIATE")
    active.reader.setFocus()
    active.reader.select(4, 12)
    qtbot.keyClick(active.reader, Qt.Key.Key_1)
    assert active.status.saved.text().startswith("Not saved")
    assert active.status.retry.isVisible() and active.status.discard.isVisible()
    blocker.rollback()
    blocker.close()
    qtbot.mouseClick(active.status.retry, Qt.MouseButton.LeftButton)
    assert active.status.saved.text() == "Saved"
    assert [one.quote for one in project.annotations(article_id)] == ["Minister"]
    assert [one.quote for one in active.reader.annotations()] == ["Minister"]


def test_a_tag_that_can_not_be_saved_can_be_let_go(qtbot, active, project, article_id):
    blocker = sqlite3.connect(project.path)
    blocker.execute("BEGIN IMMEDIATE")
    active.reader.setFocus()
    active.reader.select(4, 12)
    qtbot.keyClick(active.reader, Qt.Key.Key_1)
    qtbot.mouseClick(active.status.discard, Qt.MouseButton.LeftButton)
    blocker.rollback()
    blocker.close()
    assert active.status.saved.text() == "Saved"
    assert project.annotations(article_id) == []


def every_text(window):
    """Return what every widget shows of text, with those that would guess markup in it."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel):
            yield widget


def test_markup_in_titles_labels_and_notes_is_shown_as_it_stands(qtbot, active, project):
    label = project.labels().by_shortcut("1")
    labels.edit(project, label.uid, name=HOSTILE)
    added = articles.add(project, [ArticleDraft(HOSTILE, f"{HOSTILE} said so.")]).added[0]
    active.open_article(added.uid)
    annotating.tag(project, project.version(added.uid), [Span(0, 10)], label.uid, note=HOSTILE)
    project.set_title(HOSTILE)
    for place in ("review", "insights", "read"):
        active.show_place(place)
    active.say(HOSTILE)
    for one in every_text(active):
        assert one.textFormat() is Qt.TextFormat.PlainText, one.text()
    for widget in active.findChildren(QWidget):
        assert "<img" not in widget.toolTip()
    for action in active.commands.all():
        assert "<img" not in action.toolTip()


def test_everything_that_takes_the_focus_has_a_name(active, project, version):
    label = project.labels().by_shortcut("1")
    made = annotating.tag(project, version, [Span(4, 12)], label.uid)
    active.show_current(made.uid)
    nameless = []
    for place in ("read", "review", "insights"):
        active.show_place(place)
        for widget in active.findChildren(QWidget):
            takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible()
            if takes_focus and not is_part(widget) and not (widget.accessibleName() or getattr(widget, "text", str)()):
                nameless.append(f"{place}: {type(widget).__name__} in {type(widget.parent()).__name__}")
    assert nameless == []


def is_part(widget):
    """Tell whether a widget is the inside of one that has the name, such as a viewport."""
    parent = widget.parent()
    return widget.objectName().startswith("qt_") or isinstance(parent, QAbstractItemView)


def test_f6_walks_through_the_panes(qtbot, active):
    active.reader.setFocus()
    seen = []
    for _ in range(3):
        qtbot.keyClick(active, Qt.Key.Key_F6)
        seen.append(active.focusWidget())
    assert seen == [active.panel.list, active.library.list, active.reader]


def test_the_columns_have_the_widths_of_the_design(active):
    active.resize(1440, 900)
    library, column, panel = active.reading.sizes()
    assert abs(library - 264) <= 8 and abs(panel - 348) <= 8 and column > 800
    assert active.status.height() == 26 and active.header.height() == 44


def test_the_hint_line_follows_what_is_at_hand(qtbot, active, project, version):
    def hinted():
        return {hint.text for hint in active.strip.hints.hints()}

    active.reader.set_caret(5)
    assert "tag the word" in hinted()
    active.reader.select(4, 12)
    assert "shorter" in hinted()
    label = project.labels().by_shortcut("1")
    made = annotating.tag(project, version, [Span(4, 12)], label.uid, status="draft")
    active.show_current(made.uid)
    assert {"accept", "reject"} <= hinted()


def test_insights_lead_to_the_rows_they_count(qtbot, active, project, version):
    label = project.labels().by_shortcut("1")
    annotating.tag(project, version, [Span(4, 12)], label.uid)
    active.show_place("insights")
    bar = next(one for one in active.insights.bars() if one.bar.name == label.name)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)
    assert active.place() == "review"
    assert active.review.filter() == Filter(labels=(label.uid,))


def test_the_status_line_counts_and_says_where_one_is(qtbot, active, project, version):
    label = project.labels().by_shortcut("1")
    annotating.tag(project, version, [Span(4, 12)], label.uid, status="draft")
    annotating.tag(project, version, [Span(16, 21)], label.uid)
    assert active.status.counts.text() == "2 annotations · 1 to review"
    active.reader.set_caret(version.text.index("cranes"))
    qtbot.waitUntil(lambda: active.status.place.text() == "Sentence 3 of 3")


def test_the_help_opens_with_the_keys(qtbot, active):
    qtbot.keyClick(active, Qt.Key.Key_F1)
    assert "Capture a claim" in active._help.browser.toPlainText()
    active._help.close()


def test_nothing_is_imported_from_addresses(active, project):
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/story.html")])
    entered = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(active, entered)
    assert not entered.isAccepted()


def test_a_backup_copy_is_named(active, home):
    active.commands["backup"].trigger()
    assert Path(active.strip.said().removeprefix("A copy was saved as ")).is_file()
    assert os.environ["ANNOTATOR_HOME"] in active.strip.said()


def test_an_import_that_partly_fails_says_how_many_and_which(qtbot, active, tmp_path):
    folder = tmp_path / "five"
    folder.mkdir()
    (folder / "whole.txt").write_text("A lighthouse keeper said nothing.", "utf-8")
    for number in range(4):
        (folder / f"broken{number}.docx").write_bytes(b"no archive")
    drop(active, folder)
    qtbot.waitUntil(lambda: "could not be read" in active.strip.said())
    said, tip = active.strip.said(), active.strip.toast.text.toolTip()
    assert said.startswith("Imported 1 article")
    assert "4 files could not be read: broken0.docx, broken1.docx, broken2.docx …" in said
    assert all(f"broken{number}.docx" in tip for number in range(4))


def test_an_import_of_which_nothing_comes_does_not_count_to_zero(qtbot, active, tmp_path):
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no archive")
    drop(active, broken)
    qtbot.waitUntil(lambda: "broken.docx" in active.strip.said())
    assert "0 " not in active.strip.said()


def test_tables_of_the_help_have_hair_lines_of_the_theme_and_no_boxes(qtbot, window):
    window.show_help()
    document = window._help.browser.document()
    tables = [one for one in document.rootFrame().childFrames() if isinstance(one, QTextTable)]
    for name in ("light", "dark", "light"):
        window.commands[f"theme_{name}"].trigger()
        cell = tables[0].cellAt(1, 0).format().toTableCellFormat()
        assert cell.bottomBorderBrush().color() == theme.color("line")
        assert (cell.bottomBorder(), cell.topBorder(), tables[0].format().border()) == (1, 0, 0)
