import pytest

from ttlcache import Cache


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_values_are_kept(clock):
    cache = Cache(2, clock=clock)
    cache.set("a", 1)
    assert cache.get("a") == 1
    assert cache.get("b") is None
    assert cache.get("b", 7) == 7


def test_least_recently_used_goes_first(clock):
    cache = Cache(2, clock=clock)
    cache.set("a", 1)
    cache.set("b", 2)
    cache.get("a")
    cache.set("c", 3)
    assert cache.keys() == ["a", "c"]
    assert cache.stats.evictions == 1


def test_contains_until_the_time_to_live_is_over(clock):
    cache = Cache(2, clock=clock)
    cache.set("a", 1, ttl=10)
    clock.now = 109.5
    assert "a" in cache
    clock.now = 110.0
    assert "a" not in cache


def test_get_drops_an_expired_value(clock):
    cache = Cache(2, default_ttl=5, clock=clock)
    cache.set("a", 1)
    clock.now = 105.0
    assert cache.get("a") is None
    assert len(cache) == 0


def test_purge_counts_what_it_removes(clock):
    cache = Cache(5, clock=clock)
    cache.set("a", 1, ttl=10)
    cache.set("b", 2, ttl=20)
    cache.set("c", 3)
    clock.now = 110.0
    assert cache.purge() == 1
    assert cache.keys() == ["b", "c"]


def test_expired_values_make_room_before_live_ones(clock):
    cache = Cache(2, clock=clock)
    cache.set("a", 1)
    cache.set("b", 2, ttl=1)
    clock.now = 103.0
    cache.set("c", 3)
    assert cache.keys() == ["a", "c"]
    assert cache.stats.evictions == 0


def test_get_or_set_makes_a_value_once(clock):
    cache = Cache(2, clock=clock)
    calls = []
    for _ in range(3):
        assert cache.get_or_set("a", lambda: calls.append(1) or "made") == "made"
    assert len(calls) == 1


def test_get_or_set_remembers_none(clock):
    cache = Cache(2, clock=clock)
    calls = []
    assert cache.get_or_set("a", lambda: calls.append(1)) is None
    assert cache.get_or_set("a", lambda: calls.append(1)) is None
    assert len(calls) == 1


def test_invalidate_by_tag(clock):
    cache = Cache(5, clock=clock)
    cache.set("a", 1, tags=["user"])
    cache.set("b", 2, tags=["user", "page"])
    cache.set("c", 3, tags=["page"])
    assert cache.invalidate("user") == 2
    assert cache.keys() == ["c"]


def test_hit_rate(clock):
    cache = Cache(2, clock=clock)
    assert cache.stats.hit_rate == 0.0
    cache.set("a", 1)
    cache.get("a")
    cache.get("b")
    assert cache.stats.hit_rate == 0.5
