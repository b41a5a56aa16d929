"""The main job from end to end, by mouse and keys: an article in, tagged, reviewed after a restart, exported."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.project import ProjectReader
from annotator.ui import app, tasks
from annotator.ui.dialogs.export import PROJECT

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLE = Path(__file__).parent / "articles" / "ferry-strike.md"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
ENTITIES = [
    ("Orre Line", "ORG"),
    ("Port Velm", "GPE"),
    ("Alba Renn", "PERSON"),
    ("Dockers' League", "ORG"),
    ("Jon Tarr", "PERSON"),
    ("Mina Okafor", "PERSON"),
    ("12 February", "DATE"),
    ("Coast Guard", "ORG"),
    ("Customs House", "FAC"),
    ("Ivo Brandt", "PERSON"),
]
CLAIMS = [
    "The minister has counted boats that were in dry dock",
    "The company insists that every crew member was asked before the new timetable was drawn up.",
    "a single boat under escort would be enough […] has asked the Coast Guard",
]


def drop(window, path):
    """Drop a file on the window as a file manager does."""
    mime, left, none = QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(700, 400), Qt.DropAction.CopyAction, mime, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(700, 400), Qt.DropAction.CopyAction, mime, left, none))


def opened(qtbot, path):
    window = app.open_window(path)
    qtbot.waitExposed(window)
    qtbot.waitUntil(window.isActiveWindow)
    return window


def closed(qtbot, window):
    """Close the window and wait until nothing of it is left."""
    qtbot.waitUntil(lambda: not tasks.running())
    with qtbot.waitSignal(window.destroyed):
        window.close()


def digit_of(window, key):
    return window.project.labels().by_key(key).shortcut


def flat(words):
    return " ".join(words.split())


def tag_ten_entities(window, hand):
    """Tag by drag, by double click, by keys alone and by the palette's chips, each with what follows it in hand."""
    hand.drag("Orre Line")
    hand.type(digit_of(window, "ORG"))
    hand.drag("Port Velm", nth=1)
    hand.click(window.panel.palette_view.chip(window.project.labels().by_key("GPE").uid))
    hand.drag("Alba Renn")
    hand.type(digit_of(window, "PERSON"))
    hand.drag("Dockers' League")
    hand.type(digit_of(window, "ORG"))
    hand.double("Jon")
    hand.key(KEY.Key_Right, CONTROL | SHIFT)
    hand.type(digit_of(window, "PERSON"))
    hand.click_text("spokeswoman")
    for _ in range(5):
        hand.key(KEY.Key_Right, CONTROL)
    for _ in range(2):
        hand.key(KEY.Key_Right, CONTROL | SHIFT)
    hand.type(digit_of(window, "PERSON"))
    hand.drag("12 February")
    hand.type(digit_of(window, "ORG"))
    hand.type(digit_of(window, "DATE"))
    hand.drag("Coast Guard")
    hand.type(digit_of(window, "ORG"))
    hand.drag("Customs House")
    hand.type(digit_of(window, "FAC"))
    hand.double("Ivo")
    hand.type("]")
    hand.type(digit_of(window, "PERSON"))


def capture_three_claims(window, hand):
    """Capture two claims of selections and one of the caret's sentence, and say of the first who says it and how."""
    fields = window.panel.inspector().claim
    hand.drag(CLAIMS[0])
    hand.key(KEY.Key_Return, SHIFT)
    hand.click(fields.claimant)
    hand.type("Jon Tarr")
    hand.key(KEY.Key_Return)
    hand.click(fields.choice("modality").chip("denied"))
    hand.click_text("insists")
    hand.key(KEY.Key_Return, SHIFT)
    hand.click(fields.claimant)
    hand.type("Orre Line")
    hand.key(KEY.Key_Return)
    hand.drag("a single boat under escort would be enough")
    hand.drag("has asked the Coast Guard", CONTROL)
    hand.key(KEY.Key_Return, SHIFT)
    hand.click(fields.choice("modality").chip("hedged"))


def test_an_article_is_tagged_by_hand_reviewed_after_a_restart_and_exported(qtbot, hand, project_path, home, tmp_path):
    window = opened(qtbot, project_path)
    drop(window, ARTICLE)
    assert window.reader.article.title == "Ferry crews at Port Velm walk out over night sailings"
    assert window.reader.version.text == ARTICLE.read_text(encoding="utf-8")
    tag_ten_entities(window, hand(window))
    capture_three_claims(window, hand(window))
    assert_entities(window)
    assert_claims(window)
    write_a_note(window, hand(window), on="Mina", note="speaks for 1 of 2 sides")
    undo_and_redo_five_steps(window, hand(window))
    made = of_article(window)
    closed(qtbot, window)

    window = opened(qtbot, project_path)
    assert of_article(window) == made
    hand(window).key(KEY.Key_2, CONTROL)
    assert window.review.table.rows.rowCount() == 13
    find_by_words_and_open(qtbot, window, hand(window))
    hand(window).key(KEY.Key_2, CONTROL)
    find_by_label(qtbot, window, hand(window))
    target = tmp_path / "from window.csv"
    export(qtbot, window, hand(window), target)
    closed(qtbot, window)

    assert_rows_are_slices(target, project_path)
    assert exported_by_words(home, project_path) == target.read_bytes()
    assert_import_changes_nothing(home, project_path, target)
    assert words(home, "check", "--project", project_path).returncode == 0


