"""A spread over hundreds of places in many articles is one step, and is undone whole."""

import importlib.util
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).resolve().parent.parent / "benchmarks" / "sweep_speed.py"


@pytest.fixture(scope="module")
def speed():
    spec = importlib.util.spec_from_file_location("sweep_speed", BENCHMARK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_spread_to_hundreds_of_places_is_one_step_that_undo_takes_back_whole(speed, tmp_path):
    project, _ = speed.filled(tmp_path)
    written = []
    project.listen(lambda change_set: written.append((change_set.kind, len(change_set.of_kind("annotation")))))
    before = project.stats()["annotations"]
    places = speed.spread_cost(project)["places"]
    kinds = [kind for kind, count in written if count]
    assert places >= 500 and kinds == ["do", "undo"]
    assert [count for _, count in written if count] == [places, places]
    assert project.stats()["annotations"] == before
    project.close(with_backup=False)
