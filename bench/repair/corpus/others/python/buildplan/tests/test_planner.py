import pytest

from buildplan import Planner, TaskGraph, load

SPEC = {
    "gen": {"inputs": ["g.in"], "outputs": ["x.c"], "minutes": 2},
    "cc": {"inputs": ["x.c"], "outputs": ["x.o"], "minutes": 5},
    "doc": {"inputs": ["d.md"], "outputs": ["d.html", "d.pdf"], "minutes": 3},
    "link": {"inputs": ["x.o"], "outputs": ["x"], "minutes": 1},
}
FRESH = {"g.in": 1, "x.c": 2, "x.o": 3, "x": 4, "d.md": 1, "d.html": 2, "d.pdf": 5}


@pytest.fixture
def planner():
    return Planner(TaskGraph(load(SPEC)))


def test_nothing_to_do(planner):
    plan = planner.plan(FRESH)
    assert plan.run == []
    assert plan.skip == ["gen", "cc", "doc", "link"]


def test_change_runs_all_that_follows(planner):
    plan = planner.plan({**FRESH, "g.in": 2.5})
    assert plan.run == ["gen", "cc", "link"]
    assert plan.skip == ["doc"]


def test_missing_output(planner):
    times = {path: time for path, time in FRESH.items() if path != "x"}
    assert planner.plan(times).run == ["link"]


def test_input_newer_than_one_output(planner):
    assert planner.outdated({**FRESH, "d.md": 3}) == {"doc"}


def test_plan_for_target(planner):
    plan = planner.plan({**FRESH, "x.c": 10, "d.md": 10}, ["cc"])
    assert plan.run == ["cc"]
    assert plan.skip == ["gen"]


def test_no_outputs_always_runs():
    planner = Planner(TaskGraph(load({"test": {"inputs": ["a"]}})))
    assert planner.outdated({"a": 1}) == {"test"}


def test_critical_path(planner):
    assert planner.critical_path() == ["gen", "cc", "link"]


def test_critical_path_is_by_minutes():
    spec = {
        "a": {"minutes": 1},
        "b": {"needs": ["a"], "minutes": 1},
        "slow": {"minutes": 9},
        "end": {"needs": ["b", "slow"], "minutes": 1},
    }
    assert Planner(TaskGraph(load(spec))).critical_path() == ["slow", "end"]


def test_duration(planner):
    assert planner.duration(1) == 11
    assert planner.duration(2) == 8


def test_duration_waits_for_all_needs():
    spec = {"a": {"minutes": 4}, "b": {"minutes": 1}, "c": {"needs": ["a", "b"], "minutes": 2}}
    assert Planner(TaskGraph(load(spec))).duration(2) == 6


def test_duration_needs_a_worker(planner):
    with pytest.raises(ValueError):
        planner.duration(0)
