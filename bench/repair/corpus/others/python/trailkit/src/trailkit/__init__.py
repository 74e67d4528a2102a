"""Evaluation of recorded hiking and running tracks."""

from .geo import distance, path_length
from .gpx import GpxError, read_gpx
from .profile import Profile, climb
from .splits import Split, splits
from .track import Point, Track

__all__ = [
    "GpxError", "Point", "Profile", "Split", "Track",
    "climb", "distance", "path_length", "read_gpx", "splits",
]