def test_an_export_while_the_window_is_open_is_the_same_as_after_it_closed(qtbot, hand, project_path, home):
    window = opened(qtbot, project_path)
    drop(window, ARTICLE)
    hand(window).drag("Alba Renn")
    hand(window).type("1")
    while_open = exported_by_words(home, project_path)
    closed(qtbot, window)
    assert b",Alba Renn," in while_open
    assert exported_by_words(home, project_path) == while_open


def of_article(window):
    return window.project.annotations(window.reader.article.uid)


def assert_entities(window):
    labels = window.project.labels()
    mentions = [one for one in of_article(window) if one.kind == "entity"]
    assert {(flat(one.quote), labels[one.label].key) for one in mentions} == set(ENTITIES)
    assert len(window.project.entities()) == 10


def assert_claims(window):
    said = {flat(one.quote): one for one in of_article(window) if one.kind == "claim"}
    assert set(said) == set(CLAIMS)
    claimants = [window.project.claim(said[one].occurrence.claim).claimant for one in CLAIMS]
    assert [window.project.entity(uid).name if uid else "" for uid in claimants] == ["Jon Tarr", "Orre Line", ""]
    assert [said[one].occurrence.modality for one in CLAIMS] == ["denied", "asserted", "hedged"]


def write_a_note(window, hand, *, on, note):
    hand.click_text(on)
    hand.type("n")
    hand.type(note)
    hand.key(KEY.Key_Return, CONTROL)
    assert [one.note for one in of_article(window) if one.note] == [note]


def undo_and_redo_five_steps(window, hand):
    before = of_article(window)
    for _ in range(5):
        hand.key(KEY.Key_Z, CONTROL)
    assert len(of_article(window)) < len(before)
    for _ in range(5):
        hand.key(KEY.Key_Z, CONTROL | SHIFT)
    assert of_article(window) == before
    assert window.status.saved.text() == "Saved"


def find_by_words_and_open(qtbot, window, hand):
    """Narrow the table by typing, and open what is found in its text with a key."""
    table = window.review.table
    hand.click(window.review.filter_bar.text)
    hand.type("guard unanswered")
    qtbot.waitUntil(lambda: table.rows.rowCount() == 0)
    hand.key(KEY.Key_A, CONTROL)
    hand.type("customs")
    qtbot.waitUntil(lambda: table.rows.rowCount() == 1)
    row = table.rows.row(0)
    assert (row.quote, row.entity, row.status) == ("Customs House", "Customs House", "accepted")
    hand.click(table.viewport(), table.visualRect(table.rows.index(0, 1)).center())
    hand.key(KEY.Key_Return)
    assert window.place() == "read"
    assert window.reader.current() == row.uid


def find_by_label(qtbot, window, hand):
    """Take the words away again and narrow the table by a label chosen from its menu."""
    bar, rows = window.review.filter_bar, window.review.table.rows
    hand.click(bar.text)
    hand.key(KEY.Key_A, CONTROL)
    hand.key(KEY.Key_Delete)
    qtbot.waitUntil(lambda: rows.rowCount() == 13)
    hand.click(bar.label)
    menu, name = bar.label.menu(), window.project.labels().by_key("PERSON").name
    action = next(one for one in menu.actions() if one.text() == name)
    QTest.mouseClick(menu.windowHandle(), Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert not menu.isVisible()
    assert {rows.row(at).quote for at in range(rows.rowCount())} == {
        *("Alba Renn", "Jon Tarr", "Mina Okafor", "Ivo Brandt")
    }


def export(qtbot, window, hand, target):
    """Export the whole project from the window to a file whose name is typed."""
    hand.key(KEY.Key_E, CONTROL)
    dialog = QApplication.activeModalWidget()
    in_dialog = type(hand)(dialog)
    in_dialog.click(dialog.scopes[PROJECT])
    in_dialog.click(dialog.path)
    in_dialog.key(KEY.Key_A, CONTROL)
    in_dialog.type(str(target))
    qtbot.waitUntil(lambda: dialog.told.text() == "13 annotations")
    with qtbot.waitSignal(dialog.exported):
        in_dialog.click(dialog.export)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert str(target) in window.foot.said()


def words(home, *arguments):
    """Run the command line in a process of its own."""
    environment = {**os.environ, "ANNOTATOR_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "annotator", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, timeout=50, check=False)


def exported_by_words(home, project_path):
    done = words(home, "export", "--project", project_path, "--format", "csv", "-o", "-")
    assert done.returncode == 0, done.stderr
    return done.stdout


def assert_rows_are_slices(table, project_path):
    with ProjectReader(project_path) as reader:
        text = reader.text(reader.articles()[0].uid)
    rows = list(csv.DictReader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))
    assert len(rows) == 13
    assert text == ARTICLE.read_text(encoding="utf-8")
    for row in rows:
        spans = [tuple(map(int, one.split(".."))) for one in row["spans"].split()]
        assert row["text"] == " […] ".join(text[start:end] for start, end in spans)
        assert (spans[0][0], spans[-1][1]) == (int(row["start"]), int(row["end"]))


def assert_import_changes_nothing(home, project_path, table):
    before = everything(project_path)
    done = words(home, "import", "--project", project_path, "--format", "csv", table)
    assert done.returncode == 0, done.stderr
    assert everything(project_path) == before


def everything(project_path):
    """Return every row of the project but who annotates, which the command line adds itself to."""
    with ProjectReader(project_path) as reader:
        uid = reader.articles()[0].uid
        history = [reader.history_of(one.uid) for one in reader.annotations(uid)]
        return reader.annotations(uid), reader.entities(), reader.claims(), history
