"""Times per kilometre or mile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .geo import distance
from .track import Point

KILOMETRE = 1000.0


@dataclass(frozen=True)
class Split:
    """One section of a track: its length in metres and time in seconds."""

    length: float
    seconds: float

    @property
    def pace(self) -> float:
        """Minutes per kilometre."""
        return self.seconds / 60 / (self.length / KILOMETRE)


def splits(points: Sequence[Point], every: float = KILOMETRE) -> list[Split]:
    """Cut a track into sections of equal length; the last may be shorter.

    The time at a cut between two points is interpolated. Points without a
    time are left out.
    """
    if every <= 0:
        raise ValueError("the length of a split must be positive")
    timed = [point for point in points if point.time is not None]
    found: list[Split] = []
    if not timed:
        return found
    travelled = 0.0
    cut_at = every
    cut_time = timed[0].time
    for start, end in zip(timed, timed[1:]):
        leg = distance(start, end)
        while leg and travelled + leg >= cut_at:
            share = (cut_at - travelled) / leg
            time = start.time + share * (end.time - start.time)
            found.append(Split(every, time - cut_time))
            cut_time = time
            cut_at += every
        travelled += leg
    rest = travelled - (cut_at - every)
    if rest > 0:
        found.append(Split(rest, timed[-1].time - cut_time))
    return found
