"""Killed at any instant: what was printed is there, the project is sound, and running again does the rest."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from annotator import settings
from annotator.project import Project, ProjectReader

KILLS = int(os.environ.get("ANNOTATOR_KILLS", "8"))
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
TEXT = "word " * 2_000
UNDO = """
import sys
from pathlib import Path
from annotator import settings
from annotator.project import Project
project = Project.open(Path(sys.argv[1]), settings.person())
print("open", flush=True)
while True:
    project.undo()
    project.redo()
"""


def reopened(path):
    """Open the project as the next start does, look for faults and return what it holds."""
    project = Project.open(path, settings.person())
    faults = project.check()
    found = {one.uid: one for article in project.articles() for one in project.annotations(article.uid)}
    titles = [one.title for one in project.articles()]
    project.close(with_backup=False)
    assert faults == []
    return found, titles


def killed_within(start, seconds, chance, words):
    """Kill the words at some moment of the time they take; return what they printed and the exit code."""
    process = start(*words, stdout=subprocess.PIPE)
    try:
        process.wait(chance.uniform(0.2, 0.98) * seconds)
    except subprocess.TimeoutExpired:
        kill(process)
    return process.stdout.read(), process.returncode


def seconds_of(start, *words):
    """Return how long the words take."""
    begun = time.monotonic()
    assert start(*words, stdout=subprocess.DEVNULL).wait(60) == 0
    return time.monotonic() - begun


def kill(process):
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.timeout(240)
def test_no_acknowledged_tag_is_lost_by_kills(tmp_path, start, run):
    path = tmp_path / "news.db"
    (tmp_path / "a.txt").write_text(TEXT)
    run("import", "--project", path, tmp_path / "a.txt")
    with ProjectReader(path) as reader:
        article = reader.articles()[0].uid
    chance, acknowledged, at = random.Random(7), {}, 0
    for _ in range(KILLS):
        process = start(
            *("tag", "--project", path, "--article", article, "--from", "-"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(chance.randint(1, 25)):
            wish = {"start": at * 5, "end": at * 5 + 4, "label": "PERSON", "note": f"note {at}"}
            process.stdin.write(json.dumps(wish) + "\n")
            process.stdin.flush()
            at += 1
            if chance.random() < 0.9:
                uid, note = process.stdout.readline().rstrip("\n").split("\t")
                acknowledged[uid] = note
        kill(process)
        acknowledged.update(line.split("\t") for line in process.stdout.read().splitlines() if "\t" in line)
        found, _ = reopened(path)
        assert {uid: found[uid].note for uid in acknowledged} == acknowledged
    assert len(acknowledged) > KILLS


@pytest.mark.timeout(240)
def test_a_killed_import_leaves_whole_files_and_the_next_one_adds_the_rest(tmp_path, start, run):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(450):
        (folder / f"{number:03}.txt").write_text(f"Article {number}\n" + f"Words of {number}. " * 40)
    chance, codes = random.Random(11), []
    seconds = seconds_of(start, "import", "--project", tmp_path / "first.db", folder)
    for number in range(KILLS):
        path = tmp_path / f"p{number}.db"
        run("new", path)
        printed, code = killed_within(start, seconds, chance, ("import", "--project", path, folder))
        is_acknowledged = printed.startswith(b"Imported 450 articles")
        codes.append(code)
        _, titles = reopened(path)
        assert len(titles) in (0, 200, 400, 450)
        assert len(titles) == 450 or not is_acknowledged
        done = run("import", "--project", path, folder)
        assert f"Imported {450 - len(titles)} articles" in done.stdout
        assert reopened(path)[1] == [f"Article {number}" for number in range(450)]
    assert -signal.SIGKILL in codes, "every run ended before it was killed"


@pytest.mark.timeout(240)
def test_a_killed_import_of_annotations_leaves_all_or_nothing(tmp_path, start, run):
    spans = [{"kind": "entity", "label": "PERSON", "spans": [[at, at + 4]]} for at in range(0, len(TEXT), 5)]
    (tmp_path / "x.jsonl").write_text(json.dumps({"title": "T", "text": TEXT, "annotations": spans}))
    chance, codes = random.Random(13), []
    seconds = seconds_of(start, "import", "--project", tmp_path / "first.db", tmp_path / "x.jsonl")
    for number in range(KILLS):
        path = tmp_path / f"p{number}.db"
        run("new", path)
        printed, code = killed_within(start, seconds, chance, ("import", "--project", path, tmp_path / "x.jsonl"))
        is_acknowledged = b"2000 annotations" in printed
        codes.append(code)
        found, titles = reopened(path)
        assert (len(found), len(titles)) in ((0, 0), (2_000, 1))
        assert found or not is_acknowledged
    assert -signal.SIGKILL in codes, "every run ended before it was killed"


def spans_file(path, count):
    """Write a file with an article that has so many tags."""
    spans = [{"kind": "entity", "label": "PERSON", "spans": [[at * 5, at * 5 + 4]]} for at in range(count)]
    path.write_text(json.dumps({"title": "T", "text": TEXT, "annotations": spans}))


@pytest.mark.timeout(240)
def test_a_killed_export_leaves_the_old_file_or_the_new_one(tmp_path, start, run):
    spans_file(tmp_path / "x.jsonl", 500)
    path, out = tmp_path / "p.db", tmp_path / "out" / "out.csv"
    out.parent.mkdir()
    run("import", "--project", path, tmp_path / "x.jsonl")
    words = ("export", "--project", path, "-o", out, "--status", "any", "--force")
    seconds, chance, codes = seconds_of(start, *words), random.Random(17), []
    new = out.read_bytes()
    for _ in range(KILLS):
        out.write_bytes(b"the old export")
        printed, code = killed_within(start, seconds, chance, words)
        codes.append(code)
        assert out.read_bytes() in (b"the old export", new)
        assert b"Exported" not in printed or out.read_bytes() == new
        assert all(one.name.startswith(".") for one in out.parent.iterdir() if one != out)
    assert len(new.splitlines()) == 501 and len(reopened(path)[0]) == 500
    assert -signal.SIGKILL in codes, "every run ended before it was killed"


@pytest.mark.timeout(240)
def test_a_killed_undo_is_done_or_not_done(tmp_path, start, run):
    spans_file(tmp_path / "x.jsonl", 100)
    path, chance = tmp_path / "p.db", random.Random(19)
    run("import", "--project", path, tmp_path / "x.jsonl")
    for _ in range(KILLS):
        process = start(path, stdout=subprocess.PIPE, code=UNDO)
        assert process.stdout.readline() == b"open\n"
        time.sleep(chance.uniform(0, 0.15))
        kill(process)
        found, titles = reopened(path)
        assert (len(found), len(titles)) in ((0, 0), (100, 1))
        if not found:
            project = Project.open(path, settings.person())
            project.redo()
            project.close(with_backup=False)


@pytest.mark.timeout(240)
def test_a_killed_new_leaves_a_whole_project_or_none(tmp_path, start, run):
    seconds, chance = seconds_of(start, "new", tmp_path / "first.db"), random.Random(23)
    for number in range(KILLS):
        path = tmp_path / f"p{number}.db"
        printed, _ = killed_within(start, seconds, chance, ("new", path))
        assert path.exists() or b"Made" not in printed
        if not path.exists():
            assert run("new", path).exit_code == 0
        assert reopened(path) == ({}, [])
