from structures import IntervalSet


def test_keeps_apart_what_is_apart():
    assert list(IntervalSet([(5, 7), (1, 3)])) == [(1, 3), (5, 7)]


def test_joins_overlapping():
    assert list(IntervalSet([(1, 4), (3, 8), (10, 12)])) == [(1, 8), (10, 12)]


def test_joins_touching():
    assert list(IntervalSet([(1, 3), (3, 5)])) == [(1, 5)]


def test_contains_is_half_open():
    busy = IntervalSet([(1, 3)])
    assert 1 in busy
    assert 3 not in busy


def test_remove_splits():
    busy = IntervalSet([(0, 10)])
    busy.remove(3, 5)
    assert list(busy) == [(0, 3), (5, 10)]


def test_total_and_gaps():
    busy = IntervalSet([(0, 2), (5, 6), (8, 9)])
    assert busy.total() == 4
    assert busy.gaps() == [(2, 5), (6, 8)]


def test_empty_interval_is_ignored():
    assert list(IntervalSet([(4, 4)])) == []
