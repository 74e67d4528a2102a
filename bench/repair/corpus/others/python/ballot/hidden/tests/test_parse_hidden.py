import pytest

from ballot.parse import Ballot, BallotError, parse_ballot, parse_ballots


@pytest.mark.parametrize("line", ["Ada > Ada", "Ada > Bob > Cleo > Bob", "9:Bob>Ada>Bob", "Cleo > Ada >Ada"])
def test_any_repeated_candidate_is_rejected(line):
    with pytest.raises(BallotError):
        parse_ballot(line)


def test_similar_names_are_different_candidates():
    assert parse_ballot("Ada > ada > Ada B").ranking == ("Ada", "ada", "Ada B")


@pytest.mark.parametrize("line", ["Ada", "2: Ada > Bob > Cleo > Dan > Eve"])
def test_good_ballots_pass(line):
    assert parse_ballot(line).count in (1, 2)


def test_order_is_kept():
    assert parse_ballot("Cleo > Ada > Bob") == Ballot(("Cleo", "Ada", "Bob"), 1)


def test_error_in_list():
    with pytest.raises(BallotError):
        parse_ballots("Ada > Bob\n2: Bob > Bob\n")
