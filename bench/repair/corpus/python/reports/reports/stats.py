from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any


def mean(values: Sequence[float]) -> float | None:
    if not values:
        return None
    return sum(values) / len(values)


def median(values: Sequence[float]) -> float | None:
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2 == 1:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def percentile(values: Sequence[float], percent: float) -> float:
    """By linear interpolation between the closest ranks."""
    if not values:
        raise ValueError("percentile of no values")
    if not 0 <= percent <= 100:
        raise ValueError("percent must be between 0 and 100")
    ordered = sorted(values)
    position = (len(ordered) - 1) * percent / 100
    lower = int(position)
    upper = min(lower + 1, len(ordered) - 1)
    fraction = position - lower
    return ordered[lower] + (ordered[upper] - ordered[lower]) * fraction


def moving_average(values: Sequence[float], window: int) -> list[float]:
    """Averages of every `window` neighbours."""
    if window < 1:
        raise ValueError("window must be at least 1")
    return [sum(values[i : i + window]) / window for i in range(len(values) - window + 1)]


def group_by(rows: Iterable[dict[str, Any]], key: str, value: str, total: Callable[[list[Any]], Any] = sum) -> dict[Any, Any]:
    """A total of one field for each value of another one, in order of first appearance."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        if row.get(value) is not None:
            groups[row[key]].append(row[value])
    return {name: total(members) for name, members in groups.items()}


def ranking(scores: dict[str, float]) -> list[tuple[int, str, float]]:
    """Best first; equal scores share a rank and the next rank is skipped (1, 2, 2, 4)."""
    ordered = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    result = []
    rank = 0
    previous: float | None = None
    for position, (name, score) in enumerate(ordered, start=1):
        if score != previous:
            rank = position
        result.append((rank, name, score))
        previous = score
    return result
