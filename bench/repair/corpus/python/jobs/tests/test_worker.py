import asyncio
import unittest

from jobs.queue import Job, JobQueue
from jobs.retry import Backoff
from jobs.worker import Clock, Worker


class WorkerTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.queue = JobQueue()
        self.clock = Clock()
        self.running = 0
        self.most = 0

    def action(self, result=None, failures=0):
        left = [failures]

        async def run():
            self.running += 1
            self.most = max(self.most, self.running)
            await asyncio.sleep(0)
            self.running -= 1
            if left[0] > 0:
                left[0] -= 1
                raise RuntimeError("not yet")
            return result

        return run

    async def test_runs_everything(self):
        self.queue.put(Job("a", self.action(1)))
        self.queue.put(Job("b", self.action(2)))
        finished = await Worker(self.queue, self.clock).drain()
        self.assertEqual([(job.name, job.result, job.state) for job in finished], [("a", 1, "done"), ("b", 2, "done")])
        self.assertEqual(self.most, 1)

    async def test_runs_in_parallel(self):
        for name in "abcde":
            self.queue.put(Job(name, self.action()))
        await Worker(self.queue, self.clock, parallel=3).drain()
        self.assertEqual(self.most, 3)

    async def test_tries_again_later(self):
        self.queue.put(Job("a", self.action("ok", failures=2), attempts_left=3))
        finished = await Worker(self.queue, self.clock, backoff=Backoff(1, 2, 60)).drain()
        self.assertEqual([job.state for job in finished], ["done"])
        self.assertEqual(finished[0].result, "ok")
        self.assertEqual(self.clock.now, 3)

    async def test_gives_up(self):
        self.queue.put(Job("a", self.action(failures=9), attempts_left=2))
        [job] = await Worker(self.queue, self.clock).drain()
        self.assertEqual(job.state, "failed")
        self.assertIsInstance(job.error, RuntimeError)

    async def test_waits_for_the_time(self):
        self.queue.put(Job("later", self.action(), not_before=30))
        self.queue.put(Job("now", self.action()))
        finished = await Worker(self.queue, self.clock).drain()
        self.assertEqual([job.name for job in finished], ["now", "later"])
        self.assertEqual(self.clock.now, 30)
