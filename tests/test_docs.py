"""What the program declares is explained in the README or the help, and the README's examples run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import cli
from annotator.formats import csv, exporters, importers
from annotator.settings import SETTINGS
from annotator.ui.commands import COMMANDS
from annotator.ui.composer.commands import COMPOSER_COMMANDS
from annotator.ui.review.commands import REVIEW_COMMANDS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted((ROOT / "resources" / "help").glob("*.md"))
DOCS = "\n".join([README, *(page.read_text("utf-8") for page in PAGES)])
INSTALL = "sh resources/setup.sh && .venv/bin/annotator"
TEST = "sh resources/setup.sh dev && .venv/bin/python -m pytest"


def is_named(word):
    """Tell whether the docs show a word as code, alone or among others."""
    return any(word in code.split() for code in re.findall(r"`([^`\n]+)`", DOCS))


@pytest.fixture(scope="module")
def made_pages(tmp_path_factory):
    """Return the folder into which the pages that list what the code declares were written anew."""
    folder = tmp_path_factory.mktemp("help")
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(ROOT / "tests" / "make_help.py"), str(folder)]
    subprocess.run(command, env=surroundings, check=True, timeout=50)
    return folder


@pytest.mark.parametrize("name", ["keys.md", "command-line.md", "settings.md"])
def test_commands_options_keys_and_settings_stand_in_the_help_as_the_code_declares_them(made_pages, name):
    hint = "run `python tests/make_help.py` after a change of commands, options or settings"
    assert (ROOT / "resources" / "help" / name).read_text("utf-8") == (made_pages / name).read_text("utf-8"), hint


@pytest.mark.parametrize("name", cli.main.commands)
def test_every_command_of_the_command_line_stands_in_the_readme(name):
    assert re.search(rf"^\| `annotator {name}[` ]", README, re.M)


@pytest.mark.parametrize("name", cli.main.commands)
def test_every_option_stands_in_the_help_of_its_command(name):
    page = (ROOT / "resources" / "help" / "command-line.md").read_text("utf-8")
    section = page.partition(f"## annotator {name}\n")[2].partition("\n## ")[0]
    options = [spelled for one in cli.main.commands[name].params for spelled in one.opts if spelled.startswith("--")]
    assert [spelled for spelled in options if f"`{spelled}`" not in section] == []


@pytest.mark.parametrize("column", csv.COLUMNS)
def test_every_column_of_the_csv_is_explained(column):
    assert is_named(column)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.name)
def test_every_setting_is_explained_with_its_choices(setting):
    line = next(one for one in DOCS.splitlines() if one.startswith(f"| `{setting.name}`"))
    assert setting.text in line
    assert all(choice in line for choice in setting.choices)


@pytest.mark.parametrize("command", (*COMMANDS, *COMPOSER_COMMANDS, *REVIEW_COMMANDS), ids=lambda one: one.id)
def test_every_key_of_the_window_stands_in_the_help(command):
    lines = [one for one in DOCS.splitlines() if one.startswith(f"| {command.text.rstrip('…')} |")]
    assert any(all(f"`{key}`" in line for key in command.keys) for line in lines)


@pytest.mark.parametrize("one", sorted({one.name for one in (*importers(), *exporters())}))
def test_every_format_is_named(one):
    assert is_named(one)


def test_the_readme_gives_the_two_commands_as_they_are():
    lines = README.splitlines()
    assert INSTALL in lines
    assert TEST in lines


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_a_heading(page):
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8")):
        name, _, anchor = target.partition("#")
        path = page.parent / name if name else page
        assert path.exists(), target
        headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.M) if anchor else []
        slugs = [re.sub(r"[^\w\- ]", "", one).strip().lower().replace(" ", "-") for one in headings]
        assert not anchor or anchor in slugs, target


def shell_blocks():
    """Return the README's shell blocks that use the command line."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S)
    return [one for one in blocks if one.strip() not in (INSTALL, TEST)]


@pytest.mark.parametrize("block", shell_blocks() or ["false # the README has no example"])
def test_the_examples_of_the_readme_run(block, tmp_path):
    tools = tmp_path / "tools"
    tools.mkdir()
    program = tools / "annotator"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m annotator "$@"\n')
    program.chmod(0o755)
    surroundings = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    desk = tmp_path / "desk"
    desk.mkdir()
    answer = subprocess.run(
        ["sh", "-eu", "-c", block], cwd=desk, env=surroundings, capture_output=True, text=True, timeout=50
    )
    assert (answer.returncode, answer.stderr) == (0, "")
