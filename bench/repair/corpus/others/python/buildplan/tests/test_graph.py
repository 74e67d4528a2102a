import pytest

from buildplan import CycleError, SpecError, TaskGraph, load


def graph(**needs):
    return TaskGraph(load({name: {"needs": list(wanted)} for name, wanted in needs.items()}))


def test_order_needs_first():
    assert graph(app=["lib"], lib=["gen"], gen=[]).order() == ["gen", "lib", "app"]


def test_order_of_targets():
    g = graph(a=[], b=["a"], c=[], d=["c"])
    assert g.order(["d"]) == ["c", "d"]


def test_shared_need_runs_once():
    g = graph(top=["left", "right"], left=["base"], right=["base"], base=[])
    assert g.order() == ["base", "left", "right", "top"]


def test_cycle_is_told():
    with pytest.raises(CycleError) as caught:
        graph(start=["a"], a=["b"], b=["c"], c=["a"]).order()
    assert caught.value.cycle == ["a", "b", "c", "a"]


def test_affected():
    g = graph(a=[], b=["a"], c=["b"], d=[])
    assert g.affected(["a"]) == {"a", "b", "c"}
    assert g.affected(["d"]) == {"d"}


def test_stages():
    g = graph(a=[], b=["a"], c=[], d=["b", "c"])
    assert g.stages() == [["a", "c"], ["b"], ["d"]]


def test_inputs_imply_needs():
    tasks = load({"gen": {"outputs": ["x.c"]}, "cc": {"inputs": ["x.c", "y.c"]}})
    assert tasks[1].needs == ("gen",)


def test_spec_errors():
    with pytest.raises(SpecError):
        load({"a": {"needs": ["b"]}})
    with pytest.raises(SpecError):
        load({"a": {"outputs": ["x"]}, "b": {"outputs": ["x"]}})
