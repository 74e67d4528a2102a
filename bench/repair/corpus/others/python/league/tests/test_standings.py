import pytest

from league import Result, Table


def names(table):
    return [row.team for row in table.ranking()]


def test_row_counts_matches_and_goals():
    table = Table(["Ajax", "Bern", "Cork"])
    table.record(Result("Ajax", "Bern", 2, 1))
    table.record(Result("Cork", "Ajax", 0, 0))
    row = table.row("Ajax")
    assert (row.played, row.won, row.drawn, row.lost) == (2, 1, 1, 0)
    assert (row.points, row.goals_for, row.goals_against) == (4, 2, 1)


def test_ranking_by_points_then_difference():
    table = Table(["Ajax", "Bern", "Cork", "Dijon"])
    table.record(Result("Ajax", "Bern", 1, 0))
    table.record(Result("Cork", "Dijon", 4, 1))
    assert names(table) == ["Cork", "Ajax", "Bern", "Dijon"]


def test_teams_level_on_points_are_separated_by_their_own_match():
    table = Table(["Ajax", "Bern", "Cork"])
    table.record(Result("Ajax", "Bern", 1, 0))
    table.record(Result("Bern", "Cork", 5, 0))
    table.record(Result("Cork", "Ajax", 1, 1))
    table.record(Result("Bern", "Ajax", 0, 0))
    table.record(Result("Cork", "Bern", 0, 0))
    # Ajax 1-0, 1-1, 0-0 has five points; Bern 0-1, 5-0, 0-0, 0-0 has five as well.
    assert names(table) == ["Ajax", "Bern", "Cork"]


def test_correcting_a_result_replaces_it():
    table = Table(["Ajax", "Bern"])
    table.record(Result("Ajax", "Bern", 1, 0))
    table.record(Result("Ajax", "Bern", 0, 2))
    assert len(table.results) == 1
    assert table.leader() == "Bern"


def test_withdrawal_annuls_all_matches_of_the_team():
    table = Table(["Ajax", "Bern", "Cork"])
    table.record(Result("Ajax", "Bern", 1, 0))
    table.record(Result("Ajax", "Cork", 3, 0))
    table.record(Result("Bern", "Cork", 2, 0))
    assert table.withdraw("Ajax") == 2
    assert table.results == (Result("Bern", "Cork", 2, 0),)
    assert names(table) == ["Bern", "Cork"]


def test_unknown_team_is_refused():
    table = Table(["Ajax", "Bern"])
    with pytest.raises(KeyError):
        table.record(Result("Ajax", "Zug", 1, 0))


def test_no_leader_before_the_first_match():
    assert Table(["Ajax"]).leader() is None
