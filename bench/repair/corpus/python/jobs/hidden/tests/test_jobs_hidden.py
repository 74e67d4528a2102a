import asyncio
import random
import unittest

from jobs import Backoff, Job, JobQueue, Worker
from jobs.worker import Clock


async def nothing():
    return None


class Queue(unittest.TestCase):
    def test_order_against_a_model(self):
        generator = random.Random(6)
        for _ in range(60):
            queue, waiting, number = JobQueue(), [], 0
            for now in range(30):
                if generator.random() < 0.6:
                    job = Job(f"j{number}", nothing, generator.randint(-2, 2), now + generator.choice([0, 0, 3, 7]))
                    number += 1
                    queue.put(job)
                    waiting.append(job)
                else:
                    ready = [j for j in waiting if j.not_before <= now]
                    expected = max(ready, key=lambda j: j.priority) if ready else None
                    self.assertIs(queue.take(now), expected)
                    if expected:
                        waiting.remove(expected)
                self.assertEqual(len(queue), len(waiting))
                self.assertEqual(queue.next_time(), min((j.not_before for j in waiting), default=None))

    def test_a_postponed_name_is_still_taken(self):
        queue = JobQueue()
        queue.put(Job("a", nothing, not_before=5))
        self.assertIsNone(queue.take(0))
        with self.assertRaises(ValueError):
            queue.put(Job("a", nothing))


class Working(unittest.IsolatedAsyncioTestCase):
    async def run_jobs(self, plans, parallel=1, backoff=Backoff(1, 2, 60)):
        queue, clock, trace = JobQueue(), Clock(), []

        def action(name, failures):
            left = [failures]

            async def run():
                trace.append(("start", name, clock.now))
                await asyncio.sleep(0)
                trace.append(("end", name, clock.now))
                if left[0]:
                    left[0] -= 1
                    raise OSError(name)
                return name.upper()

            return run

        for name, failures, options in plans:
            queue.put(Job(name, action(name, failures), **options))
        worker = Worker(queue, clock, parallel, backoff)
        return await worker.drain(), trace, clock

    async def test_failures_and_successes(self):
        finished, trace, clock = await self.run_jobs([("a", 1, {"attempts_left": 2}), ("b", 9, {"attempts_left": 3}), ("c", 0, {}), ("d", 1, {})])
        self.assertEqual([(j.name, j.state) for j in finished], [("c", "done"), ("d", "failed"), ("a", "done"), ("b", "failed")])
        self.assertEqual([n for k, n, _ in trace if k == "start"], list("abcdabb"))
        self.assertEqual(clock.now, 3)
        by_name = {j.name: j for j in finished}
        self.assertEqual((by_name["a"].result, by_name["a"].error), ("A", None))
        self.assertEqual(by_name["b"].result, None)
        self.assertEqual(by_name["b"].attempts_left, 0)
        self.assertIsInstance(by_name["d"].error, OSError)

    async def test_parallel_batches(self):
        _, trace, _ = await self.run_jobs([(n, 0, {}) for n in "abcde"], parallel=2)
        self.assertEqual([k for k, _, _ in trace], ["start", "start", "end", "end"] * 2 + ["start", "end"])

    async def test_one_at_a_time(self):
        _, trace, _ = await self.run_jobs([(n, 0, {}) for n in "abc"])
        self.assertEqual([k for k, _, _ in trace], ["start", "end"] * 3)

    async def test_delays_grow(self):
        _, trace, clock = await self.run_jobs([("a", 3, {"attempts_left": 4})], backoff=Backoff(2, 3, 10))
        self.assertEqual([t for k, _, t in trace if k == "start"], [0, 2, 8, 18])

    async def test_times_and_priorities(self):
        finished, trace, clock = await self.run_jobs([("a", 0, {"not_before": 5}), ("b", 0, {"not_before": 5, "priority": 1}), ("c", 0, {"not_before": 2})])
        self.assertEqual([j.name for j in finished], ["c", "b", "a"])
        self.assertEqual(clock.now, 5)

    async def test_nothing_to_do(self):
        finished, trace, clock = await self.run_jobs([])
        self.assertEqual((finished, trace, clock.now), ([], [], 0))
