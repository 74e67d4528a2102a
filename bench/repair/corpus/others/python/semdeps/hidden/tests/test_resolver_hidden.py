import pytest

from semdeps import Conflict, Index, resolve


def picked(index, requires):
    return {name: str(version) for name, version in resolve(index, requires).items()}


def test_backtracking_over_two_levels():
    index = Index()
    index.add("app", "1.0.0", {"left": "*", "right": "*"})
    index.add("left", "2.0.0", {"base": "^2.0.0"})
    index.add("left", "1.0.0", {"base": "^1.0.0"})
    index.add("right", "1.0.0", {"base": "^1.0.0"})
    index.add("base", "1.0.0")
    index.add("base", "2.0.0")
    assert picked(index, {"app": "*"}) == {
        "app": "1.0.0",
        "left": "1.0.0",
        "right": "1.0.0",
        "base": "1.0.0",
    }


def test_packages_of_an_abandoned_release_are_not_kept():
    index = Index()
    index.add("web", "2.0.0", {"extra": "*", "gone": "*"})
    index.add("web", "1.0.0")
    index.add("extra", "1.0.0")
    assert picked(index, {"web": "*"}) == {"web": "1.0.0"}


def test_abandoned_choice_does_not_bind_later_ones():
    index = Index()
    index.add("a", "2.0.0", {"c": ">=2.0.0", "b": ">=9.0.0"})
    index.add("a", "1.0.0", {"c": "<2.0.0"})
    index.add("b", "1.0.0")
    index.add("c", "1.0.0")
    index.add("c", "2.0.0")
    assert picked(index, {"a": "*", "b": "*"}) == {"a": "1.0.0", "b": "1.0.0", "c": "1.0.0"}


def test_choice_excluded_by_a_later_requirement():
    index = Index()
    index.add("a", "1.0.0")
    index.add("a", "2.0.0")
    index.add("b", "1.0.0", {"a": "<2.0.0"})
    assert picked(index, {"a": "*", "b": "*"}) == {"a": "1.0.0", "b": "1.0.0"}
    with pytest.raises(Conflict):
        resolve(index, {"a": ">=2.0.0", "b": "*"})


def test_spellings_conflict_like_one_package():
    index = Index()
    index.add("My.Lib", "1.0.0")
    index.add("my_lib", "2.0.0")
    with pytest.raises(Conflict):
        resolve(index, {"my-lib": "<2.0.0", "MY_LIB": ">=2.0.0"})
    assert picked(index, {"My.lib": "*", "my-LIB": "<2.0.0"}) == {"my-lib": "1.0.0"}


def test_latest_and_duplicates_ignore_spelling():
    index = Index()
    release = index.add("Big__Tool", "1.0.0")
    assert release.name == "Big__Tool"
    assert index.latest("big-tool") is release
    assert index.latest("BIG.TOOL") is release
    with pytest.raises(ValueError):
        index.add("big.tool", "1.0.0")
