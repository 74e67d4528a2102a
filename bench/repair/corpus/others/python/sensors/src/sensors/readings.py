"""Readings and the log format in which stations send them.

A line of a log is "SECONDS STATION VALUE", where the value is "-" when
the sensor did not answer. Lines that start with # are comments.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    time: int
    station: str
    value: float | None


def parse_line(line):
    parts = line.split()
    if len(parts) != 3:
        raise ValueError(f"not a reading: {line!r}")
    time, station, value = parts
    return Reading(int(time), station, None if value == "-" else float(value))


def parse_log(text):
    """Return the readings of a log, ordered by time."""
    readings = [
        parse_line(line)
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    ]
    return sorted(readings, key=lambda reading: reading.time)
