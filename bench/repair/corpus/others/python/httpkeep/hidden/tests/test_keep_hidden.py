import pytest

from httpkeep import CacheStore, Headers, Response, freshness_lifetime, is_fresh

DATE = "Thu, 01 Jan 1970 00:16:40 GMT"
LATER = "Thu, 01 Jan 1970 00:18:20 GMT"


def response(control=None, **fields):
    headers = Headers({name.replace("_", "-"): value for name, value in fields.items()})
    if control is not None:
        headers["cache-control"] = control
    return Response(200, headers, received_at=1000.0)


@pytest.mark.parametrize("name", ["X-Id", "x-id", "X-ID"])
def test_any_case(name):
    headers = Headers({"X-Id": "7"})
    assert name in headers
    assert headers[name] == "7"
    assert headers.get(name, "none") == "7"


def test_names_are_kept_as_written():
    headers = Headers({"X-Id": "7", "etag": "e"})
    assert list(headers) == ["X-Id", "etag"]
    headers["x-ID"] = "8"
    assert list(headers) == ["x-ID", "etag"]
    assert headers["X-Id"] == "8"


def test_mixed_case_absent():
    assert "Age" not in Headers({"Date": DATE})
    with pytest.raises(KeyError):
        Headers()["Age"]


def test_zero_max_age_before_the_heuristic():
    kept = response("max-age=0", date=LATER, last_modified=DATE)
    assert freshness_lifetime(kept) == 0
    assert not is_fresh(kept, 1000.0)


def test_zero_max_age_in_a_shared_cache():
    assert freshness_lifetime(response("public, max-age=0", date=DATE, expires=LATER), shared=True) == 0


def test_malformed_max_age_falls_through():
    assert freshness_lifetime(response("max-age=soon", date=DATE, expires=LATER)) == 100


def test_nothing_said():
    assert freshness_lifetime(response()) == 0


def test_hits_in_order():
    store = CacheStore(3, clock=lambda: 1000.0)
    for url in ("/a", "/b", "/c"):
        store.put(url, response("max-age=10"))
    store.get("/b")
    store.get("/a")
    store.put("/d", response("max-age=10"))
    store.put("/e", response("max-age=10"))
    assert [url in store for url in ("/a", "/b", "/c", "/d", "/e")] == [True, False, False, True, True]


def test_a_stale_find_is_no_use():
    store = CacheStore(2, clock=lambda: 1000.0)
    store.put("/a", response("max-age=0"))
    store.put("/b", response("max-age=10"))
    assert store.get("/a") is None
    store.put("/c", response("max-age=10"))
    assert "/a" not in store
    assert "/b" in store


def test_unknown_address():
    store = CacheStore(2, clock=lambda: 1000.0)
    assert store.get("/none") is None
    assert store.misses == 1


def test_storing_again_counts_as_use():
    store = CacheStore(2, clock=lambda: 1000.0)
    for url in ("/a", "/b", "/a", "/c"):
        store.put(url, response("max-age=10"))
    assert "/a" in store and "/b" not in store
