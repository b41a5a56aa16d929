"""What a reader leaves behind, sees and says: nothing, one state, and one sentence."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from annotator import settings
from annotator.errors import AnnotatorError, ProjectError, SaveError
from annotator.model.records import ArticleDraft, Filter
from annotator.model.span import Span
from annotator.project import Project, ProjectReader, annotating, articles
from annotator.store.trouble import StoreError
from annotator.transfer import exporting

PAGE = 4096


def names_beside(path):
    return sorted(one.name for one in path.parent.iterdir() if one.is_file())


def filled(path, person, count=40):
    """Write articles whose texts need pages of their own."""
    project = Project.open(path, person)
    articles.add(project, [ArticleDraft(f"Article {at}", f"Words of {at}. " * 600) for at in range(count)])
    project.close(with_backup=False)


def overwrite(path, start, length):
    with path.open("r+b") as stream:
        stream.seek(start)
        stream.write(b"\xa5" * length)


def test_a_reader_leaves_no_file_beside_the_project(project_path, person):
    filled(project_path, person, 2)
    with ProjectReader(project_path) as reader:
        assert len(reader.articles()) == 2
    assert names_beside(project_path) == [project_path.name]


def test_a_reader_takes_up_what_a_killed_writer_left_in_the_log(project_path, person, tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from annotator.project import Person, Project, articles;"
        "from annotator.model.records import ArticleDraft;"
        "p = Project.open(Path(sys.argv[1]), Person('u_1', 'Bo'));"
        "articles.add(p, [ArticleDraft('Left', 'in the log')]); os._exit(9)"
    )
    root = str(Path(__file__).resolve().parents[2])
    subprocess.run([sys.executable, "-c", code, project_path], env={**os.environ, "PYTHONPATH": root}, cwd=root)
    assert f"{project_path.name}-wal" in names_beside(project_path)
    with ProjectReader(project_path) as reader:
        assert [one.title for one in reader.articles()] == ["Left"]
    assert names_beside(project_path) == [project_path.name]


def test_a_reader_closes_while_the_window_keeps_writing(project, version):
    label = project.labels().by_key("PERSON").uid
    for start in (23, 54):
        with ProjectReader(project.path) as reader:
            assert reader.title == "Tests"
        annotating.tag(project, version, [Span(start, start + 9)], label)
    assert len(project.annotations(version.article)) == 2 and project.check() == []


def test_a_project_in_a_folder_that_cannot_be_written_is_read_and_nothing_is_made(project_path, person, tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir()
    moved = folder / "p.db"
    moved.write_bytes(project_path.read_bytes())
    folder.chmod(0o555)
    opened = Project.open(moved, person)
    with ProjectReader(moved) as reader:
        assert len(reader.labels()) == len(opened.labels()) > 10
        assert names_beside(moved) == ["p.db"]
    assert opened.read_only_reason == "its folder can't be written"
    opened.close()
    folder.chmod(0o755)
    assert names_beside(moved) == ["p.db"]


def test_a_snapshot_sees_one_state_although_others_write(project, version):
    label = project.labels().by_key("PERSON").uid
    annotating.tag(project, version, [Span(23, 32)], label)
    with ProjectReader(project.path) as reader:
        with reader.snapshot(), reader.snapshot():
            before = reader.stats()
            annotating.tag(project, version, [Span(54, 63)], label)
            assert reader.stats() == before
        assert reader.stats()["annotations"] == 2


def test_an_export_holds_one_state_while_the_window_writes(project, version, tmp_path):
    label = project.labels().by_key("PERSON").uid
    for start in range(0, 40, 4):
        annotating.tag(project, version, [Span(start, start + 3)], label)
    went_on, written = threading.Event(), threading.Event()

    def wait(count, total):
        went_on.set()
        written.wait(20)

    target, failures = tmp_path / "out.jsonl", []
    job = exporting.export_job(project.path, "jsonl", Filter(), target=target)
    exporting_step, exporting._STEP = exporting._STEP, 1
    try:
        thread = threading.Thread(target=lambda: failures.append(job(progress=wait)))
        thread.start()
        assert went_on.wait(20)
        for start in range(50, 90, 4):
            annotating.tag(project, version, [Span(start, start + 3)], label)
        written.set()
        thread.join(20)
    finally:
        exporting._STEP = exporting_step
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    named = {one["attributes"]["entity_id"] for one in lines[1]["annotations"]}
    assert len(lines[1]["annotations"]) == 10
    assert named == {one["id"] for one in lines[0]["entities"]}


def test_a_damaged_page_met_by_a_query_is_one_sentence_that_names_the_file(project_path, person):
    filled(project_path, person)
    size = project_path.stat().st_size
    overwrite(project_path, size // 2, size // 4)
    with ProjectReader(project_path) as reader, pytest.raises(AnnotatorError) as told:
        for one in reader.articles():
            reader.text(one.uid)
    assert "project.annotator.db" in str(told.value) and "annotator check" in str(told.value)
    assert isinstance(told.value, StoreError)


def test_a_damaged_page_met_in_the_middle_of_the_rows_is_the_same_sentence(project_path, person):
    filled(project_path, person)
    size = project_path.stat().st_size
    overwrite(project_path, size - size // 4, size // 4)
    db = ProjectReader(project_path)
    for rows in (lambda cursor: list(cursor), lambda cursor: cursor.fetchall()):
        with pytest.raises(AnnotatorError, match="is damaged"):
            rows(db._db.execute("SELECT id, text FROM article_versions"))
    with pytest.raises(AnnotatorError, match="is damaged"):
        cursor = db._db.execute("SELECT id, text FROM article_versions")
        while cursor.fetchone():
            pass
    db.close()


def test_a_fault_of_our_own_stays_what_it_is(project):
    with pytest.raises(sqlite3.OperationalError) as told:
        project._db.execute("SELECT nothing FROM nowhere")
    assert not isinstance(told.value, AnnotatorError)


def test_a_lock_held_for_long_names_who_holds_it(project_path, person):
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN IMMEDIATE'); print('locked', flush=True); sys.stdin.read()"
    )
    project = Project.open(project_path, person, busy_seconds=0.1)
    holder = subprocess.Popen([sys.executable, "-c", code, project_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout.readline()
    with pytest.raises(SaveError, match="another program is writing") as told:
        articles.add(project, [ArticleDraft("T", "text")])
    holder.communicate(b"")
    if sys.platform == "linux":
        assert f"process {holder.pid} on " in str(told.value) and "running since" in str(told.value)
    assert project.retry()
    project.close(with_backup=False)


def test_a_project_that_could_not_be_made_leaves_nothing(tmp_path, person, monkeypatch):
    folder = tmp_path / "new"
    folder.mkdir()
    monkeypatch.setattr("annotator.project.opening.introduce", lambda db, person: db.execute("BEGIN"))
    with pytest.raises(sqlite3.OperationalError):
        Project.create(folder / "p.db", person)
    assert list(folder.iterdir()) == []


def test_a_project_is_not_made_over_one_that_comes_up_meanwhile(tmp_path, person, monkeypatch):
    path = tmp_path / "p.db"
    from annotator.project import opening

    introduce = opening.introduce

    def late(db, person):
        introduce(db, person)
        path.write_bytes(b"mine")

    monkeypatch.setattr("annotator.project.opening.introduce", late)
    with pytest.raises(ProjectError, match="just been made by another program"):
        Project.create(path, person)
    assert path.read_bytes() == b"mine"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["p.db"]


def backups(project_id):
    return sorted((settings.backups_folder() / project_id).glob("*.db"))


def test_a_damaged_project_never_replaces_a_good_backup(project_path, person):
    filled(project_path, person)
    project = Project.open(project_path, person)
    project_id, kept = project.project_id, [project.backup() for _ in range(6)][-1]
    project.close()
    before = {one: one.read_bytes() for one in backups(project_id)}
    overwrite(project_path, project_path.stat().st_size // 2, 8 * PAGE)
    project = Project.open(project_path, person)
    with pytest.raises(SaveError, match=r"No copy of “project\.annotator\.db” was made: the project file is damaged"):
        project.backup()
    project.close()
    assert {one: one.read_bytes() for one in backups(project_id)} == before and kept in before
    assert [one for one in (settings.backups_folder() / project_id).iterdir() if one not in before] == []


@pytest.mark.logs
def test_a_backup_that_cannot_be_made_lets_the_project_close_and_is_told(project, version, caplog):
    project_path = project.path
    settings.backups_folder().parent.mkdir(parents=True)
    settings.backups_folder().write_text("a file stands in the way", "utf-8")
    annotating.tag(project, version, [Span(23, 32)], project.labels().by_key("PERSON").uid)
    project.close()
    assert "No copy of “project.annotator.db” was made" in caplog.text
    assert "Everything is saved in the project itself" in caplog.text
    with ProjectReader(project_path) as reader:
        assert [one.quote for one in reader.annotations(version.article)] == ["Alba Renn"]
