class CalculatorError(Exception):
    """Anything that is wrong with an expression."""


class SyntaxProblem(CalculatorError):
    def __init__(self, message: str, position: int) -> None:
        super().__init__(f"{message} at {position}")
        self.position = position


class EvaluationError(CalculatorError):
    pass
