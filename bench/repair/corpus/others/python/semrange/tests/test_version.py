import pytest

from semrange import InvalidVersion, Version


def v(text):
    return Version.parse(text)


def test_parse_and_print():
    version = v("v1.20.3-rc.1+build.5")
    assert version.release == (1, 20, 3)
    assert version.prerelease == ("rc", "1")
    assert version.build == "build.5"
    assert str(version) == "1.20.3-rc.1+build.5"


@pytest.mark.parametrize("text", ["1.2", "01.2.3", "1.2.3-", "1.2.3-a..b", "x"])
def test_rejects_malformed(text):
    with pytest.raises(InvalidVersion):
        v(text)


def test_release_order():
    assert v("1.2.9") < v("1.2.10") < v("1.10.0") < v("2.0.0")


def test_prerelease_before_release():
    assert v("1.0.0-rc.1") < v("1.0.0")


def test_prerelease_order():
    names = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11"]
    assert sorted(reversed(names), key=Version.parse) == names


def test_build_is_ignored_in_order():
    assert v("1.0.0+a") == v("1.0.0+b")
    assert len({v("1.0.0+a"), v("1.0.0+b")}) == 1


def test_bump():
    assert str(v("1.2.3").bump("major")) == "2.0.0"
    assert str(v("1.2.3").bump("minor")) == "1.3.0"
    assert str(v("1.2.3").bump("patch")) == "1.2.4"
    assert str(v("1.2.3-rc.1").bump("patch")) == "1.2.3"
