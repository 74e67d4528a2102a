"""Jobs and what they need."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any


class CycleError(ValueError):
    """Some jobs wait for each other."""


@dataclass(frozen=True)
class Job:
    """An action that is given the values of the jobs it needs, in that order."""

    name: str
    action: Callable[..., Awaitable[Any]]
    needs: tuple[str, ...] = ()
    cost: float = 1.0


class JobGraph:
    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}

    def add(
        self,
        name: str,
        action: Callable[..., Awaitable[Any]],
        needs: Iterable[str] = (),
        cost: float = 1.0,
    ) -> None:
        if name in self._jobs:
            raise ValueError(f"job {name!r} exists already")
        self._jobs[name] = Job(name, action, tuple(needs), cost)

    def __getitem__(self, name: str) -> Job:
        return self._jobs[name]

    def order(self) -> list[str]:
        """All names, each after what it needs, otherwise in the order of adding."""
        for job in self._jobs.values():
            for need in job.needs:
                if need not in self._jobs:
                    raise KeyError(f"job {job.name!r} needs {need!r}, which is not there")
        placed: dict[str, None] = {}
        waiting = list(self._jobs)
        while waiting:
            ready = [n for n in waiting if all(need in placed for need in self._jobs[n].needs)]
            if not ready:
                raise CycleError("jobs wait for each other: " + ", ".join(waiting))
            placed.update(dict.fromkeys(ready))
            waiting = [name for name in waiting if name not in placed]
        return list(placed)

    def critical_path(self) -> tuple[list[str], float]:
        """The chain of jobs, first to last, whose costs add up to most, and that sum.

        No run can be shorter than this, however many jobs run at a time.
        """
        if not self._jobs:
            return [], 0.0
        finish: dict[str, float] = {}
        before: dict[str, str | None] = {}
        for name in self.order():
            job = self._jobs[name]
            slowest = max(job.needs, key=lambda need: finish[need], default=None)
            before[name] = slowest
            finish[name] = job.cost + (0.0 if slowest is None else finish[slowest])
        last: str | None = max(finish, key=lambda name: finish[name])
        total = finish[last]
        path: list[str] = []
        while last is not None:
            path.append(last)
            last = before[last]
        return path[::-1], total
