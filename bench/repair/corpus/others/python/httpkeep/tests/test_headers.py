import pytest

from httpkeep import Headers
from httpkeep.headers import CacheControl


def test_set_and_get():
    headers = Headers({"etag": "abc"})
    headers["vary"] = "accept"
    assert headers["etag"] == "abc"
    assert headers.get("vary") == "accept"


def test_names_ignore_case():
    headers = Headers({"Content-Type": "text/plain"})
    assert headers["CONTENT-TYPE"] == "text/plain"
    assert headers.get("Content-Type") == "text/plain"


def test_setting_again_replaces():
    headers = Headers({"ETag": "1"})
    headers["etag"] = "2"
    assert len(headers) == 1
    assert list(headers) == ["etag"]


def test_missing_header():
    headers = Headers()
    assert headers.get("age") is None
    assert headers.get("age", "0") == "0"
    with pytest.raises(KeyError):
        headers["age"]


def test_cache_control():
    control = CacheControl.parse('Max-Age="60", no-cache, s-maxage=x')
    assert control.seconds("max-age") == 60
    assert control.has("no-cache")
    assert control.seconds("s-maxage") is None
    assert not control.has("private")
