import asyncio

import pytest

from courier import Bus, matches


def test_sleep_is_awaited_between_attempts():
    async def main():
        events = []

        async def sleep(seconds):
            await asyncio.sleep(0)
            events.append(("slept", seconds))

        async def handler(message):
            events.append(("tried", message.attempt))
            if message.attempt < 3:
                raise ValueError

        bus = Bus(pause=1, sleep=sleep)
        bus.subscribe("a", handler)
        assert await bus.publish("a") == 1
        assert events == [("tried", 1), ("slept", 1), ("tried", 2), ("slept", 2), ("tried", 3)]

    asyncio.run(main())


def test_no_pause_without_retry():
    async def main():
        pauses = []

        async def sleep(seconds):
            pauses.append(seconds)

        def fail(message):
            raise ValueError

        bus = Bus(max_attempts=1, sleep=sleep)
        bus.subscribe("a", fail)
        bus.subscribe("b", lambda m: None)
        await bus.publish("a")
        await bus.publish("b")
        assert pauses == []
        assert len(bus.dead_letters) == 1

    asyncio.run(main())


def test_pauses_start_anew_for_each_handler():
    async def main():
        pauses = []

        async def sleep(seconds):
            pauses.append(seconds)

        def fail(message):
            raise ValueError

        bus = Bus(max_attempts=3, pause=2, sleep=sleep)
        bus.subscribe("a", fail)
        bus.subscribe("a", fail)
        assert await bus.publish("a") == 0
        assert pauses == [2, 4, 2, 4]

    asyncio.run(main())


def test_several_once_handlers_in_a_row():
    async def main():
        bus, seen = Bus(), []
        for name in "abc":
            bus.subscribe("t", lambda m, name=name: seen.append(name), once=True)
        bus.subscribe("t", lambda m: seen.append("d"))
        assert await bus.publish("t") == 4
        assert await bus.publish("t") == 1
        assert seen == ["a", "b", "c", "d", "d"]

    asyncio.run(main())


def test_once_handler_is_not_called_by_its_own_message():
    async def main():
        bus, seen = Bus(), []

        async def handler(message):
            seen.append(message.body)
            if message.body < 3:
                await bus.publish("t", message.body + 1)

        bus.subscribe("t", handler, once=True)
        await bus.publish("t", 1)
        assert seen == [1]

    asyncio.run(main())


def test_handler_that_unsubscribes_itself():
    async def main():
        bus, seen = Bus(), []

        def leave(message):
            seen.append("leave")
            bus.unsubscribe(entry)

        entry = bus.subscribe("t", leave)
        bus.subscribe("t", lambda m: seen.append("stay"))
        await bus.publish("t")
        assert seen == ["leave", "stay"]

    asyncio.run(main())


def test_handler_subscribed_while_publishing_gets_the_next_message():
    async def main():
        bus, seen = Bus(), []

        def grow(message):
            bus.subscribe("t", lambda m: seen.append(m.body))

        bus.subscribe("t", grow, once=True)
        assert await bus.publish("t", 1) == 1
        assert await bus.publish("t", 2) == 1
        assert seen == [2]

    asyncio.run(main())


def test_once_of_other_topic_stays():
    async def main():
        bus, seen = Bus(), []
        bus.subscribe("a", lambda m: seen.append("a"), once=True)
        bus.subscribe("b", lambda m: seen.append("b"), once=True)
        await bus.publish("b")
        assert bus.patterns() == ["a"]
        await bus.publish("a")
        assert seen == ["b", "a"]

    asyncio.run(main())


@pytest.mark.parametrize(
    "pattern, topic, expected",
    [
        ("ORDERS", "orders", True),
        ("orders", "ORDERS", True),
        ("A.b.#", "a.B.c.D", True),
        ("A.*.C", "a.b.c", True),
        ("A.*.C", "a.b.d", False),
        ("a.b", "A.C", False),
        ("#", "Any.Thing", True),
        ("*", "Word", True),
        ("*", "two.words", False),
        ("a.b.#", "a", False),
        ("orders", "order", False),
        ("order", "orders", False),
    ],
)
def test_matching(pattern, topic, expected):
    assert matches(pattern, topic) is expected
