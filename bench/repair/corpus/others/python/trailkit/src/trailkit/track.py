"""Tracks as sequences of recorded points, and distances along them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Point:
    """A recorded position; ele is in metres, time in seconds since the start."""

    lat: float
    lon: float
    ele: float | None = None
    time: float | None = None


@dataclass
class Track:
    name: str
    points: list[Point] = field(default_factory=list)

    @property
    def duration(self) -> float:
        """Seconds between the first and the last point with a time."""
        times = [point.time for point in self.points if point.time is not None]
        return times[-1] - times[0] if times else 0.0
