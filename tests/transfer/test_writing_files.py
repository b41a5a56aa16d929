"""A file appears whole under its name, or what was there stays."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from annotator.errors import ExportError, UsageError
from annotator.model.records import Filter
from annotator.transfer import exporting
from annotator.transfer.exporting import ExportOptions
from annotator.transfer.files import write_whole

ROOT = Path(__file__).resolve().parent.parent.parent
EXPECTED = ROOT / "tests" / "expected"


def fail(stream):
    stream.write(b"half")
    raise ExportError("no more")


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path):
    assert write_whole(tmp_path / "a.csv", lambda stream: stream.write(b"abc")) == 3
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"abc"


def test_an_existing_file_is_replaced_only_by_force_and_keeps_its_mode(tmp_path):
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    with pytest.raises(UsageError, match="is there already"):
        write_whole(target, lambda stream: stream.write(b"new"))
    assert target.read_bytes() == b"old"
    write_whole(target, lambda stream: stream.write(b"new"), force=True)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_write_that_fails_leaves_what_was_there(tmp_path):
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    with pytest.raises(ExportError):
        write_whole(target, fail, force=True)
    assert target.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["a.csv"]


def test_a_file_that_comes_up_meanwhile_is_not_replaced(tmp_path):
    target = tmp_path / "a.csv"
    with pytest.raises(UsageError, match="just been made"):
        write_whole(target, lambda _: target.write_bytes(b"other"))
    assert target.read_bytes() == b"other"


def test_a_link_is_followed_to_the_file_it_names(tmp_path):
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_whole(tmp_path / "link.csv", lambda stream: stream.write(b"new"), force=True)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_folders_and_missing_folders_are_refused(tmp_path):
    with pytest.raises(UsageError, match="is a folder"):
        write_whole(tmp_path, lambda stream: None)
    with pytest.raises(UsageError, match="no folder"):
        write_whole(tmp_path / "no" / "a.csv", lambda stream: None)


def test_a_device_is_written_through():
    assert write_whole(Path(os.devnull), lambda stream: stream.write(b"abc")) == 3


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", "-journal"])
def test_an_export_never_takes_the_place_of_the_project(project, suffix):
    target = Path(f"{project.path}{suffix}")
    with pytest.raises(UsageError, match="the project itself"):
        exporting.export(project, "csv", Filter(), target=target, options=ExportOptions(force=True))
    assert project.articles() == []


def test_an_export_that_is_stopped_leaves_nothing(project, article, version, tmp_path):
    from annotator.model.span import Span
    from annotator.project import annotating

    annotating.tag(project, version, [Span(4, 12)], project.labels().by_key("PERSON").uid)
    job = exporting.export_job(project.path, "csv", Filter(), target=tmp_path / "a.csv")
    with pytest.raises(ExportError, match="stopped"):
        job(cancelled=lambda: True)
    assert not (tmp_path / "a.csv").exists()
    assert job() == 1


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from annotator.errors import ExportError
from annotator.model.records import Filter
from annotator.project import ProjectReader
from annotator.transfer import exporting
from annotator.transfer.exporting import ExportOptions

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
with ProjectReader(Path(sys.argv[1])) as reader:
    try:
        exporting.export(reader, sys.argv[4], Filter(), target=Path(sys.argv[2]), options=ExportOptions(force=True))
    except ExportError as error:
        print(error)
        sys.exit(1)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits the size of files")
@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_a_full_disk_is_a_sentence_and_the_old_export_stays(project, tmp_path, name):
    from annotator.transfer import importing

    importing.import_paths(project, [EXPECTED / "golden.jsonl"])
    old = tmp_path / "out.txt"
    whole = tmp_path / "whole.txt"
    exporting.export(project, name, Filter(), target=whole)
    old.write_bytes(b"the good old export")
    project.backup(tmp_path / "copy.db")
    sizes = range(0, whole.stat().st_size, 1024)
    for size in sizes:
        found = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(FULL_DISK), str(tmp_path / "copy.db"), str(old), str(size), name],
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=60,
        )
        assert found.returncode == 1, found.stderr
        assert "could not be written" in found.stdout and "untouched" in found.stdout
        assert old.read_bytes() == b"the good old export"
    assert not list(tmp_path.glob(".out*"))
    assert len(sizes) > 4
