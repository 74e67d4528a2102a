import pytest

from buildplan import CycleError, Planner, TaskGraph, load


def graph(**needs):
    return TaskGraph(load({name: {"needs": list(wanted)} for name, wanted in needs.items()}))


def planner(spec):
    return Planner(TaskGraph(load(spec)))


@pytest.mark.parametrize(
    "needs, cycle",
    [
        (dict(a=["a"]), ["a", "a"]),
        (dict(x=["ok", "a"], ok=[], a=["ok", "b"], b=["ok", "a"]), ["a", "b", "a"]),
        (dict(p=["q"], q=["r"], r=["s"], s=["r"]), ["r", "s", "r"]),
        (dict(l=["m", "o"], m=["n"], n=[], o=["m", "p"], p=["l"]), ["l", "o", "p", "l"]),
    ],
)
def test_cycles(needs, cycle):
    with pytest.raises(CycleError) as caught:
        graph(**needs).order()
    assert caught.value.cycle == cycle


def test_deep_diamonds():
    g = graph(a=[], b=["a"], c=["a", "b"], d=["b", "c", "a"], e=["d", "c"])
    assert g.order() == ["a", "b", "c", "d", "e"]
    assert g.order(["c", "e"]) == ["a", "b", "c", "d", "e"]


def test_need_before_first_user_of_later_definition():
    assert graph(z=["y"], x=["y", "w"], y=[], w=["z"]).order() == ["y", "z", "w", "x"]


def test_outdated_by_oldest_output():
    p = planner({"t": {"inputs": ["i", "j"], "outputs": ["o", "p"]}})
    assert p.outdated({"i": 1, "j": 2, "o": 3, "p": 2.5}) == set()
    assert p.outdated({"i": 1, "j": 2, "o": 3, "p": 1.5}) == {"t"}
    assert p.outdated({"i": 1, "j": 2, "o": 1.5, "p": 3}) == {"t"}
    assert p.outdated({"i": 1, "j": 2, "o": 2, "p": 2}) == set()
    assert p.outdated({"i": 9, "j": 2, "o": 3, "p": 4}) == {"t"}
    assert p.outdated({"i": 1, "o": 3}) == {"t"}
    assert p.outdated({"o": 3, "p": 4}) == set()


def test_critical_path_of_equal_counts():
    p = planner(
        {
            "a": {"minutes": 3},
            "b": {"minutes": 8},
            "c": {"needs": ["a"], "minutes": 2},
            "d": {"needs": ["b"], "minutes": 2},
            "e": {"needs": ["c", "d", "a"], "minutes": 4},
            "f": {"needs": ["c"], "minutes": 5},
        }
    )
    assert p.critical_path() == ["b", "d", "e"]
    assert planner({}).critical_path() == []
    assert planner({"x": {"minutes": 2}, "y": {"minutes": 7}}).critical_path() == ["y"]


@pytest.mark.parametrize("workers, minutes", [(1, 20), (2, 14), (3, 10), (9, 10)])
def test_durations(workers, minutes):
    p = planner(
        {
            "a": {"minutes": 6},
            "b": {"minutes": 3},
            "c": {"minutes": 5},
            "d": {"needs": ["b"], "minutes": 2},
            "e": {"needs": ["a", "d"], "minutes": 4},
        }
    )
    assert p.duration(workers) == minutes


def test_duration_longest_first():
    spec = {"a": {"minutes": 1}, "b": {"minutes": 2}, "c": {"minutes": 3}, "d": {"minutes": 6}}
    assert planner(spec).duration(2) == 6
    assert planner({}).duration(3) == 0
