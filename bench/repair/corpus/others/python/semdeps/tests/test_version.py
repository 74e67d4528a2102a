import pytest

from semdeps import Version


def test_parse_and_print():
    version = Version.parse("1.20.3-rc.1+build7")
    assert version == Version(1, 20, 3, ("rc", "1"))
    assert str(version) == "1.20.3-rc.1"


def test_malformed_versions_are_refused():
    for text in ("1.2", "v1.2.3", "1.2.x", ""):
        with pytest.raises(ValueError):
            Version.parse(text)


def test_numbers_are_compared_as_numbers():
    assert Version.parse("1.9.0") < Version.parse("1.10.0") < Version.parse("2.0.0")


def test_release_follows_its_prereleases():
    assert Version.parse("1.0.0-rc.1") < Version.parse("1.0.0")
    assert Version.parse("0.9.9") < Version.parse("1.0.0-alpha")


def test_numeric_identifiers():
    assert Version.parse("1.0.0-rc.2") < Version.parse("1.0.0-rc.11")
    assert Version.parse("1.0.0-1") < Version.parse("1.0.0-alpha")
