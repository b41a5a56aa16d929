"""The releases of PySide6 that lose references to None are kept out, and the one installed loses none."""

import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from PySide6.QtCore import QObject, Signal

ROOT = Path(__file__).resolve().parent.parent
CALLS = 2000
TOLERANCE = 200


class Bell(QObject):
    """Something with a void method and a signal."""

    rung = Signal()


def drift(value, call):
    """Return by how much the reference count of a value sinks over many calls."""
    before = sys.getrefcount(value)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(value)


def test_calls_that_return_nothing_do_not_use_up_none(qapp):
    bell = Bell()
    assert drift(None, lambda: bell.setObjectName("bell")) < TOLERANCE


def test_emitting_a_signal_does_not_use_up_true(qapp):
    bell = Bell()
    assert drift(True, bell.rung.emit) < TOLERANCE


def test_the_count_notices_a_reference_that_goes_missing():
    value = object()
    held = [value] * CALLS
    assert drift(value, held.pop) >= TOLERANCE


def requirements():
    """Return what the package asks for, parsed."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [Requirement(line) for line in table["project"]["dependencies"]]


@pytest.mark.parametrize(
    ("python", "version", "allowed"),
    [
        ("3.11", "6.12.0", False),
        ("3.11", "6.11.3", True),
        ("3.11", "6.9.0", False),
        ("3.12", "6.12.0", True),
        ("3.13", "6.12.0", True),
    ],
)
def test_the_package_asks_for_a_sound_pyside(python, version, allowed):
    asked = [one for one in requirements() if one.name == "PySide6-Essentials"]
    asked = [one for one in asked if one.marker.evaluate({"python_version": python})]
    assert len(asked) == 1
    assert asked[0].specifier.contains(version) is allowed


def test_only_the_essentials_of_pyside_are_asked_for():
    names = {one.name for one in requirements()}
    assert "PySide6-Essentials" in names
    assert not names & {"PySide6", "PySide6-Addons"}
