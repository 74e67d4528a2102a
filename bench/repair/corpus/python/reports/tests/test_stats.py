import pytest

from reports.stats import group_by, mean, median, moving_average, percentile, ranking


def test_mean():
    assert mean([1, 2, 6]) == 3
    assert mean([]) is None


@pytest.mark.parametrize("values, expected", [([3, 1, 2], 2), ([4, 1, 3, 2], 2.5), ([7], 7), ([], None)])
def test_median(values, expected):
    assert median(values) == expected


@pytest.mark.parametrize("percent, expected", [(0, 10), (50, 25), (100, 40), (25, 17.5)])
def test_percentile(percent, expected):
    assert percentile([40, 10, 30, 20], percent) == expected


def test_percentile_needs_values():
    with pytest.raises(ValueError):
        percentile([], 50)


def test_moving_average():
    assert moving_average([1, 2, 3, 4], 2) == [1.5, 2.5, 3.5]
    assert moving_average([1, 2], 3) == []


def test_group_by():
    rows = [
        {"team": "red", "points": 3},
        {"team": "blue", "points": 5},
        {"team": "red", "points": 4},
        {"team": "blue", "points": None},
    ]
    assert group_by(rows, "team", "points") == {"red": 7, "blue": 5}
    assert group_by(rows, "team", "points", max) == {"red": 4, "blue": 5}


def test_ranking():
    assert ranking({"a": 5, "b": 9, "c": 5, "d": 1}) == [(1, "b", 9), (2, "a", 5), (2, "c", 5), (4, "d", 1)]
