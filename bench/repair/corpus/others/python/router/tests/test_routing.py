import pytest

from router.routing import MethodNotAllowed, NotFound, Router


@pytest.fixture
def router():
    router = Router()
    router.add("home", "/")
    router.add("me", "/users/me")
    router.add("user", "/users/<int:id>")
    router.add("user_edit", "/users/<int:id>", methods=["PUT", "patch"])
    router.add("user_drop", "/users/<int:id>", methods=["DELETE"])
    router.add("tag", "/tags/<name>")
    router.add("file", "/files/<path:where>")
    return router


def test_static_path(router):
    assert router.match("GET", "/").name == "home"


def test_int_variable(router):
    match = router.match("GET", "/users/42")
    assert (match.name, match.params) == ("user", {"id": 42})


def test_method_chooses_the_route(router):
    assert router.match("PATCH", "/users/42").name == "user_edit"
    assert router.match("delete", "/users/42").name == "user_drop"
    assert router.match("HEAD", "/users/42").name == "user"


def test_method_not_allowed_names_all_methods(router):
    with pytest.raises(MethodNotAllowed) as caught:
        router.match("POST", "/users/42")
    assert caught.value.allowed == {"GET", "HEAD", "PUT", "PATCH", "DELETE"}


def test_method_not_allowed_with_one_route(router):
    with pytest.raises(MethodNotAllowed) as caught:
        router.match("POST", "/users/me")
    assert caught.value.allowed == {"GET", "HEAD"}


def test_unknown_path(router):
    with pytest.raises(NotFound):
        router.match("GET", "/users/42/friends")


def test_segment_is_decoded(router):
    assert router.match("GET", "/tags/caf%C3%A9%20noir").params == {"name": "café noir"}


def test_path_variable(router):
    assert router.match("GET", "/files/a/b%20c.txt").params == {"where": "a/b c.txt"}


def test_url_for(router):
    assert router.url_for("user", id=7) == "/users/7"
    assert router.url_for("file", where="a/b c.txt") == "/files/a/b%20c.txt"


def test_slash_in_segment_is_escaped(router):
    assert router.url_for("tag", name="tcp/ip") == "/tags/tcp%2Fip"


def test_url_for_with_query(router):
    assert router.url_for("home", query={"q": "x y"}) == "/?q=x+y"


def test_url_for_missing_variable(router):
    with pytest.raises(ValueError, match="missing id"):
        router.url_for("user")
