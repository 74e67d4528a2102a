from ballot.pairwise import path_strengths, schulze_ranking
from ballot.parse import parse_ballots


def test_three_cycle():
    ballots = parse_ballots("7: A > B > C\n6: B > C > A\n5: C > A > B")
    assert schulze_ranking(ballots) == ["A", "B", "C"]


def test_three_cycle_other_names():
    ballots = parse_ballots("7: C > B > A\n6: B > A > C\n5: A > C > B")
    assert schulze_ranking(ballots) == ["C", "B", "A"]


def test_indirect_strength():
    table = {("A", "B"): 8, ("B", "A"): 2, ("B", "C"): 7, ("C", "B"): 3, ("C", "A"): 6, ("A", "C"): 4}
    strength = path_strengths(["A", "B", "C"], table)
    assert strength["A", "C"] == 7
    assert strength["B", "A"] == 6
    assert strength["C", "B"] == 6
