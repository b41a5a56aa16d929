"""Run the command line in this process, or in one of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator import cli

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = "import sys; from annotator import cli; sys.exit(cli.main())"


@pytest.fixture
def run():
    """Return a function that runs words and gives exit code, standard output and standard error."""

    def call(*words, given=None):
        return CliRunner().invoke(cli.main, [str(word) for word in words], input=given)

    return call


@pytest.fixture
def start(home):
    """Return a function that starts the words in a process of its own."""
    started = []

    def begin(*words, code=CODE, **streams):
        environment = {**os.environ, "ANNOTATOR_HOME": str(home), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", code, *map(str, words)]
        process = subprocess.Popen(command, env=environment, cwd=ROOT, **streams)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
