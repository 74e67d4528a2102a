import pytest

from trailkit import Point, path_length, splits

METRE = 1 / 111194.92664455873
"""Degrees of latitude per metre."""


def run(*legs):
    """A track to the north from (metres, seconds) pairs counted from the start."""
    return [Point(metres * METRE, 0, None, seconds) for metres, seconds in legs]


def rounded(parts):
    return [(round(part.length, 3), round(part.seconds, 3)) for part in parts]


def test_cuts_are_interpolated():
    track = run((0, 0), (800, 240), (1600, 480))
    assert rounded(splits(track)) == [(1000, 300), (600, 180)]


def test_long_leg_is_cut_several_times():
    track = run((0, 0), (2500, 500))
    assert rounded(splits(track)) == [(1000, 200), (1000, 200), (500, 100)]


def test_short_track_is_one_split():
    assert rounded(splits(run((0, 0), (300, 60)))) == [(300, 60)]


def test_rest_without_movement():
    track = run((0, 0), (600, 100), (600, 400), (1200, 500))
    assert rounded(splits(track)) == [(1000, 466.667), (200, 33.333)]


def test_nothing_to_cut():
    assert splits([]) == []
    assert splits([Point(0, 0)]) == []
    with pytest.raises(ValueError):
        splits([], every=0)


def test_pace():
    track = run((0, 0), (500, 150))
    assert splits(track)[0].pace == pytest.approx(5.0)
    assert path_length(track) == pytest.approx(500)
