"""Many files are read in order by processes that may crash, hang or swell without harm to the others."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from annotator.errors import ImportFileError
from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.model.structure import Part
from annotator.transfer import draft_codec, importing, parser_child, parsing
from annotator.transfer.parsing import parse_files
from annotator.transfer.reports import ImportOptions

ROOT = Path(__file__).resolve().parents[2]
PAGE = "<h1>Title {0}</h1>" + "<p>Page {0} tells of harbours, cranes and ships that come in the morning.</p>" * 5


def fill(folder, files):
    """Write files into a folder and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def guarded(code):
    """Run code in a process that guards itself as a parser does."""
    start = "import sys; from annotator.transfer import parser_child as p; p._limit_process();"
    start += "sys.addaudithook(p._Guard(p._own_folders()));"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", start + code], env=surroundings, capture_output=True, text=True, timeout=30
    )


def test_files_come_in_order_whatever_reads_them(tmp_path):
    files = {f"{number:02}.{'html' if number % 3 else 'txt'}": PAGE.format(number) for number in range(20)}
    outcomes = list(parse_files([fill(tmp_path, files)], processes=2))
    assert [path.name for path, _ in outcomes] == sorted(files)
    assert all(f"Page {int(path.stem)} tells" in draft.text for path, draft in outcomes)


def test_a_draft_tells_file_extractor_and_hash(tmp_path):
    folder = fill(tmp_path, {"a.html": PAGE.format(1)})
    [(path, draft)] = parse_files([folder])
    assert draft.origin_path == str(path)
    assert draft.extractor.startswith("trafilatura ")
    assert len(draft.original_sha256) == 64


def test_every_file_of_an_archive_is_an_outcome(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("b/page.html", PAGE.format(7))
        packed.writestr("a.txt", "Plain words")
        packed.writestr("c.pdf", b"%PDF-1.7 broken")
        packed.writestr(".hidden.txt", "not read")
    [(_, first), (_, second), (_, third)] = parse_files([tmp_path / "all.zip"])
    assert first.origin_path == f"{tmp_path / 'all.zip'}/a.txt"
    assert "Page 7 tells" in second.text
    assert str(third) == "c.pdf: this PDF is damaged or cut off and can't be read."


def test_a_file_that_takes_too_long_costs_only_itself(tmp_path):
    slow = "<p " + " ".join(f"a{number}=1" for number in range(150_000)) + ">x</p>"
    folder = fill(tmp_path, {"a.html": slow, "b.html": PAGE.format(2), "c.html": PAGE.format(3)})
    (_, first), (_, second), (_, third) = parse_files([folder], processes=1)
    assert "takes more than 5 seconds" in str(first)
    assert "Page 2" in second.text
    assert "Page 3" in third.text


def test_a_process_that_dies_is_replaced_and_the_rest_of_an_archive_read(tmp_path):
    slow = "<p " + " ".join(f"a{number}=1" for number in range(150_000)) + ">x</p>"
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("a.html", PAGE.format(1))
        packed.writestr("b.html", slow + " " * 2_000_000)
        packed.writestr("c.html", PAGE.format(3))
    outcomes = [one for _, one in parse_files([tmp_path / "all.zip"])]
    assert "Page 1" in outcomes[0].text
    assert str(outcomes[1]).startswith("b.html: it takes more than 5 seconds")
    assert "Page 3" in outcomes[2].text
    assert len(outcomes) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for the children")
def test_closing_the_generator_ends_the_processes(tmp_path):
    outcomes = parse_files([fill(tmp_path, {f"{number}.html": PAGE.format(number) for number in range(9)})])
    next(outcomes)
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    assert children.read_text().split()
    outcomes.close()
    assert not children.read_text().split()


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "open('/etc/hostname').read()",
        "open('/tmp/annotator-parser-was-here', 'w')",
        "import os; os.open('/tmp/annotator-parser-was-here', os.O_CREAT | os.O_WRONLY)",
        "import os; os.listdir('/')",
        "import os; os.remove('/tmp/annotator-parser-was-here')",
        "import ctypes; ctypes.CDLL('/tmp/own.so')",
    ],
)
def test_a_parser_process_is_denied_what_no_parser_needs(code):
    done = guarded(code)
    assert done.returncode == 1
    assert "PermissionError: a parser may not" in done.stderr


def test_a_parser_process_may_still_read_its_own_program():
    assert guarded("import annotator.resources, wave; print('read')").stdout == "read\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a limit of memory")
def test_a_parser_process_gets_no_more_memory_than_its_limit():
    assert "MemoryError" in guarded(f"bytearray({parser_child.MEMORY_LIMIT})").stderr
    assert guarded("bytearray(200_000_000)").returncode == 0


def test_a_parser_process_sees_nothing_of_the_surroundings(monkeypatch):
    monkeypatch.setenv("A_PASSWORD", "secret")
    assert set(parsing._surroundings()) <= {"PYTHONPATH", "PYTHONUTF8", "LC_ALL", "TZ", "SYSTEMROOT"}


def test_a_draft_survives_the_pipe_and_a_false_one_is_refused():
    parts = (Part("heading", Span(0, 5), 1),)
    draft = ArticleDraft("T", "Words\n\nmore", meta={"author": "A"}, structure=parts, pages=(0, 7), warnings=("w",))
    value = draft_codec.encode(draft)
    assert draft_codec.decode(value) == draft
    false = [{"text": 1}, {"text": ""}, {"pages": [99]}, {"structure": [["heading", 0, 99, 1]]}, {"text": "a\0b"}]
    for one in [*false, {"structure": [["odd", 0, 1, 0]]}, {"meta": {"a": 1}}]:
        with pytest.raises(ValueError, match=r"not a|NUL|has|beyond"):
            draft_codec.decode({**value, **one})


def test_files_of_unknown_kinds_and_annotation_tables_are_told(tmp_path):
    folder = fill(tmp_path, {"a.csv": "annotation_id\n", "b.xyz": "x"})
    messages = [str(one) for _, one in parse_files([folder])]
    assert messages == ["files of this kind hold no article that can be read."] * 2


def test_an_import_takes_pages_archives_and_texts_and_names_each_failure(project, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("page.html", PAGE.format(1))
        packed.writestr("bad.pdf", b"no pdf")
    fill(tmp_path, {"a.txt": "Words", "b.html": PAGE.format(2), "c.pdf": b"%PDF-"})
    report = importing.import_paths(project, [tmp_path], options=ImportOptions())
    assert sorted(one.title for one in report.added) == ["Title 1", "Title 2", "Words"]
    failed = [(Path(one.file).name, one.message.split(":")[0]) for one in report.failed]
    assert failed == [("all.zip", "bad.pdf"), ("c.pdf", "this PDF is damaged or cut off and can't be read.")]
    again = importing.import_paths(project, [tmp_path], options=ImportOptions())
    assert (again.added, len(again.existing)) == ([], 3)


def test_one_document_can_be_read_without_adding_it(tmp_path):
    fill(tmp_path, {"a.html": PAGE.format(1), "b.pdf": b"x"})
    assert importing.read_draft(tmp_path / "a.html").title == "Title 1"
    with pytest.raises(ImportFileError, match=r"^b\.pdf: this is not a PDF file"):
        importing.read_draft(tmp_path / "b.pdf")
