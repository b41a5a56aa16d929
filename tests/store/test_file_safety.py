"""What a project file refuses, and what every connection to it is set to."""

import shutil
import sqlite3

import pytest

from annotator.errors import NewerProjectError, ProjectError
from annotator.project import Project, ProjectReader, is_project
from annotator.store import connection, migrations, schema


def execute(path, *statements):
    opened = sqlite3.connect(path)
    for one in statements:
        opened.execute(one)
    opened.commit()
    opened.close()


def test_every_connection_checks_links_and_distrusts_the_schema(project_path):
    wanted = {"foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0, "temp_store": 2}
    for db in (connection.open_writer(project_path), connection.open_reader(project_path)):
        found = {name: (db.execute(f"PRAGMA {name}").fetchone() or [0])[0] for name in wanted}
        db.close()
        assert found == wanted


def test_a_writer_has_every_commit_on_disk_and_a_log_beside_the_file(project_path):
    db = connection.open_writer(project_path)
    found = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "secure_delete")]
    db.close()
    assert found == ["wal", 2, 1]


def test_a_reader_cannot_write(project_path):
    db = connection.open_reader(project_path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM labels")
    db.close()


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE article_versions SET text = 'other'", "never changes"),
        ("UPDATE spans SET quote = 'other'", "differs from the text"),
        ("UPDATE spans SET start_offset = start_offset + 1", "differs from the text"),
        ("UPDATE annotations SET status = 'done'", "CHECK"),
        ("UPDATE annotations SET start_offset = 'abc'", "cannot store TEXT"),
        ("UPDATE annotations SET kind = 'claim'", "FOREIGN KEY"),
        ("INSERT INTO mentions (annotation_id, form) SELECT id, 'NICK' FROM annotations", "CHECK|UNIQUE"),
        (
            "INSERT INTO claim_occurrences (annotation_id, claim_id, voice, quote_type, modality, polarity,"
            " endorsement) SELECT id, 1, 'author', 'none', 'asserted', 'positive', 'neutral' FROM annotations",
            "FOREIGN KEY",
        ),
        ("UPDATE entities SET qid = 'R5'", "CHECK"),
        ("UPDATE entities SET qid = 'Q5x'", "CHECK"),
        ("UPDATE articles SET status = 'finished'", "CHECK"),
        ("INSERT INTO meta (key, value) VALUES ('title', NULL)", "NOT NULL"),
    ],
)
def test_the_database_itself_refuses(project, version, statement, message):
    from annotator.model.span import Span
    from annotator.project import annotating

    annotating.tag(project, version, [Span(23, 32)], project.labels().by_key("PERSON").uid)
    other = sqlite3.connect(project.path, isolation_level=None)
    other.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.DatabaseError, match=message):
        other.execute(statement)
    other.close()


def test_a_second_current_verdict_is_refused(project):
    other = sqlite3.connect(project.path, isolation_level=None)
    other.execute("INSERT INTO claims (id, uid, proposition) VALUES (1, 'c_1', 'x')")
    other.execute("INSERT INTO rating_scales (id, key, name) VALUES (1, 's', 'S')")
    other.execute("INSERT INTO ratings (id, scale_id, key, name) VALUES (1, 1, 'r', 'R')")
    verdict = "INSERT INTO verdicts (uid, claim_id, rating_id, decided_at, is_current) VALUES (?, 1, 1, '', ?)"
    other.execute(verdict, ("j_1", 1))
    other.execute(verdict, ("j_2", 0))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        other.execute(verdict, ("j_3", 1))
    other.close()


def test_a_newer_project_is_refused_by_name_and_untouched(project_path, person):
    execute(project_path, f"PRAGMA user_version = {migrations.packed(migrations.MAJOR + 1, 0)}")
    before = project_path.read_bytes()
    with pytest.raises(NewerProjectError, match="project.annotator.db.*newer version"):
        Project.open(project_path, person)
    with pytest.raises(NewerProjectError):
        ProjectReader(project_path)
    assert project_path.read_bytes() == before


def test_a_slightly_newer_project_opens_for_reading(project_path, person):
    execute(project_path, f"PRAGMA user_version = {migrations.packed(migrations.MAJOR, migrations.MINOR + 1)}")
    opened = Project.open(project_path, person)
    assert opened.is_read_only and "newer" in opened.read_only_reason
    opened.close()


def test_a_strangers_trigger_opens_for_reading_and_never_runs(project_path, person):
    execute(project_path, "CREATE TRIGGER evil AFTER INSERT ON change_sets BEGIN DELETE FROM labels; END")
    opened = Project.open(project_path, person)
    assert "trigger" in opened.read_only_reason and "evil" in opened.read_only_reason
    assert len(opened.labels()) > 10
    opened.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW evil AS SELECT 1",
        "CREATE VIRTUAL TABLE evil USING fts5 (x)",
        "CREATE TABLE evil (a, b GENERATED ALWAYS AS (a + 1))",
    ],
)
def test_what_is_not_ours_in_the_schema_keeps_the_project_read_only(project_path, person, statement):
    execute(project_path, statement)
    opened = Project.open(project_path, person)
    assert "evil" in opened.read_only_reason
    opened.close()


@pytest.mark.parametrize("content", [b"", b"not a database at all, just a letter to a friend", b"\x00" * 4096])
def test_a_file_that_is_no_project_is_refused_and_untouched(tmp_path, person, content):
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    with pytest.raises(ProjectError, match=r"letter\.db"):
        Project.open(path, person)
    assert path.read_bytes() == content
    assert not is_project(path)


def test_another_programs_database_is_not_a_project(tmp_path, person):
    path = tmp_path / "other.db"
    execute(path, "CREATE TABLE t (a)")
    with pytest.raises(ProjectError, match="not an Annotator project"):
        Project.open(path, person)
    assert not is_project(path)


def test_a_project_is_told_by_its_header_not_its_name(project_path, tmp_path):
    renamed = tmp_path / "renamed.txt"
    shutil.copyfile(project_path, renamed)
    assert is_project(renamed)


def test_a_missing_project_is_never_made_anew(tmp_path, person):
    path = tmp_path / "gone.annotator.db"
    with pytest.raises(ProjectError, match="no project at"):
        Project.open(path, person)
    assert not path.exists()


def test_a_project_is_not_made_over_a_file_or_in_a_missing_folder(tmp_path, person, project_path):
    with pytest.raises(ProjectError, match="exists already"):
        Project.create(project_path, person)
    with pytest.raises(ProjectError, match="no folder"):
        Project.create(tmp_path / "nowhere" / "p.db", person)


def test_a_damaged_project_gives_a_sentence(project_path, person):
    content = bytearray(project_path.read_bytes())
    content[100:8000] = b"\xff" * 7900
    project_path.write_bytes(content)
    with pytest.raises(ProjectError, match="damaged|can't be opened|lacks"):
        Project.open(project_path, person)


def test_a_read_only_file_opens_for_reading_with_the_reason(project_path, person):
    project_path.chmod(0o444)
    opened = Project.open(project_path, person)
    assert opened.read_only_reason == "the file is marked read-only"
    assert [label.key for label in opened.labels()][0] == "PERSON"
    opened.close()


def test_the_schema_holds_all_its_triggers_after_a_table_is_transformed_by_a_migration(project_path):
    db = connection.open_reader(project_path)
    names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    db.close()
    assert names == set(schema.TRIGGERS)
