"""The graph of tasks and what they need."""

from __future__ import annotations

from collections import deque
from typing import Iterable

from .spec import Task


class CycleError(ValueError):
    """Tasks that need each other in a circle."""

    def __init__(self, cycle: list[str]) -> None:
        super().__init__(" -> ".join(cycle))
        self.cycle = cycle


class TaskGraph:
    def __init__(self, tasks: Iterable[Task]) -> None:
        self.tasks = {task.name: task for task in tasks}
        self._users: dict[str, list[str]] = {name: [] for name in self.tasks}
        for task in self.tasks.values():
            for need in task.needs:
                self._users[need].append(task.name)

    def needs(self, name: str) -> tuple[str, ...]:
        return self.tasks[name].needs

    def users(self, name: str) -> list[str]:
        """The tasks that need this one directly."""
        return list(self._users[name])

    def order(self, targets: Iterable[str] | None = None) -> list[str]:
        """The targets (all tasks, if not given) and all they need, needs first.

        Tasks keep the order of definition where needs leave a choice.
        """
        done: set[str] = set()
        path: list[str] = []
        result: list[str] = []

        def visit(name: str) -> None:
            if name in done:
                return
            if name in path:
                start = path.index(name)
                raise CycleError(path[start:] + [name])
            path.append(name)
            for need in self.needs(name):
                visit(need)
            path.pop()
            done.add(name)
            result.append(name)

        for name in self.tasks if targets is None else targets:
            visit(name)
        return result

    def affected(self, changed: Iterable[str]) -> set[str]:
        """The changed tasks and all that need them, directly or not."""
        seen = set(changed)
        queue = deque(seen)
        while queue:
            for user in self.users(queue.popleft()):
                if user not in seen:
                    seen.add(user)
                    queue.append(user)
        return seen

    def stages(self) -> list[list[str]]:
        """Groups of tasks that can run at once, each after the groups before."""
        level: dict[str, int] = {}
        for name in self.order():
            level[name] = max((level[need] + 1 for need in self.needs(name)), default=0)
        groups: list[list[str]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
        for name in self.tasks:
            groups[level[name]].append(name)
        return groups
