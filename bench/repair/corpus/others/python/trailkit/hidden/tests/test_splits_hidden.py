import pytest

from trailkit import Point, splits

METRE = 1 / 111194.92664455873


def run(*legs):
    return [Point(metres * METRE, 0, None, seconds) for metres, seconds in legs]


def rounded(parts):
    return [(round(part.length, 3), round(part.seconds, 3)) for part in parts]


def test_leg_over_many_cuts_after_a_short_one():
    track = run((0, 0), (150, 30), (650, 130), (700, 150))
    assert rounded(splits(track, every=200)) == [
        (200, 40), (200, 40), (200, 40), (100, 30),
    ]


def test_two_long_legs():
    track = run((0, 0), (2500, 500), (5300, 1060))
    assert rounded(splits(track)) == [(1000, 200)] * 5 + [(300, 60)]


def test_several_cuts_in_the_last_leg():
    track = run((0, 0), (100, 10), (3600, 710))
    parts = splits(track)
    assert [round(part.length) for part in parts] == [1000, 1000, 1000, 600]
    assert sum(part.seconds for part in parts) == pytest.approx(710)


def test_miles():
    parts = splits(run((0, 0), (1700, 340)), every=1609.344)
    assert rounded(parts) == [(1609.344, 321.869), (90.656, 18.131)]
