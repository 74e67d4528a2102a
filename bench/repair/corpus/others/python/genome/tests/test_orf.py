from genome.interval import Interval
from genome.orf import codons, find_orfs, gc_content


def test_gc_content():
    assert gc_content("GGCA") == 0.75
    assert gc_content("GNNA") == 0.5


def test_gc_content_of_nothing_known():
    assert gc_content("NNN") == 0.0


def test_codons_are_complete():
    assert list(codons("AAACCCGG")) == [(0, "AAA"), (3, "CCC")]
    assert list(codons("AAACCCGG", 2)) == [(2, "ACC"), (5, "CGG")]


def test_forward_orf():
    assert find_orfs("CATGAAATAGC") == [Interval(1, 10)]


def test_inner_start_is_no_new_orf():
    assert find_orfs("ATGATGTAA") == [Interval(0, 9)]


def test_reverse_orf():
    sequence = "CCTTATTTCATGG"
    assert find_orfs(sequence) == [Interval(2, 11, "-")]
    assert Interval(2, 11, "-").extract(sequence) == "ATGAAATAA"


def test_shortest():
    assert find_orfs("ATGTAA", shortest=7) == []
