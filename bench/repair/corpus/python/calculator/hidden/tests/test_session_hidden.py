import pytest

from calculator import CalculatorError, EvaluationError, Session


def test_a_longer_session():
    session = Session()
    lines = [("a = 3", 3), ("b=a^2", 9), ("b - a", 6), ("_ / 2", 3), ("a = _ + b", 12), ("a", 12), ("c = _", 12)]
    for line, expected in lines:
        assert session.run(line) == expected
        assert session.variables["_"] == expected
    assert session.history == lines
    assert session.variables == {"a": 12, "b": 9, "c": 12, "_": 12}


@pytest.mark.parametrize("line", ["pi = 1", "e=2", "1 = 1", "a b = 1", "= 3", "x = y", "x = ", "x = 1 = 2", "x + 1 = 2"])
def test_refused_lines_change_nothing(line):
    session = Session()
    session.run("k = 1")
    with pytest.raises(CalculatorError):
        session.run(line)
    assert session.variables == {"k": 1, "_": 1}
    assert session.history == [("k = 1", 1)]


def test_no_result_yet():
    with pytest.raises(EvaluationError):
        Session().run("_")


def test_sessions_share_nothing():
    first, second = Session(), Session()
    first.run("a = 1")
    with pytest.raises(EvaluationError):
        second.run("a")
    assert second.history == []
