"""`annotator check`: the exit code tells, faults are named, and a repair makes a sound project beside it."""

import sqlite3

import pytest

from annotator.model.span import Span
from annotator.project import Project, ProjectReader, annotating


@pytest.fixture
def tagged(project, version):
    """Return the path of a closed project with two tags."""
    label = project.labels().by_key("PERSON").uid
    for start in (23, 54):
        annotating.tag(project, version, [Span(start, start + 9)], label)
    project.close(with_backup=False)
    return project.path


def execute(path, *statements):
    other = sqlite3.connect(path, isolation_level=None)
    for one in statements:
        other.execute(one)
    other.close()


def test_a_sound_project_ends_with_zero_however_it_is_named(tagged, run):
    for words in (("--project", tagged), (tagged,)):
        done = run("check", *words)
        assert (done.exit_code, done.stdout) == (0, f"{tagged} is sound\n")


@pytest.mark.parametrize("words", [(), ("P", "--project", "P")])
def test_one_project_must_be_named(run, words):
    assert run("check", *words).exit_code == 2


def test_faults_are_named_and_the_repaired_project_is_sound(tagged, run, tmp_path):
    execute(tagged, "DROP TRIGGER spans_quote_update", "UPDATE spans SET quote = 'Alba Rann' WHERE start_offset = 23")
    before, out = tagged.read_bytes(), tmp_path / "out.db"
    done = run("check", "--project", tagged, "--repair", out)
    assert done.exit_code == 1
    assert (
        "quote: The mention of annotation" in done.stdout and "schema: The file lacks spans_quote_update" in done.stdout
    )
    assert "recovered: a_" in done.stdout
    assert f"Repaired into {out}: 2 articles, 2 annotations, 2 entities, 0 claims" in done.stdout
    assert tagged.read_bytes() == before
    assert run("check", out).exit_code == 0
    with ProjectReader(out) as reader:
        assert [one.title for one in reader.articles()] == ["Harbour talks", "Recovered"]


def test_a_sound_project_needs_no_repair(tagged, run, tmp_path):
    assert run("check", tagged, "--repair", tmp_path / "out.db").exit_code == 0
    assert not (tmp_path / "out.db").exists()


def test_a_file_that_cannot_be_opened_ends_with_three_unless_it_can_be_repaired(tagged, run, tmp_path):
    with tagged.open("r+b") as stream:
        stream.write(b"\xff" * 4096)
    assert run("check", tagged).exit_code == 3
    done = run("check", tagged, "--repair", tmp_path / "out.db")
    assert done.exit_code == 1 and "1 article, 2 annotations" in done.stdout
    assert run("check", tmp_path / "out.db").exit_code == 0


def test_a_letter_is_neither_checked_nor_repaired(run, tmp_path):
    letter = tmp_path / "letter.db"
    letter.write_text("Dear friend, this is no project.", "utf-8")
    done = run("check", letter, "--repair", tmp_path / "out.db")
    assert done.exit_code == 3
    assert "not an Annotator project" in done.stderr and "Nothing of a project can be read" in done.stderr
    assert not (tmp_path / "out.db").exists()


def test_a_repair_replaces_nothing(tagged, run, tmp_path):
    (tmp_path / "out.db").write_text("mine", "utf-8")
    execute(tagged, "DELETE FROM search_docs")
    assert run("check", tagged, "--repair", tmp_path / "out.db").exit_code == 1
    assert (tmp_path / "out.db").read_text("utf-8") == "mine"


def test_a_cut_character_is_a_warning_and_no_fault(project_path, person, run):
    from annotator.model.records import ArticleDraft
    from annotator.project import articles

    project = Project.open(project_path, person)
    article = articles.add(project, [ArticleDraft("T", "cafe\u0301 closed")]).added[0]
    annotating.tag(project, project.version(article.uid), [Span(0, 4)], project.labels().by_key("PERSON").uid)
    project.close(with_backup=False)
    done = run("check", project_path)
    assert done.exit_code == 0
    assert "warning: cluster: The mention of annotation" in done.stdout and "is sound (1 warning)" in done.stdout


def test_commands_that_ask_leave_no_file_beside_the_project(tagged, run):
    for words in (("list", "annotations"), ("stats",), ("check",), ("export", "-o", "-")):
        assert run(words[0], "--project", tagged, *words[1:]).exit_code == 0
        assert [one.name for one in tagged.parent.iterdir() if one.is_file()] == [tagged.name]


def test_a_damaged_page_is_a_sentence_and_no_report(tagged, run, home):
    content = bytearray(tagged.read_bytes())
    content[len(content) // 3 :] = b"\xff" * (len(content) - len(content) // 3)
    tagged.write_bytes(content)
    done = run("list", "annotations", "--project", tagged)
    assert done.exit_code == 1
    assert "damaged" in done.stderr and "annotator check" in done.stderr and "unforeseen" not in done.stderr
