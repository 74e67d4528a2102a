import pytest

from trailkit import Point, distance, path_length


def test_degree_of_latitude():
    assert distance(Point(0, 0), Point(1, 0)) == pytest.approx(111194.93, abs=0.01)


def test_degree_of_longitude_shrinks_to_the_north():
    assert distance(Point(60, 0), Point(60, 1)) == pytest.approx(55595.0, abs=10)


def test_path_length_adds_the_legs():
    points = [Point(0, 0), Point(0, 1), Point(0, 3)]
    assert path_length(points) == pytest.approx(3 * 111194.93, abs=0.1)
    assert path_length(points[:1]) == 0
