import pytest

from structures import LRUCache


def test_evicts_the_oldest(cache):
    cache.put("c", 3)
    assert cache.keys() == ["b", "c"]


def test_get_is_a_use(cache):
    assert cache.get("a") == 1
    cache.put("c", 3)
    assert "a" in cache
    assert "b" not in cache


def test_put_again_is_a_use(cache):
    cache.put("a", 10)
    cache.put("c", 3)
    assert cache.keys() == ["a", "c"]
    assert cache.get("a") == 10


def test_counts_hits_and_misses(cache):
    cache.get("a")
    cache.get("x")
    cache.get("y", 0)
    assert (cache.hits, cache.misses) == (1, 2)


def test_holds_as_many_as_its_capacity(cache):
    assert len(cache) == 2
    cache.put("c", 3)
    assert len(cache) == 2


def test_needs_room():
    with pytest.raises(ValueError):
        LRUCache(0)
