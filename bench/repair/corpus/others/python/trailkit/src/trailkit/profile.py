"""Elevation profiles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .track import Point


@dataclass(frozen=True)
class Profile:
    """Metres climbed and descended, and the extreme elevations."""

    up: float
    down: float
    lowest: float | None
    highest: float | None


def climb(points: Iterable[Point], threshold: float = 3.0) -> Profile:
    """Sum ascent and descent, leaving out the noise of the altimeter.

    A change counts once the elevation differs by at least the threshold from
    the last counted elevation. Points without elevation are skipped.
    """
    elevations = [point.ele for point in points if point.ele is not None]
    if not elevations:
        return Profile(0.0, 0.0, None, None)
    up = down = 0.0
    counted = elevations[0]
    for ele in elevations[1:]:
        change = ele - counted
        if abs(change) < threshold:
            continue
        if change > 0:
            up += change
        else:
            down -= change
        counted = ele
    return Profile(up, down, min(elevations), max(elevations))
