"""What conftest.py promises of every test is kept: no network, no silence about warnings, a home of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
INNER = """
import logging, os, pathlib, socket
import pytest

def make_a_socket():
    with socket.socket(socket.AF_INET) as made:
        return made.fileno()

def test_network():
    make_a_socket()

def test_network_with_the_refusal_swallowed():
    try:
        make_a_socket()
    except OSError:
        return

@pytest.mark.network
def test_network_that_was_announced():
    make_a_socket()

def test_unix_socket():
    socket.socket(socket.AF_UNIX).close()

def test_warning():
    logging.getLogger("annotator.somewhere").warning("look")

@pytest.mark.logs
def test_warning_that_was_announced():
    logging.getLogger("annotator.somewhere").warning("look")

def test_mere_information():
    logging.getLogger("annotator.somewhere").info("look")

def test_home(tmp_path):
    assert pathlib.Path(os.environ["ANNOTATOR_HOME"]).parent == tmp_path

def test_a_project_left_open(project):
    from annotator.project import ProjectReader
    globals()["forgotten"] = ProjectReader(project.path)

def test_a_project_that_is_written(project, article):
    assert [one.uid for one in project.articles()] == [article.uid]
"""
BROKEN = {
    "test_network",
    "test_network_with_the_refusal_swallowed",
    "test_warning",
    "test_a_project_left_open",
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """Run the inner tests under the same conftest and return what was printed of each."""
    folder = tmp_path_factory.mktemp("guards")
    shutil.copyfile(ROOT / "tests" / "conftest.py", folder / "conftest.py")
    (folder / "test_inner.py").write_text(INNER, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    shown = [*command, "-rA", "-p", "no:cacheprovider", "--basetemp", str(folder / "temp"), str(folder)]
    answer = subprocess.run(shown, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=50)
    return answer.stdout


def names(outcome, *results):
    """Return the inner tests that ended so."""
    lines = [line.split() for line in outcome.splitlines() if line.startswith(results)]
    return {line[1].rpartition("::")[2] for line in lines}


def test_what_breaks_a_promise_fails(outcome):
    assert names(outcome, "FAILED ", "ERROR ") == BROKEN


def test_what_keeps_them_passes(outcome):
    kept = {line[4:].split("(")[0] for line in INNER.splitlines() if line.startswith("def test_")} - BROKEN
    assert kept <= names(outcome, "PASSED ")
