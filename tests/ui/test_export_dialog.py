import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.model.records import ArticleDraft, Filter
from annotator.model.span import Span
from annotator.project import annotating, articles
from annotator.ui import tasks
from annotator.ui.dialogs.export import ExportDialog


@pytest.fixture
def tagged(project, article, version):
    """Tag two accepted mentions and a proposed one here, and one in another article."""
    label = project.labels().by_key("PERSON").uid
    other = articles.add(project, [ArticleDraft("Cranes", "=Jon Tarr asked.")]).added[0]

    def tag(of, quote, **more):
        start = of.text.index(quote)
        return annotating.tag(project, of, [Span(start, start + len(quote))], label, **more)

    return [
        tag(version, "Alba Renn"),
        tag(version, "Jon Tarr"),
        tag(version, "Critics", status="proposed"),
        tag(project.version(other.uid), "=Jon Tarr"),
    ]


@pytest.fixture
def open_dialog(qtbot, project, tagged, tmp_path):
    def open_dialog(**more):
        dialog = ExportDialog(project, **more)
        qtbot.addWidget(dialog)
        dialog.path.setText(str(tmp_path / "out.csv"))
        dialog.show()
        qtbot.waitExposed(dialog)
        qtbot.waitUntil(lambda: dialog.told.text() != "" and not tasks.running())
        return dialog

    yield open_dialog
    qtbot.waitUntil(lambda: not tasks.running())


def shown_texts(dialog):
    return [row[3] for row in dialog.table.cells()]


def rows_of(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_the_whole_project_is_offered_with_its_first_rows(qtbot, open_dialog):
    dialog = open_dialog()
    qtbot.waitUntil(lambda: shown_texts(dialog) == ["Alba Renn", "Jon Tarr", "=Jon Tarr"])
    assert dialog.told.text() == "3 annotations"


def test_the_article_is_the_scope_when_one_is_open(qtbot, open_dialog, article):
    dialog = open_dialog(article=article.uid)
    qtbot.waitUntil(lambda: dialog.told.text() == "2 annotations")
    qtbot.mouseClick(dialog.scopes["project"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.told.text() == "3 annotations")


def test_a_filter_is_the_scope_when_one_is_given(qtbot, open_dialog, tagged):
    dialog = open_dialog(wanted=Filter(annotations=(tagged[1].uid,)))
    qtbot.waitUntil(lambda: shown_texts(dialog) == ["Jon Tarr"])
    assert dialog.told.text() == "1 annotation"


def test_statuses_are_chosen_with_what_is_kept_as_the_start(qtbot, open_dialog):
    dialog = open_dialog()
    on = [status for status, chip in dialog.statuses.items() if chip.isChecked()]
    assert on == ["draft", "accepted", "disputed"]
    qtbot.mouseClick(dialog.statuses["proposed"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.told.text() == "4 annotations")


def test_without_a_status_there_is_nothing_to_export(qtbot, open_dialog):
    dialog = open_dialog()
    for status in ("draft", "accepted", "disputed"):
        qtbot.mouseClick(dialog.statuses[status], Qt.MouseButton.LeftButton)
    assert not dialog.export.isEnabled()
    assert dialog.told.text() == "Choose at least one status."


def test_export_writes_the_file_and_says_how_many(qtbot, open_dialog, tmp_path):
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.exported) as written:
        qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert written.args == [3, str(tmp_path / "out.csv")]
    assert [row["text"] for row in rows_of(tmp_path / "out.csv")] == ["Alba Renn", "Jon Tarr", "'=Jon Tarr"]
    assert not dialog.isVisible()


def test_a_raw_export_has_neither_mark_nor_guard(qtbot, open_dialog, tmp_path):
    dialog = open_dialog()
    dialog.raw.setCurrentIndex(1)
    with qtbot.waitSignal(dialog.exported):
        qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    written = (tmp_path / "out.csv").read_bytes()
    assert written.startswith(b"annotation_id,")
    assert b",=Jon Tarr," in written


def test_another_format_gives_the_file_its_suffix(qtbot, open_dialog, tmp_path):
    dialog = open_dialog()
    dialog.format.setCurrentIndex(dialog.format.findData("jsonl"))
    assert dialog.path.text() == str(tmp_path / "out.jsonl")
    assert not dialog.raw.isEnabled()
    with qtbot.waitSignal(dialog.exported):
        qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").startswith('{"format":"annotator-jsonl/1"')


def leave_file_dialog():
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, QFileDialog)
    asked.reject()


def test_a_file_that_is_there_is_asked_about_and_left_alone(qtbot, open_dialog, tmp_path):
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")
    dialog = open_dialog()
    QTimer.singleShot(0, leave_file_dialog)
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"
    assert dialog.isVisible()


def test_a_file_chosen_to_be_replaced_is_replaced(qtbot, open_dialog, tmp_path):
    (tmp_path / "out.csv").write_text("old", encoding="utf-8")
    dialog = open_dialog()
    dialog.choose(tmp_path / "out.csv")
    with qtbot.waitSignal(dialog.exported):
        qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert len(rows_of(tmp_path / "out.csv")) == 3


def test_a_folder_that_is_not_there_is_told_and_the_dialog_stays(qtbot, open_dialog, tmp_path):
    dialog = open_dialog()
    dialog.path.setText(str(tmp_path / "missing" / "out.csv"))
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.told.property("tone") == "error")
    assert dialog.isVisible()
    assert dialog.export.isEnabled()


def test_the_name_offered_is_one_that_no_file_has(qtbot, project, tagged):
    first = ExportDialog(project)
    qtbot.addWidget(first)
    offered = Path(first.path.text())
    offered.write_text("", encoding="utf-8")
    second = ExportDialog(project)
    qtbot.addWidget(second)
    assert Path(second.path.text()).name == offered.name.replace("annotations", "annotations-2")
    first.reject()
    second.reject()


def test_closing_while_the_preview_is_read_leaves_nothing_behind(qtbot, project, tagged):
    dialog = ExportDialog(project)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    qtbot.waitUntil(lambda: not tasks.running())
    assert dialog.table.cells() == []
