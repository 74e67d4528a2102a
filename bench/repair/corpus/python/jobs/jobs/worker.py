from __future__ import annotations

import asyncio

from jobs.queue import Job, JobQueue
from jobs.retry import Backoff


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


class Worker:
    def __init__(self, queue: JobQueue, clock: Clock, parallel: int = 1, backoff: Backoff = Backoff()) -> None:
        self.queue = queue
        self.clock = clock
        self.parallel = parallel
        self.backoff = backoff
        self.finished: list[Job] = []
        self._tries: dict[str, int] = {}

    async def run_one(self, job: Job) -> None:
        job.state = "running"
        job.attempts_left -= 1
        tries = self._tries.get(job.name, 0) + 1
        self._tries[job.name] = tries
        try:
            job.result = await job.action()
        except Exception as error:
            job.error = error
            if job.attempts_left > 0:
                job.state = "waiting"
                job.not_before = self.clock.now + self.backoff.delay(tries)
                self.queue.put(job)
                return
            job.state = "failed"
        else:
            job.error = None
            job.state = "done"
        self._tries.pop(job.name, None)
        self.finished.append(job)

    async def drain(self) -> list[Job]:
        """Run until the queue is empty; the finished jobs in the order in which they finished."""
        while len(self.queue) > 0:
            batch = []
            while len(batch) < self.parallel:
                job = self.queue.take(self.clock.now)
                if job is None:
                    break
                batch.append(job)
            if batch:
                await asyncio.gather(*(self.run_one(job) for job in batch))
                continue
            next_time = self.queue.next_time()
            if next_time is not None:
                await self.clock.sleep(next_time - self.clock.now)
        return self.finished
