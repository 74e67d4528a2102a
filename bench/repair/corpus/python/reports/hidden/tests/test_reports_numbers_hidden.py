import random
import statistics

import pytest

from reports.chart import bar, bar_chart, histogram
from reports.stats import group_by, mean, median, moving_average, percentile, ranking


@pytest.fixture(params=range(25))
def values(request):
    generator = random.Random(request.param)
    return [generator.randint(-20, 50) / 2 for _ in range(generator.randint(1, 15))]


def test_averages(values):
    before = list(values)
    assert mean(values) == pytest.approx(statistics.fmean(values))
    assert median(values) == statistics.median(values)
    assert values == before


def test_percentiles(values):
    assert percentile(values, 0) == min(values)
    assert percentile(values, 100) == max(values)
    assert percentile(values, 50) == pytest.approx(statistics.median(values))
    if len(values) > 1:
        for i, cut in enumerate(statistics.quantiles(values, n=10, method="inclusive"), start=1):
            assert percentile(values, i * 10) == pytest.approx(cut)
    for percent in (-1, 101):
        with pytest.raises(ValueError):
            percentile(values, percent)


def test_moving_averages(values):
    for window in range(1, len(values) + 2):
        averages = moving_average(values, window)
        assert len(averages) == max(0, len(values) - window + 1)
        for i, average in enumerate(averages):
            assert average == pytest.approx(statistics.fmean(values[i : i + window]))
    for window in (0, -1):
        with pytest.raises(ValueError):
            moving_average(values, window)


def test_nothing():
    assert mean([]) is None
    assert median([]) is None
    with pytest.raises(ValueError):
        percentile([], 0)
    assert ranking({}) == []
    assert group_by([], "a", "b") == {}


def test_groups():
    rows = [{"k": "b", "v": 0}, {"k": "a", "v": 2}, {"k": "b"}, {"k": "c", "v": None}, {"k": "a", "v": -5}, {"k": None, "v": 1}]
    groups = group_by(rows, "k", "v")
    assert groups == {"b": 0, "a": -3, None: 1}
    assert list(groups) == ["b", "a", None]
    assert group_by(rows, "k", "v", len) == {"b": 1, "a": 2, None: 1}


@pytest.mark.parametrize("seed", range(20))
def test_ranks(seed):
    generator = random.Random(seed)
    scores = {name: generator.randint(-1, 3) for name in "hgfedcba"[: generator.randint(1, 8)]}
    ranks = ranking(scores)
    assert [(name, score) for _, name, score in ranks] == sorted(scores.items(), key=lambda p: (-p[1], p[0]))
    for rank, _, score in ranks:
        assert rank == 1 + sum(1 for other in scores.values() if other > score)


def test_bars():
    for width in (1, 5, 20):
        assert bar(3, 3, width) == "#" * width
        assert bar(0.001, 3, width) == "#"
        assert bar(-1, 3, width) == bar(0, 3, width) == bar(-1, -1, width) == bar(1, 0, width) == ""
    assert bar(3, 4, 8) == "######"
    assert bar_chart({"a": -2, "bcd": 4, "e": 1}, 8) == "a   |        | -2\nbcd |########| 4\ne   |##      | 1"
    assert bar_chart({"z": 0}, 3) == "z |   | 0"
    assert bar_chart({"x": 2.5}) == "x |" + "#" * 20 + "| 2.5"
    assert bar_chart({}) == "(no data)"


def test_histograms(values):
    for bins in range(1, 7):
        result = histogram(values, bins)
        assert sum(count for _, _, count in result) == len(values)
        assert result[0][0] == min(values)
        assert result[-1][1] == pytest.approx(max(values))
        if min(values) != max(values):
            assert len(result) == bins
    assert histogram(values, 0) == []


def test_histogram_edges():
    assert histogram([0, 1, 2, 3, 4], 4) == [(0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 4, 2)]
    assert histogram([-4, 4, -4], 2) == [(-4, 0, 2), (0, 4, 1)]
    assert histogram([2], 3) == [(2, 2, 1)]
