"""Reading of GPX 1.1 documents."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

from .track import Point, Track

_NS = {"g": "http://www.topografix.com/GPX/1/1"}


class GpxError(ValueError):
    """The document is not usable GPX."""


def read_gpx(text: str) -> list[Track]:
    """Read all tracks; the segments of a track are joined.

    Times become seconds since the first timed point of the track.
    """
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise GpxError(str(error)) from error
    return [_read_track(node) for node in root.findall("g:trk", _NS)]


def _read_track(node: ElementTree.Element) -> Track:
    track = Track(node.findtext("g:name", "unnamed", _NS).strip())
    start: datetime | None = None
    for item in node.findall("g:trkseg/g:trkpt", _NS):
        stamp = _stamp(item)
        if start is None:
            start = stamp
        seconds = (stamp - start).total_seconds() if stamp and start else None
        ele = item.findtext("g:ele", None, _NS)
        try:
            lat, lon = float(item.attrib["lat"]), float(item.attrib["lon"])
        except (KeyError, ValueError) as error:
            raise GpxError(f"bad point in {track.name}") from error
        track.points.append(Point(lat, lon, float(ele) if ele else None, seconds))
    return track


def _stamp(item: ElementTree.Element) -> datetime | None:
    text = item.findtext("g:time", None, _NS)
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None
