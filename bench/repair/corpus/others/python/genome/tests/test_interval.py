from genome.interval import Interval, merge, reverse_complement


def test_reverse_complement():
    assert reverse_complement("AACGTN") == "NACGTT"


def test_overlaps():
    assert Interval(0, 5).overlaps(Interval(4, 9, "-"))
    assert not Interval(0, 5).overlaps(Interval(5, 9))


def test_contains():
    assert Interval(2, 8).contains(Interval(2, 8))
    assert not Interval(2, 8).contains(Interval(1, 4))


def test_flipped():
    assert Interval(2, 5).flipped(10) == Interval(5, 8, "-")


def test_extract_on_reverse_strand():
    assert Interval(1, 4, "-").extract("AACGTT") == "CGT"
    assert Interval(0, 3, "-").extract("AACGTT") == "GTT"


def test_merge():
    parts = [Interval(8, 9), Interval(0, 4), Interval(3, 6, "-"), Interval(6, 7)]
    assert merge(parts) == [Interval(0, 7), Interval(8, 9)]
