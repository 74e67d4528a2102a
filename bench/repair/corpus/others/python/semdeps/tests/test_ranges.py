import pytest

from semdeps import Range, Version


def matches(text, *versions):
    return [version for version in versions if Version.parse(version) in Range(text)]


def test_comparisons_are_joined():
    assert matches(">=1.2.0 <2.0.0", "1.1.9", "1.2.0", "1.9.9", "2.0.0") == ["1.2.0", "1.9.9"]


def test_caret():
    assert matches("^1.2.3", "1.2.2", "1.2.3", "1.9.0", "2.0.0") == ["1.2.3", "1.9.0"]


def test_caret_below_one():
    assert matches("^0.2.3", "0.2.2", "0.2.3", "0.2.9", "0.3.0") == ["0.2.3", "0.2.9"]
    assert matches("^0.0.3", "0.0.3", "0.0.4") == ["0.0.3"]


def test_tilde():
    assert matches("~1.2.3", "1.2.3", "1.2.9", "1.3.0") == ["1.2.3", "1.2.9"]


def test_prereleases_have_to_be_named():
    assert matches(">=1.0.0", "1.1.0-rc.1", "1.1.0") == ["1.1.0"]
    assert matches(">=1.1.0-rc.1", "1.1.0-beta", "1.1.0-rc.2", "1.2.0-rc.1") == ["1.1.0-rc.2"]


def test_malformed_range_is_refused():
    with pytest.raises(ValueError):
        Range("=>1.0.0")
