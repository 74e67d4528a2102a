import pytest

from trailkit import GpxError, Point, read_gpx

TEXT = """<gpx xmlns="http://www.topografix.com/GPX/1/1">
<trk><name> Ridge </name>
<trkseg>
  <trkpt lat="46.5" lon="8.25"><ele>1200.5</ele><time>2024-05-01T08:00:00Z</time></trkpt>
  <trkpt lat="46.6" lon="8.25"><time>2024-05-01T08:10:00Z</time></trkpt>
</trkseg>
<trkseg>
  <trkpt lat="46.7" lon="8.5"><ele>1300</ele></trkpt>
</trkseg>
</trk>
<trk/>
</gpx>"""


def test_points_of_all_segments():
    track = read_gpx(TEXT)[0]
    assert track.name == "Ridge"
    assert track.points == [
        Point(46.5, 8.25, 1200.5, 0.0),
        Point(46.6, 8.25, None, 600.0),
        Point(46.7, 8.5, 1300.0, None),
    ]
    assert track.duration == 600.0


def test_empty_track():
    track = read_gpx(TEXT)[1]
    assert (track.name, track.points, track.duration) == ("unnamed", [], 0.0)


@pytest.mark.parametrize(
    "text", ["<gpx>", TEXT.replace('lat="46.6"', ""), TEXT.replace("46.7", "north")]
)
def test_unusable_documents(text):
    with pytest.raises(GpxError):
        read_gpx(text)
