from __future__ import annotations

from .text import pad


def bar(value: float, largest: float, width: int) -> str:
    """A bar in proportion to the largest value; every positive value gets at least one mark."""
    if largest <= 0 or value <= 0:
        return ""
    return "#" * max(1, round(value / largest * width))


def bar_chart(values: dict[str, float], width: int = 20) -> str:
    if not values:
        return "(no data)"
    largest = max(values.values())
    label_width = max(len(label) for label in values)
    lines = []
    for label, value in values.items():
        lines.append(f"{pad(label, label_width)} |{pad(bar(value, largest, width), width)}| {value:g}")
    return "\n".join(lines)


def histogram(values: list[float], bins: int) -> list[tuple[float, float, int]]:
    """(low, high, count) for bins of equal width; the last one includes its high end."""
    if not values or bins < 1:
        return []
    low, high = min(values), max(values)
    if low == high:
        return [(low, high, len(values))]
    width = (high - low) / bins
    counts = [0] * bins
    for value in values:
        index = min(int((value - low) / width), bins - 1)
        counts[index] += 1
    return [(low + i * width, low + (i + 1) * width, count) for i, count in enumerate(counts)]
