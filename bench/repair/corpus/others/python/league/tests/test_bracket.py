import pytest

from league import Bracket, seed_order


def test_seed_order_of_small_brackets():
    assert seed_order(1) == [1]
    assert seed_order(2) == [1, 2]
    assert seed_order(4) == [1, 4, 2, 3]


def test_seed_order_refuses_other_sizes():
    with pytest.raises(ValueError):
        seed_order(6)


def test_best_seeds_get_the_byes():
    bracket = Bracket(["A", "B", "C"])
    assert bracket.byes() == ["A"]
    assert bracket.pairings() == [("B", "C")]


def test_four_teams_play_two_rounds():
    bracket = Bracket(["A", "B", "C", "D"])
    assert bracket.pairings() == [("A", "D"), ("B", "C")]
    bracket.advance(["D", "B"])
    assert bracket.champion is None
    assert bracket.pairings() == [("D", "B")]
    bracket.advance(["B"])
    assert bracket.champion == "B"


def test_every_pairing_needs_a_winner():
    with pytest.raises(ValueError):
        Bracket(["A", "B"]).advance([])
