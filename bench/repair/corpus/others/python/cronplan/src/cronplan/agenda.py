"""Several named schedules taken together."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from .schedule import Schedule


class Agenda:
    def __init__(self) -> None:
        self._schedules: dict[str, Schedule] = {}

    def add(self, name: str, expression: str) -> None:
        if name in self._schedules:
            raise KeyError(f"{name} is already planned")
        self._schedules[name] = Schedule.parse(expression)

    def due(self, moment: datetime) -> list[str]:
        """Names of what fires in this minute, sorted."""
        return sorted(name for name, plan in self._schedules.items() if plan.matches(moment))

    def upcoming(self, after: datetime, count: int) -> list[tuple[datetime, str]]:
        """The next firings in order of time, and of name at the same time."""
        return list(islice(self._firings(after), count))

    def _firings(self, after: datetime) -> Iterator[tuple[datetime, str]]:
        queue: list[tuple[datetime, str]] = []
        for name, plan in self._schedules.items():
            first = plan.next_after(after)
            if first is not None:
                heapq.heappush(queue, (first, name))
        while queue:
            moment, name = heapq.heappop(queue)
            yield moment, name
            following = self._schedules[name].next_after(moment)
            if following is not None:
                heapq.heappush(queue, (following, name))
