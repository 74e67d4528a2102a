from .errors import CalculatorError, EvaluationError, SyntaxProblem
from .evaluator import evaluate
from .session import Session

__all__ = ["CalculatorError", "EvaluationError", "Session", "SyntaxProblem", "evaluate"]
