import asyncio

import pytest

from ttlcache import Cache, LoadingCache


def test_fetches_once_and_then_reads_the_cache():
    calls = []

    async def fetch(key):
        calls.append(key)
        return key.upper()

    async def main():
        loading = LoadingCache(Cache(4), fetch)
        return [await loading.get("a"), await loading.get("a")]

    assert asyncio.run(main()) == ["A", "A"]
    assert calls == ["a"]


def test_concurrent_requests_share_one_fetch():
    calls = []

    async def fetch(key):
        calls.append(key)
        await asyncio.sleep(0)
        return len(calls)

    async def main():
        loading = LoadingCache(Cache(4), fetch)
        return await asyncio.gather(*(loading.get("a") for _ in range(3)))

    assert asyncio.run(main()) == [1, 1, 1]
    assert calls == ["a"]


def test_a_failed_fetch_is_tried_again():
    answers = [OSError("down"), "up"]

    async def fetch(key):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def main():
        loading = LoadingCache(Cache(4), fetch)
        with pytest.raises(OSError):
            await loading.get("a")
        return await loading.get("a")

    assert asyncio.run(main()) == "up"


def test_get_many_keeps_the_order_of_the_keys():
    async def fetch(key):
        await asyncio.sleep(0)
        return key * 2

    async def main():
        return await LoadingCache(Cache(4), fetch).get_many([3, 1, 3])

    assert list(asyncio.run(main()).items()) == [(3, 6), (1, 2)]
