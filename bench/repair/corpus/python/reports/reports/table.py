from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .text import pad, shorten


@dataclass(frozen=True)
class Column:
    key: str
    title: str = ""
    align: str = "left"
    max_width: int = 40
    format: Callable[[Any], str] = str

    @property
    def heading(self) -> str:
        return self.title or self.key.capitalize()


def cell(column: Column, row: dict[str, Any]) -> str:
    """An empty cell for a value that is missing or None."""
    value = row.get(column.key)
    if value is None:
        return ""
    return shorten(column.format(value), column.max_width)


def render(columns: Sequence[Column], rows: Sequence[dict[str, Any]], totals: Sequence[str] = ()) -> str:
    """A table with a heading, a rule and, if asked for, the sums of some columns."""
    body = [[cell(column, row) for column in columns] for row in rows]
    footer = []
    if totals:
        footer = [total_cell(column, rows) if column.key in totals else "" for column in columns]
    widths = []
    for i, column in enumerate(columns):
        cells = [row[i] for row in body]
        if footer:
            cells.append(footer[i])
        widths.append(max([len(column.heading), *(len(text) for text in cells)]))

    def line(cells: Sequence[str]) -> str:
        padded = [pad(text, width, column.align) for text, width, column in zip(cells, widths, columns)]
        return "  ".join(padded).rstrip()

    rule = "  ".join("-" * width for width in widths)
    lines = [line([column.heading for column in columns]), rule]
    lines.extend(line(row) for row in body)
    if footer:
        lines.append(rule)
        lines.append(line(footer))
    return "\n".join(lines)


def total_cell(column: Column, rows: Sequence[dict[str, Any]]) -> str:
    values = [row[column.key] for row in rows if row.get(column.key) is not None]
    return column.format(sum(values))
