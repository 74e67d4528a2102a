import pytest

from calculator import EvaluationError, SyntaxProblem, evaluate


@pytest.mark.parametrize(
    "source, expected",
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 4 - 3", 3),
        ("12 / 3 / 2", 2),
        ("2 ^ 3 ^ 2", 512),
        ("-2 ^ 2", -4),
        ("2 ^ -1", 0.5),
        ("--3", 3),
        ("7 % 4", 3),
        ("-(2 + 3)", -5),
    ],
)
def test_arithmetic(source, expected):
    assert evaluate(source) == expected


@pytest.mark.parametrize(
    "source, expected",
    [
        ("abs(-3)", 3),
        ("max(1, 5, 2)", 5),
        ("sqrt(16) + 1", 5),
        ("clamp(12, 0, 10)", 10),
        ("clamp(-2, 0, 10)", 0),
        ("avg(1, 2, 6)", 3),
        ("min(2, max(3, 4))", 2),
    ],
)
def test_functions(source, expected):
    assert evaluate(source) == expected


def test_variables():
    assert evaluate("x * y", {"x": 6, "y": 7}) == 42
    assert evaluate("pi") == pytest.approx(3.14159, abs=1e-5)
    assert evaluate("e", {"e": 1}) == 1


@pytest.mark.parametrize("source", ["1 / 0", "5 % 0", "nothing", "nofunction(1)", "sqrt(-1)"])
def test_evaluation_errors(source):
    with pytest.raises(EvaluationError):
        evaluate(source)


@pytest.mark.parametrize("source", ["sqrt(1, 2)", "max(1)", "avg()"])
def test_number_of_arguments(source):
    with pytest.raises(EvaluationError, match="does not take"):
        evaluate(source)


@pytest.mark.parametrize("source", ["1 +", "(1", "1 2", "", "max(1,)", ")"])
def test_syntax_errors(source):
    with pytest.raises(SyntaxProblem):
        evaluate(source)
