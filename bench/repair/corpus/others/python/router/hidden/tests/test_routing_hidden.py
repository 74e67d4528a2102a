import pytest

from router.routing import MethodNotAllowed, Router


def make(*routes):
    router = Router()
    for name, pattern, *methods in routes:
        router.add(name, pattern, methods or ("GET",))
    return router


def test_allowed_of_two():
    router = make(("a", "/x", "POST"), ("b", "/x", "DELETE"))
    with pytest.raises(MethodNotAllowed) as caught:
        router.match("GET", "/x")
    assert caught.value.allowed == {"POST", "DELETE"}


def test_allowed_over_different_patterns():
    router = make(("a", "/t/<name>", "POST"), ("b", "/t/new", "GET"), ("c", "/u", "PUT"))
    with pytest.raises(MethodNotAllowed) as caught:
        router.match("PATCH", "/t/new")
    assert caught.value.allowed == {"POST", "GET", "HEAD"}


def test_allowed_keeps_the_routes():
    router = make(("a", "/x", "POST"), ("b", "/x", "DELETE"))
    for _ in range(2):
        with pytest.raises(MethodNotAllowed):
            router.match("GET", "/x")
    assert router.match("DELETE", "/x").name == "b"
    assert router.match("POST", "/x").name == "a"


@pytest.mark.parametrize("text", ["a/b", "100%", "%2F", "a b", "é", "x?y#z", "a+b"])
def test_segment_round_trip(text):
    router = make(("tag", "/tags/<name>"))
    url = router.url_for("tag", name=text)
    assert url.count("/") == 2
    assert router.match("GET", url).params == {"name": text}


@pytest.mark.parametrize("text", ["a/b", "a/100%/b", "é/x y"])
def test_path_round_trip(text):
    router = make(("file", "/f/<path:where>"))
    url = router.url_for("file", where=text)
    assert url.count("/") == 2 + text.count("/")
    assert router.match("GET", url).params == {"where": text}


def test_plus_stays_plus():
    router = make(("tag", "/tags/<name>"))
    assert router.match("GET", "/tags/a+b").params == {"name": "a+b"}
    assert router.url_for("tag", name="a b") == "/tags/a%20b"


def test_two_variables():
    router = make(("x", "/<a>/of/<b>"))
    assert router.match("GET", "/1%2F2/of/%C3%A9").params == {"a": "1/2", "b": "é"}
    assert router.url_for("x", a="1/2", b="é") == "/1%2F2/of/%C3%A9"
