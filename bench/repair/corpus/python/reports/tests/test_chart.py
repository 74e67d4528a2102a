import pytest

from reports.chart import bar, bar_chart, histogram


@pytest.mark.parametrize(
    "value, largest, expected", [(10, 10, "####"), (5, 10, "##"), (0.1, 10, "#"), (0, 10, ""), (0, 0, "")]
)
def test_bar(value, largest, expected):
    assert bar(value, largest, 4) == expected


def test_bar_chart():
    assert bar_chart({"tea": 2, "coffee": 4}, width=4) == "tea    |##  | 2\ncoffee |####| 4"
    assert bar_chart({}) == "(no data)"


def test_histogram():
    assert histogram([0, 1, 2, 5, 9, 10], 2) == [(0, 5, 3), (5, 10, 3)]
    assert histogram([3, 3], 5) == [(3, 3, 2)]
    assert histogram([], 4) == []
