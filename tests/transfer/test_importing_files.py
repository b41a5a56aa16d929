"""Files and folders into a project: what is added, what was there, what failed, one undo step."""

import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from annotator.errors import ImportFileError
from annotator.transfer import importing
from annotator.transfer.reports import ImportOptions


def imported(project, *paths, **options):
    return importing.import_paths(project, paths, options=ImportOptions(**options))


def fill(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_a_folder_is_walked_in_order_without_hidden_and_unknown_files(project, tmp_path):
    files = {
        "b.txt": "B",
        "a/2.md": "# Two",
        "a/1.txt": "One",
        ".h/x.txt": "X",
        ".y.txt": "Y",
        "c.xyz": "?",
        "D.TXT": "D",
    }
    folder = fill(tmp_path / "in", files)
    report = imported(project, folder)
    assert [one.title for one in project.articles()] == ["D", "B", "One", "Two"]
    assert [Path(one).name for one in report.skipped] == ["c.xyz"]
    assert (report.files, report.failed) == (4, [])
    assert report.summary == "Imported 4 articles, 0 annotations from 4 files"


def test_what_is_known_of_a_file_is_kept_with_the_text(project, tmp_path):
    folder = fill(tmp_path, {"a.md": "---\ntitle: T\nauthor: Oss\n---\r\nBody\r\n"})
    imported(project, folder / "a.md")
    article = project.articles()[0]
    version = project.version(article.uid)
    assert (article.title, article.author) == ("T", "Oss")
    assert version.text == "---\ntitle: T\nauthor: Oss\n---\r\nBody\r\n"
    assert (version.encoding, version.newline, version.origin_path) == ("utf-8", "mixed", str(folder / "a.md"))


def test_the_same_file_twice_adds_nothing(project, tmp_path):
    folder = fill(tmp_path / "in", {"a.txt": "Text", "copy.txt": "Text"})
    first, second = imported(project, folder), imported(project, folder)
    assert (len(first.added), len(first.existing)) == (1, 1)
    assert (len(second.added), len(second.existing)) == (0, 2)
    assert second.summary == "Imported 0 articles, 0 annotations from 2 files, 2 already there"


def test_a_file_that_fails_leaves_nothing_and_the_others_stay(project, tmp_path):
    folder = fill(tmp_path / "in", {"a.txt": "A", "b.txt": b"\0", "c.jsonl": "{", "d.txt": "", "e.txt": "E"})
    report = imported(project, folder)
    assert [one.title for one in project.articles()] == ["A", "E"]
    assert [(Path(one.file).name, one.line) for one in report.failed] == [
        ("b.txt", None),
        ("d.txt", None),
        ("c.jsonl", 1),
    ]
    assert report.has_failed
    assert str(report.failed[2]).startswith(f"{folder / 'c.jsonl'}:1: this is not JSON")


@pytest.mark.parametrize("files", [{"a.txt": "A", "b.txt": ""}, {"a.txt": "A", "c.jsonl": "{"}])
def test_atomic_keeps_nothing_when_one_file_fails(project, tmp_path, files):
    report = imported(project, fill(tmp_path / "in", files), atomic=True)
    assert project.articles() == []
    assert (report.added, len(report.failed)) == ([], 1)


def test_atomic_keeps_everything_when_all_is_well(project, tmp_path):
    folder = fill(tmp_path / "in", {"a.txt": "A\r\n", "b.md": "# B", "copy.txt": "A\r\n"})
    report = imported(project, folder, atomic=True)
    assert [one.title for one in project.articles()] == ["A", "B"]
    assert len(report.existing) == 1
    version = project.version(project.articles()[0].uid)
    assert (version.newline, version.encoding) == ("crlf", "utf-8")
    assert version.imported_at and project.articles()[0].created_by == project.person.uid


def test_a_dry_run_counts_and_writes_nothing(project, tmp_path):
    report = imported(project, fill(tmp_path / "in", {"a.txt": "A", "b.txt": "B"}), dry_run=True)
    assert len(report.added) == 2
    assert (project.articles(), project.undo_title) == ([], "")


def test_strict_refuses_a_file_with_a_warning(project, tmp_path):
    folder = fill(tmp_path / "in", {"a.txt": "caf\xe9".encode("cp1252"), "b.txt": "B"})
    assert [one.code for one in imported(project, folder / "a.txt").warnings] == ["encoding-guessed"]
    report = imported(project, folder, strict=True)
    assert len(report.failed) == 1 and [one.title for one in report.added] == ["B"]


def test_hundreds_of_files_are_one_undo_step(project, tmp_path):
    folder = fill(tmp_path / "in", {f"{number:03}.txt": f"Text {number}" for number in range(450)})
    told = []
    importing.import_paths(project, [folder], progress=lambda *words: told.append(words))
    assert len(project.articles()) == 450
    assert told[-1][:2] == (450, 450)
    project.undo()
    assert (project.articles(), project.undo_title) == ([], "")


def test_an_import_that_is_stopped_keeps_what_is_whole(project, tmp_path):
    folder = fill(tmp_path / "in", {f"{number:03}.txt": f"Text {number}" for number in range(300)})
    calls = iter(range(10_000))
    report = importing.import_paths(project, [folder], cancelled=lambda: next(calls) >= 250)
    assert report.is_cancelled
    assert len(project.articles()) == len(report.added) == 250
    assert len(imported(project, folder).added) == 50


def test_the_project_itself_is_never_read(project, tmp_path):
    report = imported(project, tmp_path, project.path)
    assert (report.failed, report.added) == ([], [])
    assert not [one for one in report.skipped if "project.annotator.db" in one]


def test_a_missing_or_unknown_file_that_was_named_is_an_error(project, tmp_path):
    folder = fill(tmp_path / "in", {"a.log": "Text"})
    report = imported(project, folder / "a.log", folder / "no.txt", tmp_path / "gone.log")
    messages = [one.message for one in report.failed]
    assert messages[0].startswith("files of this kind are not known; name the format with --format")
    assert sorted(messages[1:]) == ["the file can't be read: No such file or directory.", "there is no such file."]
    assert len(imported(project, folder / "a.log", format="text").added) == 1


def test_a_named_format_takes_only_its_files_from_a_folder(project, tmp_path):
    report = imported(project, fill(tmp_path / "in", {"a.txt": "A", "b.md": "# B"}), format="markdown")
    assert [one.title for one in report.added] == ["B"]
    assert len(report.skipped) == 1


def test_standard_input_is_read_as_text_or_as_the_named_format(project, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"# From a pipe\n")))
    imported(project, importing.sources.STDIN)
    line = json.dumps({"title": "Second", "text": "Words"}).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(line)))
    imported(project, importing.sources.STDIN, format="jsonl")
    assert [one.title for one in project.articles()] == ["From a pipe", "Second"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
def test_a_file_name_that_is_no_text_is_read_and_shown_with_a_mark(project, tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"x" * 200)
    report = imported(project, tmp_path)
    assert report.failed == []
    assert project.articles()[0].title == "caf\ufffd"
    assert project.check() == []


def test_a_link_that_leads_back_is_not_followed_for_ever(project, tmp_path):
    folder = fill(tmp_path / "in", {"a.txt": "A"})
    (folder / "again").symlink_to(folder)
    (folder / "b.txt").symlink_to(folder / "a.txt")
    assert len(imported(project, folder).added) == 1


def test_a_draft_is_read_without_being_added(project, tmp_path):
    folder = fill(tmp_path, {"a.md": "# Head\n", "b.txt": "", "c.csv": "annotation_id\n"})
    assert importing.read_draft(folder / "a.md").title == "Head"
    with pytest.raises(ImportFileError, match=r"b\.txt: the file is empty"):
        importing.read_draft(folder / "b.txt")
    with pytest.raises(ImportFileError, match=r"c\.csv"):
        importing.read_draft(folder / "c.csv")
    assert importing.draft_from_paste("", "Words\n").title == "Words"
