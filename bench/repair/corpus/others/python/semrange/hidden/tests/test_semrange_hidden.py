import pytest

from semrange import Range, Version, max_satisfying


def in_order(*names):
    assert sorted(reversed(names), key=Version.parse) == list(names)


def test_numbers_by_value():
    in_order("1.0.0-2", "1.0.0-10", "1.0.0-100")
    in_order("1.0.0-rc.9", "1.0.0-rc.10", "1.0.0-rc.10.1")


def test_numbers_before_words():
    in_order("1.0.0-99", "1.0.0-a", "1.0.0-a.99", "1.0.0-a.-", "1.0.0-a.b")
    in_order("1.0.0-5", "1.0.0-10", "1.0.0-2a")


def test_latest_prerelease():
    found = max_satisfying(["1.0.0-rc.9", "1.0.0-rc.10", "1.0.0-rc.2"], ">=1.0.0-rc.1")
    assert found == "1.0.0-rc.10"


@pytest.mark.parametrize(
    "text, inside, outside",
    [
        ("^1.2", ["1.2.0", "1.99.0"], ["1.1.9", "2.0.0"]),
        ("^1", ["1.0.0", "1.5.2"], ["0.9.9", "2.0.0"]),
        ("^1.0", ["1.0.0", "1.5.2"], ["2.0.0"]),
        ("^1.0.0", ["1.0.0", "1.5.2"], ["2.0.0"]),
        ("^0", ["0.0.1", "0.5.0"], ["1.0.0"]),
        ("^0.x", ["0.0.1", "0.5.0"], ["1.0.0"]),
        ("^0.2", ["0.2.0", "0.2.9"], ["0.3.0", "0.1.9"]),
        ("^0.2.0", ["0.2.0", "0.2.9"], ["0.3.0"]),
        ("^0.0", ["0.0.0", "0.0.9"], ["0.1.0"]),
        ("^0.0.3", ["0.0.3"], ["0.0.4", "0.0.2"]),
        ("^0.0.0", ["0.0.0"], ["0.0.1", "0.1.0"]),
        ("1.2.3 - 2", ["1.2.3", "2.9.9"], ["3.0.0"]),
        ("1.2 - 2.1.4", ["1.2.0", "2.1.4"], ["2.1.5", "1.1.9"]),
        ("1.0.0 - 1.5.0 || 3.x", ["1.5.0", "3.2.1"], ["1.5.1", "2.0.0"]),
        ("~0.2.3", ["0.2.3", "0.2.9"], ["0.3.0"]),
        (">1.2", ["1.3.0"], ["1.2.9"]),
        ("<=1.2", ["1.2.9"], ["1.3.0"]),
    ],
)
def test_table(text, inside, outside):
    wanted = Range(text)
    assert [name for name in inside if name not in wanted] == []
    assert [name for name in outside if name in wanted] == []
