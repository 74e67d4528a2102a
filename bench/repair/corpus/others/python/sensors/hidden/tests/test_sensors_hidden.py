import pytest

from sensors import Alarm, Reading, hourly, parse_log, rolling_mean, spikes, summarize
from sensors.rollup import Summary, gaps


def series(*values):
    return [Reading(i, "pier", value) for i, value in enumerate(values)]


def kinds(events):
    return [(event.time, event.kind) for event in events]


@pytest.mark.parametrize(
    "values, expected",
    [
        ((0.0,), Summary(1, 0, 0.0, 0.0, 0.0)),
        ((0.0, 0.0, 3.0), Summary(3, 0, 0.0, 3.0, 1.0)),
        ((None, 0.0), Summary(1, 1, 0.0, 0.0, 0.0)),
        ((None, 5.0), Summary(1, 1, 5.0, 5.0, 5.0)),
        ((-1.0, -3.0), Summary(2, 0, -3.0, -1.0, -2.0)),
        ((), Summary(0, 0, None, None, None)),
    ],
)
def test_summaries(values, expected):
    assert summarize(series(*values)) == expected


def test_hourly_from_log():
    result = hourly(parse_log("7199 a 0\n3600 a 4\n7200 a -\n"))
    assert result["a", 3600] == Summary(2, 0, 0.0, 4.0, 2.0)
    assert result["a", 7200] == Summary(0, 1, None, None, None)


def test_zero_ends_a_gap():
    assert gaps(series(1.0, None, 0.0, None, None, 1.0), 2) == [(2, 5)]


@pytest.mark.parametrize(
    "values, size, expected",
    [
        ([], 3, []),
        ([4.0], 5, [4.0]),
        ([4.0, 2.0], 5, [4.0, 3.0]),
        ([1.0, 2.0, 3.0, 4.0, 5.0], 2, [1.0, 1.5, 2.5, 3.5, 4.5]),
        ([1.0, 3.0, 5.0, 7.0, 9.0, 11.0], 4, [1.0, 2.0, 3.0, 4.0, 6.0, 8.0]),
        ([6.0, 0.0, 0.0, 6.0], 4, [6.0, 3.0, 2.0, 3.0]),
    ],
)
def test_rolling_means(values, size, expected):
    assert rolling_mean(values, size) == expected


def test_spikes_at_the_ends():
    assert spikes([50.0, 5.0, 5.0, 5.0, 5.0, 50.0], 2, 3.0) == [0, 5]


def test_no_event_before_raised():
    assert Alarm(30.0, band=5.0, in_a_row=3).run(series(31.0, 20.0, 31.0, 31.0, 10.0)) == []


def test_one_cleared_event_only():
    events = Alarm(30.0, band=2.0).run(series(10.0, 31.0, 30.5, 29.0, 28.0, 27.0, 10.0, 35.0, 28.5))
    assert kinds(events) == [(1, "raised"), (4, "cleared"), (7, "raised")]


def test_still_active():
    alarm = Alarm(30.0, band=2.0)
    alarm.run(series(31.0, 29.0))
    assert alarm.active
    alarm.run(series(28.0))
    assert not alarm.active


def test_row_is_broken_by_low_value():
    events = Alarm(0.0, in_a_row=2).run(series(1.0, -1.0, 1.0, 1.0, 0.0, 1.0, 1.0))
    assert kinds(events) == [(3, "raised"), (4, "cleared"), (6, "raised")]
