import unittest

from jobs.queue import Job, JobQueue


async def nothing():
    return None


class JobQueueTest(unittest.TestCase):
    def setUp(self):
        self.queue = JobQueue()

    def put(self, name, **options):
        self.queue.put(Job(name, nothing, **options))

    def take_all(self, now=0.0):
        names = []
        while (job := self.queue.take(now)) is not None:
            names.append(job.name)
        return names

    def test_first_come_first_served(self):
        for name in ("c", "a", "b"):
            self.put(name)
        self.assertEqual(self.take_all(), ["c", "a", "b"])

    def test_priority(self):
        self.put("low", priority=1)
        self.put("high", priority=9)
        self.put("middle", priority=5)
        self.assertEqual(self.take_all(), ["high", "middle", "low"])

    def test_not_before(self):
        self.put("later", priority=5, not_before=10)
        self.put("now")
        self.assertEqual(self.take_all(now=0), ["now"])
        self.assertEqual(len(self.queue), 1)
        self.assertEqual(self.take_all(now=10), ["later"])

    def test_names_are_unique_while_waiting(self):
        self.put("a")
        with self.assertRaises(ValueError):
            self.put("a")
        self.queue.take(0)
        self.put("a")
        self.assertEqual(len(self.queue), 1)

    def test_next_time(self):
        self.assertIsNone(self.queue.next_time())
        self.put("a", not_before=7)
        self.put("b", not_before=3)
        self.assertEqual(self.queue.next_time(), 3)
