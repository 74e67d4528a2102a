from ballot.pairwise import condorcet_winner, schulze_ranking
from ballot.parse import parse_ballots
from ballot.runoff import instant_runoff, pick_loser


def test_first_round_majority_wins():
    result = instant_runoff(parse_ballots("5: Ada > Bob\n3: Bob\n1: Cleo > Bob"))
    assert result.winner == "Ada"
    assert result.rounds == [{"Ada": 5, "Bob": 3, "Cleo": 1}]


def test_votes_move_to_next_preference():
    result = instant_runoff(parse_ballots("4: Ada\n3: Bob\n2: Cleo > Bob"))
    assert result.winner == "Bob"
    assert result.eliminated == ["Cleo"]
    assert result.rounds[1] == {"Ada": 4, "Bob": 5}


def test_majority_leaves_exhausted_ballots_out():
    result = instant_runoff(parse_ballots("4: Ada\n3: Bob > Ada\n2: Cleo"))
    assert result.winner == "Ada"
    assert result.eliminated == ["Cleo"]
    assert result.exhausted == 2
    assert len(result.rounds) == 2


def test_half_is_no_majority():
    result = instant_runoff(parse_ballots("2: Ada\n1: Bob\n1: Cleo > Bob"))
    assert len(result.rounds) == 3
    assert result.eliminated == ["Cleo", "Bob"]


def test_no_ballots_no_winner():
    result = instant_runoff([])
    assert result.winner is None
    assert result.rounds == []


def test_loser_among_equals_by_earlier_round():
    rounds = [{"Ada": 5, "Bob": 2, "Cleo": 3, "Dan": 1}, {"Ada": 5, "Bob": 3, "Cleo": 3}]
    assert pick_loser(rounds) == "Bob"


def test_condorcet_winner():
    ballots = parse_ballots("4: Ada > Bob > Cleo\n3: Cleo > Bob > Ada\n2: Bob > Cleo > Ada")
    assert condorcet_winner(ballots) == "Bob"


def test_schulze_agrees_with_condorcet_winner():
    ballots = parse_ballots("4: Ada > Bob > Cleo\n3: Cleo > Bob > Ada\n2: Bob > Cleo > Ada")
    assert schulze_ranking(ballots) == ["Bob", "Cleo", "Ada"]


def test_schulze_resolves_cycles():
    ballots = parse_ballots(
        """
        5: A > C > B > E > D
        5: A > D > E > C > B
        8: B > E > D > A > C
        3: C > A > B > E > D
        7: C > A > E > B > D
        2: C > B > A > D > E
        7: D > C > E > B > A
        8: E > B > A > D > C
        """
    )
    assert schulze_ranking(ballots) == ["E", "A", "C", "B", "D"]
