"""Summaries of many readings."""

from dataclasses import dataclass

HOUR = 3600


@dataclass(frozen=True)
class Summary:
    count: int
    missing: int
    low: float | None
    high: float | None
    mean: float | None


def summarize(readings):
    """Summarize the readings; low, high and mean are None without values.

    The count is that of the readings with a value; readings of a sensor
    that did not answer only count as missing.
    """
    readings = list(readings)
    values = [reading.value for reading in readings if reading.value is not None]
    missing = len(readings) - len(values)
    if not values:
        return Summary(0, missing, None, None, None)
    return Summary(len(values), missing, min(values), max(values), sum(values) / len(values))


def hourly(readings):
    """Return a summary for each station and hour in which there are readings.

    The keys are (station, start of the hour in seconds).
    """
    groups = {}
    for reading in readings:
        start = reading.time - reading.time % HOUR
        groups.setdefault((reading.station, start), []).append(reading)
    return {key: summarize(group) for key, group in sorted(groups.items())}


def gaps(readings, longest):
    """Return (from, to) of each time without values longer than allowed."""
    times = [reading.time for reading in readings if reading.value is not None]
    return [(a, b) for a, b in zip(times, times[1:]) if b - a > longest]
