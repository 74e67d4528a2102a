"""Readings of weather stations: rollups, smoothing and alarms."""

from .alarm import Alarm, Event
from .readings import Reading, parse_line, parse_log
from .rollup import hourly, summarize
from .smooth import rolling_mean, spikes

__all__ = [
    "Alarm",
    "Event",
    "Reading",
    "hourly",
    "parse_line",
    "parse_log",
    "rolling_mean",
    "spikes",
    "summarize",
]
