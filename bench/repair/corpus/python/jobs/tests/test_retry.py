import unittest

from jobs.retry import Backoff, retry


class Flaky:
    def __init__(self, failures, error=OSError):
        self.failures = failures
        self.error = error
        self.calls = 0

    async def __call__(self):
        self.calls += 1
        if self.calls <= self.failures:
            raise self.error(f"failure {self.calls}")
        return "fine"


class RetryTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.slept = []

    async def sleep(self, seconds):
        self.slept.append(seconds)

    async def test_first_attempt_succeeds(self):
        self.assertEqual(await retry(Flaky(0), sleep=self.sleep), "fine")
        self.assertEqual(self.slept, [])

    async def test_waits_longer_each_time(self):
        result = await retry(Flaky(3), attempts=4, backoff=Backoff(1, 2, 60), sleep=self.sleep)
        self.assertEqual(result, "fine")
        self.assertEqual(self.slept, [1, 2, 4])

    async def test_gives_up(self):
        action = Flaky(5)
        with self.assertRaisesRegex(OSError, "failure 3"):
            await retry(action, attempts=3, sleep=self.sleep)
        self.assertEqual(action.calls, 3)
        self.assertEqual(len(self.slept), 2)

    async def test_other_errors_pass(self):
        action = Flaky(1, KeyError)
        with self.assertRaises(KeyError):
            await retry(action, on=(OSError,), sleep=self.sleep)
        self.assertEqual(action.calls, 1)

    def test_backoff_is_bounded(self):
        backoff = Backoff(1, 3, 20)
        self.assertEqual([backoff.delay(n) for n in (1, 2, 3, 4)], [1, 3, 9, 20])
