import asyncio

import pytest

from ttlcache import Cache, LoadingCache


def test_failure_reaches_all_waiting_and_is_forgotten():
    calls = []

    async def fetch(key):
        calls.append(key)
        await asyncio.sleep(0)
        if len(calls) < 3:
            raise OSError(f"down {len(calls)}")
        return "up"

    async def main():
        loading = LoadingCache(Cache(4), fetch)
        seen = []
        for _ in range(3):
            seen.append(
                await asyncio.gather(
                    loading.get("a"), loading.get("a"), return_exceptions=True
                )
            )
        return seen

    seen = asyncio.run(main())
    assert [[str(one) for one in pair] for pair in seen] == [
        ["down 1", "down 1"],
        ["down 2", "down 2"],
        ["up", "up"],
    ]
    assert len(calls) == 3


def test_value_dropped_from_the_cache_is_fetched_again():
    calls = []

    async def fetch(key):
        calls.append(key)
        return len(calls)

    async def main():
        loading = LoadingCache(Cache(1), fetch)
        return [await loading.get(key) for key in ("a", "b", "a")]

    assert asyncio.run(main()) == [1, 2, 3]


def test_failure_of_one_key_does_not_harm_another():
    async def fetch(key):
        if key == "bad":
            raise KeyError(key)
        return key

    async def main():
        loading = LoadingCache(Cache(4), fetch)
        for _ in range(2):
            with pytest.raises(KeyError):
                await loading.get("bad")
        return await loading.get("good")

    assert asyncio.run(main()) == "good"


def test_request_during_a_running_fetch_joins_it():
    calls = []

    async def main():
        gate = asyncio.Event()

        async def fetch(key):
            calls.append(key)
            await gate.wait()
            return len(calls)

        loading = LoadingCache(Cache(4), fetch)
        first = asyncio.ensure_future(loading.get("a"))
        for _ in range(5):
            await asyncio.sleep(0)
        second = asyncio.ensure_future(loading.get("a"))
        for _ in range(5):
            await asyncio.sleep(0)
        gate.set()
        return [await first, await second]

    assert asyncio.run(main()) == [1, 1]
    assert calls == ["a"]


def test_failures_are_counted_and_not_cached():
    async def fetch(key):
        raise ValueError(key)

    async def main():
        cache = Cache(4)
        loading = LoadingCache(cache, fetch)
        for _ in range(3):
            with pytest.raises(ValueError):
                await loading.get("a")
        return loading.failures, len(cache)

    assert asyncio.run(main()) == (3, 0)
