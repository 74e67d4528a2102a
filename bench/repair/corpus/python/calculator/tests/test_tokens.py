import pytest

from calculator import SyntaxProblem
from calculator.tokens import tokenize


def texts(source):
    return [token.text for token in tokenize(source)][:-1]


def test_splits():
    assert texts("1+ 2.5*x_1") == ["1", "+", "2.5", "*", "x_1"]


def test_positions():
    assert [token.position for token in tokenize("a + 10")] == [0, 2, 4, 6]


@pytest.mark.parametrize("source", ["1.2.3", "2 $ 3", "."])
def test_bad_input(source):
    with pytest.raises(SyntaxProblem):
        tokenize(source)


def test_problem_tells_the_position():
    with pytest.raises(SyntaxProblem) as caught:
        tokenize("12 + #")
    assert caught.value.position == 5
