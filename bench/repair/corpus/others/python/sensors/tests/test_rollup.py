from sensors import Reading, hourly, summarize
from sensors.rollup import Summary, gaps


def series(*values):
    return [Reading(60 * i, "pier", value) for i, value in enumerate(values)]


def test_summary():
    assert summarize(series(1.0, 4.0, 2.5)) == Summary(3, 0, 1.0, 4.0, 2.5)


def test_summary_of_frosty_morning():
    assert summarize(series(-2.0, 0.0, None, -4.0)) == Summary(3, 1, -4.0, 0.0, -2.0)


def test_summary_without_values():
    assert summarize(series(None, None)) == Summary(0, 2, None, None, None)


def test_hourly_groups():
    readings = [Reading(3599, "pier", 1.0), Reading(3600, "pier", 3.0), Reading(10, "hill", 7.0)]
    result = hourly(readings)
    assert list(result) == [("hill", 0), ("pier", 0), ("pier", 3600)]
    assert result["pier", 3600].mean == 3.0


def test_gaps():
    assert gaps(series(1.0, 2.0, None, None, 3.0), 120) == [(60, 240)]
