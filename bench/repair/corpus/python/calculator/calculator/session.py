from .errors import EvaluationError
from .evaluator import evaluate
from .functions import CONSTANTS


class Session:
    """Remembers variables from line to line; `_` is the last result."""

    def __init__(self) -> None:
        self.variables: dict[str, float] = {}
        self.history: list[tuple[str, float]] = []

    def run(self, line: str) -> float:
        name, separator, expression = line.partition("=")
        if separator:
            name = name.strip()
            if not name.isidentifier():
                raise EvaluationError(f"cannot assign to {name!r}")
            if name in CONSTANTS:
                raise EvaluationError(f"{name} is a constant")
            result = evaluate(expression, self.variables)
            self.variables[name] = result
        else:
            result = evaluate(line, self.variables)
        self.variables["_"] = result
        self.history.append((line.strip(), result))
        return result
