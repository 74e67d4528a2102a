"""Task definitions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping


class SpecError(ValueError):
    """A definition that makes no sense."""


@dataclass(frozen=True)
class Task:
    name: str
    needs: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    minutes: int = 1


def load(data: Mapping[str, Mapping[str, Any]]) -> list[Task]:
    """Tasks from a mapping as read from JSON.

    Where an input of a task is an output of another, the task needs that
    other task also if it does not say so.
    """
    producers: dict[str, str] = {}
    for name, fields in data.items():
        for output in fields.get("outputs", ()):
            if output in producers:
                raise SpecError(f"{output} is made by {producers[output]} and {name}")
            producers[output] = name
    tasks = []
    for name, fields in data.items():
        needs = list(fields.get("needs", ()))
        for path in fields.get("inputs", ()):
            producer = producers.get(path)
            if producer is not None and producer not in needs:
                needs.append(producer)
        for need in needs:
            if need not in data:
                raise SpecError(f"{name} needs unknown task {need}")
        minutes = fields.get("minutes", 1)
        if minutes < 0:
            raise SpecError(f"{name} takes negative time")
        tasks.append(
            Task(
                name,
                tuple(needs),
                tuple(fields.get("inputs", ())),
                tuple(fields.get("outputs", ())),
                minutes,
            )
        )
    return tasks
