from ballot.parse import parse_ballots
from ballot.runoff import instant_runoff


def test_many_exhausted():
    result = instant_runoff(parse_ballots("6: Ada\n4: Bob\n3: Cleo\n2: Dan"))
    assert result.winner == "Ada"
    assert result.eliminated == ["Dan", "Cleo"]
    assert result.exhausted == 5
    assert len(result.rounds) == 3


def test_half_of_continuing_is_no_majority():
    result = instant_runoff(parse_ballots("3: Ada\n3: Bob\n1: Cleo"))
    assert result.eliminated == ["Cleo", "Bob"]
    assert result.winner == "Ada"
    assert result.exhausted == 4


def test_plurality_is_not_enough():
    result = instant_runoff(parse_ballots("4: Ada\n3: Bob > Cleo\n2: Cleo > Bob"))
    assert result.winner == "Bob"
    assert result.exhausted == 0


def test_one_candidate():
    result = instant_runoff(parse_ballots("Ada\n2: Ada"))
    assert result.winner == "Ada"
    assert result.rounds == [{"Ada": 3}]
