import pytest

from semrange import InvalidVersion, Range, max_satisfying


def test_comparators_all_hold():
    wanted = Range(">=1.2.0 <2.0.0")
    assert "1.2.0" in wanted
    assert "1.9.9" in wanted
    assert "2.0.0" not in wanted
    assert "1.1.9" not in wanted


def test_alternatives():
    wanted = Range("1.0.0 || >=3.0.0")
    assert "1.0.0" in wanted
    assert "2.0.0" not in wanted
    assert "3.1.0" in wanted


def test_tilde():
    assert "1.4.9" in Range("~1.4.2")
    assert "1.5.0" not in Range("~1.4.2")
    assert "1.9.0" in Range("~1")


def test_caret():
    assert "1.9.0" in Range("^1.2.3")
    assert "1.2.2" not in Range("^1.2.3")
    assert "2.0.0" not in Range("^1.2.3")


def test_caret_below_one():
    assert "0.3.9" in Range("^0.3.1")
    assert "0.4.0" not in Range("^0.3.1")
    assert "0.0.4" not in Range("^0.0.3")


def test_caret_partial():
    assert "0.9.0" in Range("^0")
    assert "0.0.7" in Range("^0.0")
    assert "0.1.0" not in Range("^0.0")


def test_wildcards():
    assert "1.7.0" in Range("1.x")
    assert "2.0.0" not in Range("1.x")
    assert "9.9.9" in Range("*")


def test_hyphen():
    wanted = Range("1.2.3 - 2.1")
    assert "1.2.3" in wanted
    assert "2.1.8" in wanted
    assert "2.2.0" not in wanted


def test_prerelease_needs_same_release():
    assert "1.2.0-beta.2" in Range(">=1.2.0-beta.1 <2.0.0")
    assert "1.3.0-beta.2" not in Range(">=1.2.0-beta.1 <2.0.0")


def test_max_satisfying():
    assert max_satisfying(["1.2.0", "1.10.0", "2.0.0"], "^1.0.0") == "1.10.0"
    assert max_satisfying(["1.2.0"], "^2.0.0") is None


def test_bad_range():
    with pytest.raises(InvalidVersion):
        Range(">=one")
