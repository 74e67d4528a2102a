from league import Bracket, seed_order


def test_seed_order_of_eight_and_sixteen():
    assert seed_order(8) == [1, 8, 4, 5, 2, 7, 3, 6]
    assert seed_order(16) == [1, 16, 8, 9, 4, 13, 5, 12, 2, 15, 7, 10, 3, 14, 6, 11]


def test_first_round_sums_are_constant():
    for size in (2, 4, 8, 16, 32):
        order = seed_order(size)
        assert sorted(order) == list(range(1, size + 1))
        assert {a + b for a, b in zip(order[::2], order[1::2])} == {size + 1}


def test_five_teams_have_three_byes():
    bracket = Bracket(list("ABCDE"))
    assert bracket.byes() == ["A", "B", "C"]
    assert bracket.pairings() == [("D", "E")]
    bracket.advance(["E"])
    assert bracket.pairings() == [("A", "E"), ("B", "C")]


def test_single_team_is_champion():
    assert Bracket(["A"]).champion == "A"


def test_eight_teams_have_no_byes():
    bracket = Bracket(list("ABCDEFGH"))
    assert bracket.byes() == []
    assert len(bracket.pairings()) == 4
