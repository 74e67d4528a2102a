from trailkit import Point, Profile, climb


def at(*elevations):
    return [Point(46, 8, ele) for ele in elevations]


def test_two_valleys():
    assert climb(at(500, 400, 500, 300, 450)) == Profile(250, 300, 300, 500)


def test_long_descent_in_steps():
    assert climb(at(100, 90, 80, 70)) == Profile(0, 30, 70, 100)


def test_slow_descent_and_noise():
    assert climb(at(100, 98, 96, 95, 93, 92)) == Profile(0, 7, 92, 100)


def test_climb_in_steps():
    assert climb(at(100, 110, 120, 115)) == Profile(20, 5, 100, 120)


def test_change_of_exactly_the_threshold_counts():
    assert climb(at(100, 105, 100), threshold=5) == Profile(5, 5, 100, 105)
    assert climb(at(100, 104, 100), threshold=5) == Profile(0, 0, 100, 104)


def test_below_sea_level():
    assert climb(at(0, -10, 0)) == Profile(10, 10, -10, 0)
