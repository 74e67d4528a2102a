from league import Result, Table


def names(table):
    return [row.team for row in table.ranking()]


def test_withdrawal_of_a_team_with_many_matches_in_a_row():
    table = Table(["A", "B", "C", "D", "E"])
    for other in "BCDE":
        table.record(Result("A", other, 1, 0))
        table.record(Result(other, "A", 1, 0))
    table.record(Result("B", "C", 1, 0))
    assert table.withdraw("A") == 8
    assert table.results == (Result("B", "C", 1, 0),)
    assert all(row.team != "A" for row in table.ranking())


def test_withdrawal_keeps_the_order_of_the_other_results():
    table = Table(["A", "B", "C", "D"])
    kept = [Result("B", "C", 1, 0), Result("C", "D", 1, 1), Result("D", "B", 0, 2)]
    table.record(kept[0])
    table.record(Result("A", "B", 1, 0))
    table.record(kept[1])
    table.record(Result("C", "A", 1, 0))
    table.record(kept[2])
    assert table.withdraw("A") == 2
    assert table.results == tuple(kept)


def test_withdrawal_without_matches():
    table = Table(["A", "B", "C"])
    table.record(Result("A", "B", 1, 0))
    assert table.withdraw("C") == 0
    assert len(table.results) == 1


def test_three_teams_level_use_only_the_matches_among_them():
    table = Table(["A", "B", "C", "D"])
    table.record(Result("A", "B", 1, 0))
    table.record(Result("A", "C", 1, 0))
    table.record(Result("B", "C", 1, 0))
    table.record(Result("D", "A", 9, 0))
    table.record(Result("B", "D", 1, 0))
    table.record(Result("C", "D", 5, 0))
    table.record(Result("D", "C", 0, 3))
    # A, B and C have six points each; among themselves 6, 3 and 0.
    assert names(table) == ["A", "B", "C", "D"]


def test_head_to_head_does_not_outweigh_points():
    table = Table(["A", "B", "C"])
    table.record(Result("A", "B", 1, 0))
    table.record(Result("B", "C", 1, 0))
    table.record(Result("C", "B", 0, 1))
    assert names(table) == ["B", "A", "C"]


def test_level_in_everything_is_ordered_by_name():
    table = Table(["C", "B", "A"])
    assert names(table) == ["A", "B", "C"]
