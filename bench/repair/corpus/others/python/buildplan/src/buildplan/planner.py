"""What to run for given changes, and how long that takes."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import Iterable, Mapping

from .graph import TaskGraph


@dataclass(frozen=True)
class Plan:
    """Tasks to run, in order, and the ones that can be skipped."""

    run: list[str]
    skip: list[str]


class Planner:
    def __init__(self, graph: TaskGraph) -> None:
        self.graph = graph

    def outdated(self, mtimes: Mapping[str, float]) -> set[str]:
        """Tasks that must run by the times of their files.

        A task is out of date if an output is missing, or an input is newer
        than the oldest output. A task without outputs always runs.
        """
        names = set()
        for task in self.graph.tasks.values():
            times = [mtimes.get(path) for path in task.outputs]
            if not times or None in times:
                names.add(task.name)
                continue
            newest = max((mtimes.get(path, 0.0) for path in task.inputs), default=0.0)
            if newest > min(times):
                names.add(task.name)
        return names

    def plan(self, mtimes: Mapping[str, float], targets: Iterable[str] | None = None) -> Plan:
        stale = self.graph.affected(self.outdated(mtimes))
        order = self.graph.order(targets)
        return Plan(
            run=[name for name in order if name in stale],
            skip=[name for name in order if name not in stale],
        )

    def critical_path(self) -> list[str]:
        """The chain of tasks that takes longest, first task first."""
        finish: dict[str, int] = {}
        before: dict[str, str | None] = {}
        for name in self.graph.order():
            needs = self.graph.needs(name)
            slowest = max(needs, key=finish.__getitem__, default=None)
            before[name] = slowest
            start = finish[slowest] if slowest is not None else 0
            finish[name] = start + self.graph.tasks[name].minutes
        chain: list[str] = []
        current = max(finish, key=finish.__getitem__, default=None)
        while current is not None:
            chain.append(current)
            current = before[current]
        return chain[::-1]

    def duration(self, workers: int) -> int:
        """Minutes until all is built by a number of workers.

        Of the tasks that are ready, the longest is started first.
        """
        if workers < 1:
            raise ValueError("at least one worker is needed")
        waiting = {name: len(task.needs) for name, task in self.graph.tasks.items()}
        ready: list[tuple[int, str]] = []
        for name, count in waiting.items():
            if count == 0:
                heapq.heappush(ready, (-self.graph.tasks[name].minutes, name))
        running: list[tuple[int, str]] = []
        now = 0
        while ready or running:
            while ready and len(running) < workers:
                minutes, name = heapq.heappop(ready)
                heapq.heappush(running, (now - minutes, name))
            now, finished = heapq.heappop(running)
            for user in self.graph.users(finished):
                waiting[user] -= 1
                if waiting[user] == 0:
                    heapq.heappush(ready, (-self.graph.tasks[user].minutes, user))
        return now
