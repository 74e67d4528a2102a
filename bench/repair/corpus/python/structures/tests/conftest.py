import pytest

from structures import LinkedList, LRUCache, RingBuffer, SearchTree, Trie


@pytest.fixture
def cache():
    cache = LRUCache(2)
    cache.put("a", 1)
    cache.put("b", 2)
    return cache


@pytest.fixture
def tree():
    return SearchTree([50, 30, 70, 20, 40, 60, 80])


@pytest.fixture
def trie():
    return Trie(["car", "card", "care", "cat", "dog"])


@pytest.fixture
def ring():
    return RingBuffer(3)


@pytest.fixture
def numbers():
    return LinkedList([1, 2, 3])
