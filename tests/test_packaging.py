"""What is built from the checkout holds all it needs, and nothing lies around at the top of the checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP = {"annotator", "resources", "tests", "pyproject.toml", "README.md"}


def tracked():
    """Return the paths of the checkout's files that belong to the project."""
    names = [*sorted(TOP), ".ci", ".gitignore"]
    left_out = shutil.ignore_patterns("__pycache__", "*.pyc")
    return names, left_out


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel offline from a copy of the checkout and return its path."""
    folder = tmp_path_factory.mktemp("build")
    names, left_out = tracked()
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=left_out)
        else:
            shutil.copyfile(source, folder / name)
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", "out"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=50)
    return next((folder / "out").glob("*.whl"))


def test_the_wheel_holds_every_shipped_file(wheel):
    shipped = {path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file()}
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert shipped
    assert {f"annotator/_resources/{path.as_posix()}" for path in shipped} <= packed


def test_the_wheel_holds_every_module_and_no_tests(wheel):
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "annotator").rglob("*.py")}
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert modules <= packed
    assert not [name for name in packed if name.startswith("tests/")]


def run_from(wheel, tmp_path, *words):
    """Unpack the wheel and run Python elsewhere with the unpacked program in front of everything else."""
    unpacked, elsewhere = tmp_path / "unpacked", tmp_path / "elsewhere"
    zipfile.ZipFile(wheel).extractall(unpacked)
    elsewhere.mkdir()
    surroundings = {**os.environ, "PYTHONPATH": str(unpacked)}
    return subprocess.run(
        [sys.executable, *words], cwd=elsewhere, env=surroundings, capture_output=True, text=True, timeout=50
    )


def test_an_installed_program_finds_its_resources(wheel, tmp_path):
    asked = "import annotator.resources as r; print(r.resource('labels/news.toml'))"
    answer = run_from(wheel, tmp_path, "-c", asked)
    assert answer.stdout.strip() == str(tmp_path / "unpacked" / "annotator" / "_resources" / "labels" / "news.toml")


def test_an_installed_program_makes_a_project(wheel, tmp_path):
    answer = run_from(wheel, tmp_path, "-m", "annotator", "new", "made.db")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert (tmp_path / "elsewhere" / "made.db").stat().st_size > 0


def test_the_top_of_the_checkout_holds_five_names():
    listed = ""
    if shutil.which("git"):
        asked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
        listed = asked.stdout
    names = {line.split("/")[0] for line in listed.splitlines()} or {path.name for path in ROOT.iterdir()}
    assert {name for name in names if not name.startswith(".")} == TOP
