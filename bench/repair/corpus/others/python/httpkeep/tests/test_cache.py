import pytest

from httpkeep import CacheStore, Headers, Response, current_age, freshness_lifetime, is_fresh

DATE = "Thu, 01 Jan 1970 00:16:40 GMT"  # 1000 seconds
LATER = "Thu, 01 Jan 1970 00:18:20 GMT"  # 1100 seconds


class Clock:
    def __init__(self, now=1000.0):
        self.now = now

    def __call__(self):
        return self.now


def response(control=None, status=200, **fields):
    headers = Headers({name.replace("_", "-"): value for name, value in fields.items()})
    if control is not None:
        headers["Cache-Control"] = control
    return Response(status, headers, received_at=1000.0)


def test_max_age_before_expires():
    assert freshness_lifetime(response("max-age=30", date=DATE, expires=LATER)) == 30


def test_max_age_of_zero_before_expires():
    assert freshness_lifetime(response("max-age=0", date=DATE, expires=LATER)) == 0


def test_expires():
    assert freshness_lifetime(response(date=DATE, expires=LATER)) == 100
    assert freshness_lifetime(response(date=DATE, expires="0")) == 0


def test_s_maxage_is_for_shared_caches():
    kept = response("s-maxage=5, max-age=50")
    assert freshness_lifetime(kept, shared=True) == 5
    assert freshness_lifetime(kept) == 50


def test_heuristic():
    assert freshness_lifetime(response(date=LATER, last_modified=DATE)) == 10


def test_age():
    assert current_age(response(age="20"), 1005.0) == 25
    assert current_age(response(), 1005.0) == 5


def test_fresh_until_lifetime_is_over():
    kept = response("max-age=10")
    assert is_fresh(kept, 1009.0)
    assert not is_fresh(kept, 1010.0)


def test_store_gives_fresh_responses():
    clock = Clock()
    store = CacheStore(2, clock=clock)
    kept = response("max-age=10")
    assert store.put("/a", kept)
    assert store.get("/a") is kept
    clock.now = 1020.0
    assert store.get("/a") is None
    assert (store.hits, store.misses) == (1, 1)


def test_what_is_not_stored():
    store = CacheStore(2, shared=True, clock=Clock())
    assert not store.put("/a", response("no-store"))
    assert not store.put("/b", response("private"))
    assert not store.put("/c", response("max-age=5", status=500))
    assert len(store) == 0


def test_oldest_makes_room():
    store = CacheStore(2, clock=Clock())
    for url in ("/a", "/b", "/c"):
        store.put(url, response("max-age=10"))
    assert [url in store for url in ("/a", "/b", "/c")] == [False, True, True]


def test_a_hit_counts_as_use():
    store = CacheStore(2, clock=Clock())
    store.put("/a", response("max-age=10"))
    store.put("/b", response("max-age=10"))
    store.get("/a")
    store.put("/c", response("max-age=10"))
    assert "/a" in store
    assert "/b" not in store


def test_purge():
    clock = Clock()
    store = CacheStore(3, clock=clock)
    store.put("/a", response("max-age=10"))
    store.put("/b", response("max-age=99"))
    clock.now = 1050.0
    assert store.purge() == 1
    assert "/b" in store


def test_capacity_is_checked():
    with pytest.raises(ValueError):
        CacheStore(0)
