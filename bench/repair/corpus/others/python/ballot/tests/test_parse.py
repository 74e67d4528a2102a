import pytest

from ballot.parse import Ballot, BallotError, candidates_of, parse_ballot, parse_ballots


def test_reads_ranking_and_count():
    assert parse_ballot("3: Ada > Bob") == Ballot(("Ada", "Bob"), 3)


def test_count_is_one_when_not_given():
    assert parse_ballot("Ada > Bob > Cleo") == Ballot(("Ada", "Bob", "Cleo"), 1)


@pytest.mark.parametrize("line", ["x: Ada", "0: Ada", "-2: Ada", ": Ada"])
def test_rejects_bad_counts(line):
    with pytest.raises(BallotError, match="bad count"):
        parse_ballot(line)


def test_rejects_empty_place():
    with pytest.raises(BallotError, match="empty place"):
        parse_ballot("Ada > > Bob")


def test_rejects_candidate_ranked_more_than_once():
    with pytest.raises(BallotError):
        parse_ballot("2: Ada > Bob > Ada")


def test_skips_comments_and_blank_lines():
    text = "# Ward 4\n\n2: Ada > Bob  # counted twice\nBob\n"
    assert parse_ballots(text) == [Ballot(("Ada", "Bob"), 2), Ballot(("Bob",))]


def test_candidates_are_sorted_and_unique():
    ballots = parse_ballots("Cleo > Ada\nBob > Ada")
    assert candidates_of(ballots) == ["Ada", "Bob", "Cleo"]
