import pytest

from trailkit import Point, distance, path_length


def test_symmetric():
    zurich, rome = Point(47.3769, 8.5417), Point(41.9028, 12.4964)
    assert distance(zurich, rome) == pytest.approx(distance(rome, zurich))
    assert distance(zurich, rome) == pytest.approx(684_000, rel=0.01)


def test_equator_and_sixty_degrees():
    assert distance(Point(0, 0), Point(0, 1)) == pytest.approx(111194.93, abs=0.01)
    assert distance(Point(-60, 10), Point(-60, 11)) == pytest.approx(55595.0, abs=10)


def test_path_at_high_latitude():
    points = [Point(80, 0), Point(80, 0.5), Point(80, 1)]
    assert path_length(points) == pytest.approx(19308.6, abs=10)
