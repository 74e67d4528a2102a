from trailkit import Point, Profile, climb


def at(*elevations):
    return [Point(46, 8, ele) for ele in elevations]


def test_up_and_down():
    assert climb(at(100, 150, 120)) == Profile(50, 30, 100, 150)


def test_noise_is_left_out():
    assert climb(at(100, 101, 99, 102, 100)) == Profile(0, 0, 99, 102)


def test_slow_climb_counts():
    assert climb(at(100, 102, 104, 106, 108)) == Profile(8, 0, 100, 108)


def test_points_without_elevation_are_skipped():
    assert climb(at(None, 10, None, 20)) == Profile(10, 0, 10, 20)
    assert climb(at(None)) == Profile(0, 0, None, None)


def test_valley():
    assert climb(at(300, 200, 100, 250)) == Profile(150, 200, 100, 300)


def test_change_of_the_threshold_counts():
    assert climb(at(200, 205, 200), threshold=5) == Profile(5, 5, 200, 205)
