import pytest

from sensors import rolling_mean, spikes


def test_rolling_mean_of_one_is_the_series():
    assert rolling_mean([3.0, 1.0, 2.0], 1) == [3.0, 1.0, 2.0]


def test_rolling_mean_starts_with_fewer_values():
    assert rolling_mean([2.0, 4.0, 6.0, 8.0], 3) == [2.0, 3.0, 4.0, 6.0]


def test_rolling_mean_needs_a_window():
    with pytest.raises(ValueError):
        rolling_mean([1.0], 0)


def test_spikes():
    assert spikes([5.0, 5.1, 25.0, 5.2, 5.1], 2, 3.0) == [2]
