import pytest

from relaypool import CycleError, JobGraph


async def nothing(*inputs):
    return None


def graph_of(**jobs):
    graph = JobGraph()
    for name, (cost, *needs) in jobs.items():
        graph.add(name, nothing, needs, cost)
    return graph


def test_needs_come_first():
    graph = graph_of(c=(1, "a", "b"), b=(1, "a"), a=(1,))
    assert graph.order() == ["a", "b", "c"]


def test_cycle():
    with pytest.raises(CycleError):
        graph_of(a=(1, "b"), b=(1, "a")).order()


def test_unknown_need():
    with pytest.raises(KeyError):
        graph_of(a=(1, "zip")).order()


def test_name_is_taken():
    graph = graph_of(a=(1,))
    with pytest.raises(ValueError):
        graph.add("a", nothing)


def test_critical_path_of_one_job():
    assert graph_of(a=(2.5,)).critical_path() == (["a"], 2.5)


def test_critical_path_of_nothing():
    assert JobGraph().critical_path() == ([], 0.0)


def test_critical_path_through_a_diamond():
    graph = graph_of(fetch=(2,), parse=(3, "fetch"), scan=(1, "fetch"), merge=(1, "scan", "parse"))
    assert graph.critical_path() == (["fetch", "parse", "merge"], 6)


def test_critical_path_of_many_small_jobs():
    graph = graph_of(big=(5,), a=(2,), b=(2, "a"), c=(2, "b"))
    assert graph.critical_path() == (["a", "b", "c"], 6)
