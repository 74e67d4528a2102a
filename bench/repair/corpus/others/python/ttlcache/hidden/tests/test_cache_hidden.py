from ttlcache import Cache


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_contains_at_the_boundary_and_around_it():
    clock = Clock()
    cache = Cache(3, clock=clock)
    cache.set("a", 1, ttl=4)
    cache.set("never", 1)
    seen = []
    for clock.now in (0.0, 3.75, 4.0, 4.25):
        seen.append("a" in cache)
    assert seen == [True, True, False, False]
    assert "never" in cache
    assert "other" not in cache


def test_contains_leaves_the_order_and_the_counters_alone():
    clock = Clock()
    cache = Cache(3, clock=clock)
    cache.set("a", 1)
    cache.set("b", 1)
    assert "a" in cache
    assert cache.keys() == ["a", "b"]
    assert cache.stats.lookups == 0


def test_purge_at_the_boundary_and_around_it():
    clock = Clock()
    cache = Cache(9, clock=clock)
    for ttl in (1, 2, 3, 4):
        cache.set(ttl, "x", ttl=ttl)
    cache.set("never", "x")
    clock.now = 1.75
    assert cache.purge() == 1
    clock.now = 3.0
    assert cache.purge() == 2
    assert cache.keys() == [4, "never"]


def test_value_expiring_just_now_makes_room():
    clock = Clock()
    cache = Cache(2, clock=clock)
    cache.set("old", 1)
    cache.set("brief", 2, ttl=5)
    clock.now = 5.0
    cache.set("new", 3)
    assert cache.keys() == ["old", "new"]


def test_zero_ttl_expires_at_once():
    clock = Clock()
    cache = Cache(2, clock=clock)
    cache.set("a", 1, ttl=0)
    assert "a" not in cache
    assert cache.get("a") is None


def test_get_or_set_keeps_falsy_values():
    cache = Cache(9, clock=Clock())
    for key, value in enumerate((None, 0, "", [], False)):
        calls = []

        def make():
            calls.append(key)
            return value

        assert cache.get_or_set(key, make) == value
        assert cache.get_or_set(key, make) == value
        assert calls == [key]


def test_get_or_set_does_not_store_the_marker():
    cache = Cache(9, clock=Clock())
    cache.get_or_set("a", lambda: None)
    assert cache.get("a", "default") is None
    assert cache.get_or_set("b", lambda: 5) == 5
    assert cache.get("b") == 5
