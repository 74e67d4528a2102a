"""Run a graph of jobs, some at a time, with retries."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .events import EventBus
from .graph import Job, JobGraph


@dataclass(frozen=True)
class Outcome:
    """How a job ended: "done", "failed" or "skipped"."""

    status: str
    value: Any = None
    error: Exception | None = None
    attempts: int = 0


class Runner:
    """Runs every job once what it needs is done.

    A failing job is tried again after a delay that doubles from time to time,
    up to `attempts` attempts. Jobs whose needs failed are skipped.
    """

    def __init__(
        self,
        graph: JobGraph,
        bus: EventBus | None = None,
        *,
        limit: int = 4,
        attempts: int = 3,
        base_delay: float = 0.01,
        max_delay: float = 5.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.graph = graph
        self.bus = bus if bus is not None else EventBus()
        self.limit = limit
        self.attempts = attempts
        self.base_delay = base_delay
        self.max_delay = max_delay
        self._sleep = sleep

    def backoff(self, attempt: int) -> float:
        """The delay after this attempt; the first attempt is 1."""
        return min(self.max_delay, self.base_delay * 2 ** (attempt - 1))

    async def run(self) -> dict[str, Outcome]:
        gate = asyncio.Semaphore(self.limit)
        tasks: dict[str, asyncio.Task[Outcome]] = {}
        for name in self.graph.order():
            job = self.graph[name]
            needs = [tasks[need] for need in job.needs]
            tasks[name] = asyncio.create_task(self._run_job(job, needs, gate))
        outcomes = await asyncio.gather(*tasks.values())
        return dict(zip(tasks, outcomes))

    async def _run_job(
        self, job: Job, needs: Sequence[asyncio.Task[Outcome]], gate: asyncio.Semaphore
    ) -> Outcome:
        upstream = [await need for need in needs]
        if any(outcome.status != "done" for outcome in upstream):
            await self.bus.emit("skipped", job.name)
            return Outcome("skipped")
        async with gate:
            return await self._try(job, [outcome.value for outcome in upstream])

    async def _try(self, job: Job, inputs: list[Any]) -> Outcome:
        attempt = 1
        while True:
            await self.bus.emit("started", job.name, attempt=attempt)
            try:
                value = await job.action(*inputs)
            except Exception as error:
                if attempt >= self.attempts:
                    await self.bus.emit("failed", job.name, error=error)
                    return Outcome("failed", error=error, attempts=attempt)
                await self._sleep(self.backoff(attempt))
                attempt += 1
            else:
                await self.bus.emit("done", job.name)
                return Outcome("done", value, attempts=attempt)
