import asyncio

from relaypool import EventBus, JobGraph, Runner


async def nothing(*inputs):
    return None


def graph_of(**jobs):
    graph = JobGraph()
    for name, (cost, *needs) in jobs.items():
        graph.add(name, nothing, needs, cost)
    return graph


def test_path_that_is_not_greedy():
    graph = graph_of(a=(1,), b=(9, "a"), c=(3,), d=(4, "c"), e=(1, "d"), f=(4, "b", "e"))
    assert graph.critical_path() == (["a", "b", "f"], 14)
    graph = graph_of(a=(6,), b=(1, "a"), c=(5,), d=(1, "b", "c"))
    assert graph.critical_path() == (["a", "b", "d"], 8)


def test_path_may_end_before_the_last_job():
    graph = graph_of(a=(4,), b=(4, "a"), z=(1,), y=(1, "z"))
    assert graph.critical_path() == (["a", "b"], 8)


def test_path_whatever_the_order_of_adding():
    graph = graph_of(end=(2, "mid"), mid=(3, "start"), start=(1,), lone=(5,))
    assert graph.critical_path() == (["start", "mid", "end"], 6)


def test_buses_are_apart():
    seen = []
    EventBus().subscribe(seen.append)
    asyncio.run(EventBus().emit("started", "a"))
    assert seen == []


def test_given_sinks_are_copied():
    seen, given = [], []
    bus = EventBus(given)
    bus.subscribe(seen.append)
    assert given == []
    asyncio.run(bus.emit("done", "a", n=1))
    assert seen[0].details == {"n": 1}


def test_sinks_from_a_tuple():
    seen = []
    bus = EventBus((seen.append,))
    bus.subscribe(seen.append)
    asyncio.run(bus.emit("done", "a"))
    assert len(seen) == 2


def always_failing(log):
    async def fail():
        log.append("try")
        raise OSError

    return fail


def test_sleep_is_over_before_the_next_attempt():
    log = []

    async def sleep(delay):
        log.append(f"sleep {delay}")
        await asyncio.sleep(0)
        log.append("awake")

    graph = JobGraph()
    graph.add("a", always_failing(log))
    outcome = asyncio.run(Runner(graph, attempts=3, base_delay=4, max_delay=5, sleep=sleep).run())["a"]
    assert outcome.status == "failed"
    assert log == ["try", "sleep 4", "awake", "try", "sleep 5", "awake", "try"]


def test_no_sleep_with_a_single_attempt():
    log = []

    async def sleep(delay):
        log.append("sleep")

    graph = JobGraph()
    graph.add("a", always_failing(log))
    asyncio.run(Runner(graph, attempts=1, sleep=sleep).run())
    assert log == ["try"]
