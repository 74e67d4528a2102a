import pytest

from calculator import EvaluationError, Session


@pytest.fixture
def session():
    return Session()


def test_remembers_variables(session):
    session.run("x = 4")
    assert session.run("x * 2") == 8


def test_last_result(session):
    session.run("3 + 4")
    assert session.run("_ * 10") == 70


def test_assignment_is_a_result_too(session):
    assert session.run("y = 2 + 3") == 5
    assert session.run("_ + 1") == 6


def test_constants_stay_constant(session):
    with pytest.raises(EvaluationError):
        session.run("pi = 3")


def test_bad_target(session):
    with pytest.raises(EvaluationError):
        session.run("2x = 3")


def test_history(session):
    session.run(" a = 1 ")
    session.run("a + 1")
    assert session.history == [("a = 1", 1), ("a + 1", 2)]


def test_failed_line_leaves_no_trace(session):
    session.run("5")
    with pytest.raises(EvaluationError):
        session.run("z = 1 / 0")
    assert session.history == [("5", 5)]
    assert session.variables == {"_": 5}
