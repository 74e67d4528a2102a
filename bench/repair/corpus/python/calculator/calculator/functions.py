import math
from collections.abc import Callable

CONSTANTS: dict[str, float] = {"pi": math.pi, "e": math.e}


def clamp(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))


def average(*values: float) -> float:
    return sum(values) / len(values)


# name -> (function, least number of arguments, greatest number or None)
FUNCTIONS: dict[str, tuple[Callable[..., float], int, int | None]] = {
    "abs": (abs, 1, 1),
    "sqrt": (math.sqrt, 1, 1),
    "floor": (math.floor, 1, 1),
    "ceil": (math.ceil, 1, 1),
    "min": (min, 2, None),
    "max": (max, 2, None),
    "clamp": (clamp, 3, 3),
    "avg": (average, 1, None),
    "hypot": (math.hypot, 2, 2),
}
