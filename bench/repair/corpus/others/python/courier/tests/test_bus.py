import asyncio

import pytest

from courier import Bus, RequestTimeout


class Pauses(list):
    """A stand-in for asyncio.sleep that notes the pauses."""

    async def __call__(self, seconds):
        self.append(seconds)


def failing(times, log):
    """A handler that raises the given number of times."""

    def handler(message):
        log.append(message.attempt)
        if message.attempt <= times:
            raise RuntimeError("not yet")

    return handler


def test_delivers_to_matching_handlers():
    async def main():
        bus, seen = Bus(), []
        bus.subscribe("a.*", lambda m: seen.append(("star", m.body)))
        bus.subscribe("b", lambda m: seen.append(("b", m.body)))
        assert await bus.publish("a.x", 5) == 1
        assert seen == [("star", 5)]

    asyncio.run(main())


def test_async_handler():
    async def main():
        bus, seen = Bus(), []

        async def handler(message):
            await asyncio.sleep(0)
            seen.append(message.body)

        bus.subscribe("a", handler)
        assert await bus.publish("a", 1) == 1
        assert seen == [1]

    asyncio.run(main())


def test_priority():
    async def main():
        bus, seen = Bus(), []
        for name, priority in [("low", -1), ("first", 0), ("high", 5), ("second", 0)]:
            bus.subscribe("a", lambda m, name=name: seen.append(name), priority=priority)
        await bus.publish("a")
        assert seen == ["high", "first", "second", "low"]

    asyncio.run(main())


def test_once():
    async def main():
        bus, seen = Bus(), []
        bus.subscribe("a", lambda m: seen.append("once"), once=True)
        bus.subscribe("a", lambda m: seen.append("always"))
        await bus.publish("a")
        await bus.publish("a")
        assert seen == ["once", "always", "always"]

    asyncio.run(main())


def test_unsubscribe():
    async def main():
        bus, seen = Bus(), []
        subscription = bus.subscribe("a", seen.append)
        bus.unsubscribe(subscription)
        assert await bus.publish("a") == 0
        assert bus.patterns() == []

    asyncio.run(main())


def test_retry_until_taken():
    async def main():
        bus, log = Bus(pause=0), []
        bus.subscribe("a", failing(2, log))
        assert await bus.publish("a") == 1
        assert log == [1, 2, 3]
        assert bus.dead_letters == []

    asyncio.run(main())


def test_pauses_double():
    async def main():
        pauses, log = Pauses(), []
        bus = Bus(max_attempts=4, pause=0.5, sleep=pauses)
        bus.subscribe("a", failing(9, log))
        await bus.publish("a")
        assert pauses == [0.5, 1.0, 2.0]

    asyncio.run(main())


def test_dead_letter():
    async def main():
        bus, log, seen = Bus(pause=0), [], []
        bus.subscribe("a", failing(9, log))
        bus.subscribe("a", lambda m: seen.append(m.attempt))
        assert await bus.publish("a", "body") == 1
        assert log == [1, 2, 3]
        assert seen == [1]
        [letter] = bus.dead_letters
        assert letter.message.body == "body"
        assert str(letter.error) == "not yet"

    asyncio.run(main())


def test_filters():
    async def main():
        bus, seen = Bus(), []
        bus.add_filter(lambda m: None if m.body == "spam" else m.with_headers(checked="yes"))
        bus.subscribe("a", lambda m: seen.append((m.body, m.headers)))
        assert await bus.publish("a", "spam") == 0
        assert await bus.publish("a", "ham") == 1
        assert seen == [("ham", {"checked": "yes"})]

    asyncio.run(main())


def test_post_and_drain():
    async def main():
        bus, seen = Bus(), []
        bus.subscribe("a", lambda m: seen.append(m.body))
        bus.post("a", 1)
        bus.post("a", 2)
        assert seen == []
        await bus.drain()
        assert seen == [1, 2]

    asyncio.run(main())


def test_request():
    async def main():
        bus = Bus()

        async def double(message):
            await bus.reply(message, message.body * 2)

        bus.subscribe("double", double)
        assert await bus.request("double", 21) == 42
        assert bus.patterns() == ["double"]

    asyncio.run(main())


def test_request_without_answer():
    async def main():
        bus = Bus()
        with pytest.raises(RequestTimeout):
            await bus.request("nobody", timeout=0.01)
        assert bus.patterns() == []

    asyncio.run(main())
