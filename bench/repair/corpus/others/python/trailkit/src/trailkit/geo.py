"""Distances on the sphere."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

from .track import Point

EARTH_RADIUS = 6_371_000.0
"""Mean radius of the earth in metres."""


def distance(start: Point, end: Point) -> float:
    """Great-circle distance of two points in metres (haversine formula)."""
    lat1, lat2 = radians(start.lat), radians(end.lat)
    half_lat = (lat2 - lat1) / 2
    half_lon = radians(end.lon - start.lon) / 2
    h = sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(h))


def path_length(points: Sequence[Point]) -> float:
    """Length in metres of the path through the points."""
    return sum(distance(start, end) for start, end in zip(points, points[1:]))
