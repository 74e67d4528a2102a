import math
import random

import pytest

from calculator import CalculatorError, EvaluationError, SyntaxProblem, evaluate
from calculator.tokens import tokenize


def generate(generator, depth):
    """A fully mixed expression in our syntax and in Python's."""
    if depth == 0:
        number = generator.choice(["1", "2", "3.5", "10", ".5", "7."])
        return number, number
    kind = generator.choice(["binary", "binary", "binary", "group", "minus", "call"])
    a, pa = generate(generator, depth - 1)
    b, pb = generate(generator, generator.randint(0, depth - 1))
    if kind == "binary":
        operator = generator.choice("+-*/%")
        return f"{a} {operator} {b}", f"{pa} {operator} {pb}"
    if kind == "group":
        return f"({a})", f"({pa})"
    if kind == "minus":
        return f"-{a}", f"-{pa}"
    return f"max({a},{b})", f"max({pa},{pb})"


@pytest.mark.parametrize("seed", range(150))
def test_agrees_with_python(seed):
    generator = random.Random(seed)
    ours, python = generate(generator, 3)
    try:
        expected = eval(python)
    except ZeroDivisionError:
        with pytest.raises(EvaluationError):
            evaluate(ours)
        return
    assert evaluate(ours) == pytest.approx(expected)


@pytest.mark.parametrize(
    "source, expected",
    [
        ("2 ^ 3 ^ 2", 512), ("-3 ^ 2", -9), ("(-3) ^ 2", 9), ("2 ^ -2", 0.25), ("2 * 3 ^ 2", 18),
        ("2 ^ 2 * 3", 12), ("-2 * -3", 6), ("+4 - -4", 8), ("8 - 3 + 2", 7), ("9 - 3 - 2 - 1", 3),
        ("16 / 4 * 2", 8), ("17 % 10 % 4", 3), ("20 % 7 * 2", 12), ("1.5 + .5", 2), ("-7 % 3", 2),
        ("floor(2.7) + ceil(2.1)", 5), ("floor(-2.5)", -3), ("ceil(-2.5)", -2), ("hypot(3, 4)", 5),
        ("clamp(5, 0, 10)", 5), ("clamp(5, 5, 5)", 5), ("clamp(-20, -10, -5)", -10), ("clamp(0, -10, -5)", -5),
        ("avg(4)", 4), ("avg(1, 2)", 1.5), ("avg(-1, 1, 3, 5)", 2), ("min(3, 1, 2)", 1), ("min(1, 2)", 1),
        ("max(2, 9)", 9), ("abs(4)", 4), ("0 / 5", 0), ("0 * 5", 0), ("0 % 3", 0), ("5 - 0", 5), ("2 ^ 0", 1),
    ],
)
def test_values(source, expected):
    assert evaluate(source) == pytest.approx(expected)


def test_names():
    assert evaluate("a1 + _b", {"a1": 1, "_b": 2}) == 3
    assert evaluate("zero", {"zero": 0}) == 0
    assert evaluate("e") == math.e
    assert evaluate("pi", {"pi": 3}) == 3
    assert evaluate("max", {"max": 8}) == 8


@pytest.mark.parametrize(
    "source",
    ["abs()", "abs(1, 2)", "hypot(1)", "hypot(1, 2, 3)", "min(1)", "clamp(1, 2)", "clamp(1, 2, 3, 4)", "avg()", "pi()"],
)
def test_arity(source):
    with pytest.raises(EvaluationError):
        evaluate(source)


@pytest.mark.parametrize("source", ["0 / 0", "3 % (1 - 1)", "x", "f(2)", "sqrt(0 - 4)"])
def test_evaluation_errors(source):
    with pytest.raises(EvaluationError):
        evaluate(source)


@pytest.mark.parametrize(
    "source, position",
    [("1 + ", 4), ("(2", 2), ("1 2", 2), ("", 0), (")", 0), ("max(1,)", 6), ("3 * ?", 4), ("1..2", 0), ("2 + .", 4), ("abs(1", 5), ("a = 2", 2)],
)
def test_syntax_positions(source, position):
    with pytest.raises(SyntaxProblem) as caught:
        evaluate(source)
    assert caught.value.position == position
    assert isinstance(caught.value, CalculatorError)
    assert not isinstance(caught.value, EvaluationError)


def test_tokens():
    tokens = tokenize("ab1+12.5 ^(_x ,3)")
    assert [(t.kind[0], t.text, t.position) for t in tokens] == [
        ("n", "ab1", 0), ("o", "+", 3), ("n", "12.5", 4), ("o", "^", 9), ("o", "(", 10),
        ("n", "_x", 11), ("o", ",", 14), ("n", "3", 15), ("o", ")", 16), ("e", "", 17),
    ]
    assert [t.kind for t in tokenize("x 1 *")] == ["name", "number", "operator", "end"]
