"""What the program declares is explained in the README or the help, and the README's examples run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from annotator import cli
from annotator.formats import csv, exporters, importers
from annotator.settings import SETTINGS
from annotator.ui.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted((ROOT / "resources" / "help").glob("*.md"))
DOCS = "\n".join([README, *(page.read_text("utf-8") for page in PAGES)])
INSTALL = "sh resources/setup.sh && .venv/bin/annotator"
TEST = "sh resources/setup.sh dev && .venv/bin/python -m pytest"


def is_named(word):
    """Tell whether the docs show a word as code, alone or among others."""
    return any(word in code.split() for code in re.findall(r"`([^`\n]+)`", DOCS))


def commands(group, path=("annotator",)):
    """Return every command of the command line with the words that call it."""
    found = []
    for name, command in group.commands.items():
        found.append(((*path, name), command))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


def test_the_command_line_has_commands_to_look_up():
    assert len(commands(cli.main)) >= 10


@pytest.mark.parametrize(("words", "command"), commands(cli.main), ids=lambda value: str(value))
def test_every_command_and_each_of_its_options_is_explained(words, command):
    assert f"`{' '.join(words)}" in DOCS
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    names = {max(one.opts, key=len) for one in options} - {"--help"}
    assert {name for name in names if not is_named(name)} == set()


@pytest.mark.parametrize("column", csv.COLUMNS)
def test_every_column_of_the_csv_is_explained(column):
    assert is_named(column)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.name)
def test_every_setting_is_explained_with_its_choices(setting):
    line = next(one for one in DOCS.splitlines() if one.startswith(f"| `{setting.name}`"))
    assert setting.text in line
    assert all(choice in line for choice in setting.choices)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.id)
def test_every_command_of_the_window_stands_in_the_help_with_its_keys(command):
    keys = " or ".join(f"`{key}`" for key in command.keys) or "by menu"
    assert f"| {command.text.rstrip('…')} | {keys} |" in DOCS


@pytest.mark.parametrize("one", {*importers(), *exporters()}, ids=lambda one: f"{one.name}")
def test_every_format_is_named(one):
    assert is_named(one.name)


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
