from __future__ import annotations

import heapq
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any


@dataclass
class Job:
    name: str
    action: Callable[[], Awaitable[Any]]
    priority: int = 0
    not_before: float = 0.0
    attempts_left: int = 1
    state: str = "waiting"  # "waiting", "running", "done" or "failed"
    result: Any = None
    error: Exception | None = field(default=None, repr=False)


class JobQueue:
    """Highest priority first; of the same priority, first come first served."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Job]] = []
        self._order = count()
        self._names: set[str] = set()

    def __len__(self) -> int:
        return len(self._heap)

    def put(self, job: Job) -> None:
        if job.name in self._names:
            raise ValueError(f"a job named {job.name} is waiting already")
        self._names.add(job.name)
        heapq.heappush(self._heap, (-job.priority, next(self._order), job))

    def take(self, now: float) -> Job | None:
        """The next job that may run now, or None."""
        postponed = []
        found = None
        while self._heap:
            entry = heapq.heappop(self._heap)
            if entry[2].not_before <= now:
                found = entry[2]
                break
            postponed.append(entry)
        for entry in postponed:
            heapq.heappush(self._heap, entry)
        if found is not None:
            self._names.discard(found.name)
        return found

    def next_time(self) -> float | None:
        """When the earliest waiting job may run."""
        if not self._heap:
            return None
        return min(job.not_before for _, _, job in self._heap)
