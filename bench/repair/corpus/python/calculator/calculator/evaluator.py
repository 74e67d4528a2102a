from collections.abc import Mapping

from .ast import Binary, Call, Expression, Number, Unary, Variable
from .errors import EvaluationError
from .functions import CONSTANTS, FUNCTIONS
from .parser import parse


def evaluate(source: str, variables: Mapping[str, float] | None = None) -> float:
    return evaluate_tree(parse(source), variables or {})


def evaluate_tree(tree: Expression, variables: Mapping[str, float]) -> float:
    match tree:
        case Number(value):
            return value
        case Variable(name):
            if name in variables:
                return variables[name]
            if name in CONSTANTS:
                return CONSTANTS[name]
            raise EvaluationError(f"unknown name {name!r}")
        case Unary(operator, operand):
            value = evaluate_tree(operand, variables)
            return -value if operator == "-" else value
        case Binary(operator, left, right):
            return _binary(operator, evaluate_tree(left, variables), evaluate_tree(right, variables))
        case Call(name, arguments):
            return _call(name, [evaluate_tree(argument, variables) for argument in arguments])
    raise AssertionError(f"no such node: {tree!r}")


def _binary(operator: str, left: float, right: float) -> float:
    if operator in "/%" and right == 0:
        raise EvaluationError("division by zero")
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case "%":
            return left % right
        case "^":
            return left**right
    raise AssertionError(f"no such operator: {operator!r}")


def _call(name: str, arguments: list[float]) -> float:
    if name not in FUNCTIONS:
        raise EvaluationError(f"unknown function {name!r}")
    function, least, greatest = FUNCTIONS[name]
    if len(arguments) < least or (greatest is not None and len(arguments) > greatest):
        raise EvaluationError(f"{name}() does not take {len(arguments)} arguments")
    try:
        return float(function(*arguments))
    except ValueError as error:
        raise EvaluationError(f"{name}(): {error}") from error
