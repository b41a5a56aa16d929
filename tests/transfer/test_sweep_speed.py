"""The sweep keeps up with keys: budgets in CPU time at 1,000 tags and 1,000 known names."""

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


def test_a_decision_costs_less_than_a_frame_and_a_spread_over_the_project_a_fifth_of_a_second(speed, tmp_path):
    project, article = speed.filled(tmp_path)
    try:
        assert len(project.annotations(article)) >= 1000 and len(project.entities()) >= 1000
        cost = speed.decisions_cost(project, article)
        assert all(cost[name] < 16 for name in ("accept", "relabel", "reject")), cost
        spread = speed.spread_cost(project)
        assert spread["places"] >= 500
        assert spread["spread"] < 200 and spread["undo"] < 400, spread
    finally:
        project.close(with_backup=False)
