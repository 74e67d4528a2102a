import pytest

from genome.interval import Interval, reverse_complement
from genome.orf import find_orfs

SEQUENCE = "ACCGTTTAGCATGCCNAT"


@pytest.mark.parametrize("start, end", [(0, 4), (3, 11), (10, 18), (0, 18), (5, 5)])
@pytest.mark.parametrize("strand", ["+", "-"])
def test_flip_is_the_same_bases(start, end, strand):
    item = Interval(start, end, strand)
    flipped = item.flipped(len(SEQUENCE))
    assert len(flipped) == len(item)
    assert flipped.strand != strand
    assert flipped.extract(reverse_complement(SEQUENCE)) == item.extract(SEQUENCE)


def test_flip_twice():
    assert Interval(1, 7, "-").flipped(30).flipped(30) == Interval(1, 7, "-")


def test_at_the_ends():
    assert Interval(0, 3).flipped(10) == Interval(7, 10, "-")
    assert Interval(7, 10, "-").flipped(10) == Interval(0, 3, "+")


def test_orfs_of_both_strands():
    forward = "ATGCCCTAA"
    sequence = forward + "CC" + reverse_complement("ATGGGATGA") + "C"
    orfs = find_orfs(sequence, shortest=9)
    assert Interval(0, 9) in orfs
    assert Interval(11, 20, "-") in orfs
    for orf in orfs:
        assert orf.extract(sequence).startswith("ATG")
