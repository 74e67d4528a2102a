import pytest

from semdeps import Conflict, Index, Version, resolve


def picked(index, requires):
    return {name: str(version) for name, version in resolve(index, requires).items()}


def test_newest_matching_versions_are_chosen():
    index = Index()
    index.add("web", "1.0.0", {"http": "^2.0.0"})
    index.add("http", "2.1.0")
    index.add("http", "2.10.0")
    index.add("http", "3.0.0")
    assert picked(index, {"web": "*"}) == {"web": "1.0.0", "http": "2.10.0"}


def test_older_release_is_tried_after_a_conflict():
    index = Index()
    index.add("web", "1.0.0", {"http": "<3.0.0"})
    index.add("web", "2.0.0", {"proxy": "*", "http": ">=3.0.0"})
    index.add("proxy", "1.0.0", {"http": "<3.0.0"})
    index.add("http", "2.0.0")
    index.add("http", "3.0.0")
    assert picked(index, {"web": "*"}) == {"web": "1.0.0", "http": "2.0.0"}


def test_conflict():
    index = Index()
    index.add("http", "2.0.0")
    with pytest.raises(Conflict):
        resolve(index, {"http": ">=3.0.0"})


def test_cycles_end():
    index = Index()
    index.add("a", "1.0.0", {"b": "*"})
    index.add("b", "1.0.0", {"a": "^1.0.0"})
    assert picked(index, {"a": "*"}) == {"a": "1.0.0", "b": "1.0.0"}


def test_index_finds_a_package_by_any_spelling():
    index = Index()
    index.add("Http_Tools", "1.0.0")
    index.add("http.tools", "1.1.0")
    assert [str(release.version) for release in index.releases("http-tools")] == ["1.1.0", "1.0.0"]


def test_spellings_of_a_requirement_are_one_package():
    index = Index()
    index.add("http-tools", "1.0.0")
    index.add("web", "1.0.0", {"http_tools": "*"})
    assert picked(index, {"HTTP.Tools": "*", "web": "*"}) == {"http-tools": "1.0.0", "web": "1.0.0"}


def test_latest_skips_prereleases():
    index = Index()
    index.add("web", "1.0.0")
    index.add("web", "1.1.0-rc.1")
    assert index.latest("web").version == Version(1, 0, 0)
    assert index.latest("other") is None


def test_release_is_known_once():
    index = Index()
    index.add("web", "1.0.0")
    with pytest.raises(ValueError):
        index.add("web", "1.0.0")
