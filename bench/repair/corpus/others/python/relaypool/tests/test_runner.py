import asyncio

from relaypool import EventBus, JobGraph, Runner


class Flaky:
    def __init__(self, failures, value="ok"):
        self.failures = failures
        self.value = value

    async def __call__(self, *inputs):
        if self.failures:
            self.failures -= 1
            raise OSError("not yet")
        return self.value


async def no_sleep(delay):
    return None


def test_values_flow_to_dependents():
    async def two():
        return 2

    async def add(left, right):
        return left + right

    graph = JobGraph()
    graph.add("x", two)
    graph.add("y", two)
    graph.add("sum", add, ["x", "y"])
    outcomes = asyncio.run(Runner(graph).run())
    assert outcomes["sum"].value == 4


def test_failing_job_is_tried_again():
    graph = JobGraph()
    graph.add("a", Flaky(2))
    outcome = asyncio.run(Runner(graph, sleep=no_sleep).run())["a"]
    assert (outcome.status, outcome.attempts) == ("done", 3)


def test_dependents_of_a_failure_are_skipped():
    graph = JobGraph()
    graph.add("a", Flaky(9))
    graph.add("b", Flaky(0), ["a"])
    outcomes = asyncio.run(Runner(graph, attempts=2, sleep=no_sleep).run())
    assert [outcomes[name].status for name in "ab"] == ["failed", "skipped"]
    assert isinstance(outcomes["a"].error, OSError)


def test_delay_doubles_up_to_the_limit():
    runner = Runner(JobGraph(), base_delay=1, max_delay=3)
    assert [runner.backoff(n) for n in (1, 2, 3)] == [1, 2, 3]


def test_waits_between_attempts():
    delays = []

    async def sleep(delay):
        delays.append(delay)

    graph = JobGraph()
    graph.add("a", Flaky(2))
    asyncio.run(Runner(graph, base_delay=1, sleep=sleep).run())
    assert delays == [1, 2]


def test_limit_on_running_jobs():
    running = 0
    most = 0

    async def work():
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1

    graph = JobGraph()
    for name in "abcde":
        graph.add(name, work)
    asyncio.run(Runner(graph, limit=2).run())
    assert most == 2


def test_events_reach_plain_and_async_sinks():
    plain, slow = [], []

    async def later(event):
        await asyncio.sleep(0)
        slow.append(event.kind)

    bus = EventBus([lambda event: plain.append(event.kind), later])
    graph = JobGraph()
    graph.add("a", Flaky(0))
    asyncio.run(Runner(graph, bus).run())
    assert plain == slow == ["started", "done"]


def test_unsubscribe():
    seen = []
    bus = EventBus([])
    stop = bus.subscribe(seen.append)
    asyncio.run(bus.emit("started", "a"))
    stop()
    asyncio.run(bus.emit("done", "a"))
    assert [event.kind for event in seen] == ["started"]


def test_buses_do_not_share_sinks():
    first, second = [], []
    one, two = EventBus(), EventBus()
    one.subscribe(first.append)
    two.subscribe(second.append)
    asyncio.run(one.emit("started", "a"))
    assert len(first) == 1
    assert second == []
