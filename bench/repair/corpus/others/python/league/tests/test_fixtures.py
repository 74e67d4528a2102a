from itertools import combinations

import pytest

from league import round_robin


def test_every_pair_meets_once():
    rounds = round_robin(["A", "B", "C", "D"])
    met = sorted(tuple(sorted(pair)) for pairings in rounds for pair in pairings)
    assert met == sorted(combinations("ABCD", 2))
    assert [len(pairings) for pairings in rounds] == [2, 2, 2]


def test_odd_number_of_teams_rests_one_each_round():
    rounds = round_robin(["A", "B", "C"])
    assert [len(pairings) for pairings in rounds] == [1, 1, 1]


def test_double_league_swaps_home_and_away():
    rounds = round_robin(["A", "B"], double=True)
    assert rounds == [[("A", "B")], [("B", "A")]]


def test_duplicate_names_are_refused():
    with pytest.raises(ValueError):
        round_robin(["A", "A"])
