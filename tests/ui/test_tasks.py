"""Long work on threads, and reports of what nobody foresaw."""

import sys
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from annotator.errors import ExportError
from annotator.ui import crash, tasks
from annotator.ui.dialogs.crash import CrashDialog


class Desk(QObject):
    """Keeps what it was told and on which thread."""

    def __init__(self):
        super().__init__()
        self.told = []
        self.threads = set()

    def done(self, value):
        self.threads.add(threading.current_thread())
        self.told.append(("done", value))

    def failed(self, error):
        self.threads.add(threading.current_thread())
        self.told.append(("failed", str(error)))

    def progressed(self, done, total):
        self.threads.add(threading.current_thread())
        self.told.append(("progress", done, total))


@pytest.fixture
def desk(qapp):
    return Desk()


def test_work_is_done_elsewhere_and_told_here(qtbot, desk):
    places = []

    def work(progress, cancelled):
        places.append(threading.current_thread())
        progress(1, 2)
        return 42

    tasks.run(work, desk.done, desk.failed, progress=desk.progressed)
    qtbot.waitUntil(lambda: not tasks.running())
    assert desk.told == [("progress", 1, 2), ("done", 42)]
    assert desk.threads == {threading.main_thread()}
    assert places[0] is not threading.main_thread()


def test_a_known_error_is_told_as_it_stands(qtbot, desk):
    def work(progress, cancelled):
        raise ExportError("The disk is full.")

    tasks.run(work, desk.done, desk.failed)
    qtbot.waitUntil(lambda: not tasks.running())
    assert desk.told == [("failed", "The disk is full.")]


def test_a_bug_in_work_is_reported_as_one(qtbot, desk, monkeypatch):
    reported = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: reported.append(kind))

    def work(progress, cancelled):
        raise KeyError("gone")

    tasks.run(work, desk.done, desk.failed)
    qtbot.waitUntil(lambda: not tasks.running())
    assert reported == [KeyError]
    assert [one[0] for one in desk.told] == ["failed"]


def test_cancelled_work_stops_and_tells_nothing(qtbot, desk):
    begun, seen = threading.Event(), []

    def work(progress, cancelled):
        begun.set()
        while not cancelled():
            pass
        seen.append(True)

    task = tasks.run(work, desk.done, desk.failed)
    begun.wait()
    task.cancel()
    qtbot.waitUntil(lambda: not tasks.running())
    assert seen == [True]
    assert desk.told == []


def raised(error):
    try:
        raise error
    except type(error):
        return sys.exc_info()


def test_a_report_names_places_in_the_code_and_no_text():
    text = crash.describe(*raised(ValueError("the minister's secret words")))
    assert "ValueError" in text and "test_tasks.py" in text and "raised" in text
    assert "secret" not in text


def test_a_report_keeps_the_message_of_an_error_that_names_code_only():
    assert "has no attribute 'spam'" in crash.describe(*raised(AttributeError("'int' has no attribute 'spam'")))


def test_a_crash_is_kept_and_shown_once(qtbot, qapp, home, capsys):
    crash.install()
    try:
        crash.report(*raised(ValueError("quote")))
        crash.report(*raised(ValueError("quote")))
        qtbot.waitUntil(lambda: len(CrashDialog.shown) == 1)
        assert "ValueError" in (crash.reports_folder() / "errors.log").read_text("utf-8")
        dialog = CrashDialog.shown[0]
        dialog.copy.click()
        assert QApplication.clipboard().text().startswith("Annotator ")
        dialog.reject()
        assert CrashDialog.shown == []
    finally:
        crash.uninstall()


def test_what_a_hard_crash_left_is_found_at_the_next_start(home):
    folder = crash.reports_folder()
    folder.mkdir(parents=True)
    (folder / "fault.log").write_text("Fatal Python error: Segmentation fault\n")
    left = crash.install()
    crash.uninstall()
    assert "Segmentation fault" in left
    assert crash.install() == ""
    crash.uninstall()


def test_this_pyside_does_not_lose_references(qapp):
    assert crash.drift_of_none() < crash.DRIFT_LIMIT


def test_a_binding_that_loses_references_is_noticed():
    held = [None] * 200

    class Leaking:
        def setObjectName(self, name):
            held.pop()

    assert crash.drift_of_none(Leaking()) >= crash.DRIFT_LIMIT
