import unittest

from jobs.retry import Backoff, retry


class Retry(unittest.IsolatedAsyncioTestCase):
    async def attempt(self, failures, attempts, backoff=Backoff(0.5, 2, 3)):
        slept, calls = [], []

        async def sleep(seconds):
            slept.append((len(calls), seconds))

        async def action():
            calls.append(1)
            if len(calls) <= failures:
                raise ValueError(len(calls))
            return len(calls) * 10

        try:
            outcome = await retry(action, attempts=attempts, backoff=backoff, sleep=sleep)
        except ValueError as error:
            outcome = error
        return outcome, len(calls), slept

    async def test_all_combinations(self):
        delays = [0.5, 1, 2, 3, 3, 3, 3]
        for failures in range(7):
            for attempts in range(1, 7):
                outcome, calls, slept = await self.attempt(failures, attempts)
                self.assertEqual(calls, min(failures + 1, attempts))
                self.assertEqual(slept, [(n + 1, delays[n]) for n in range(calls - 1)])
                if failures < attempts:
                    self.assertEqual(outcome, calls * 10)
                else:
                    self.assertIsInstance(outcome, ValueError)
                    self.assertEqual(outcome.args, (attempts,))

    async def test_no_attempt_at_all(self):
        outcome, calls, _ = await self.attempt(0, 0)
        self.assertIsInstance(outcome, ValueError)
        self.assertEqual(calls, 0)

    async def test_falsy_results_count(self):
        async def action():
            return None

        self.assertIsNone(await retry(action))

    def test_delays(self):
        self.assertEqual([Backoff(2, 1, 9).delay(n) for n in (1, 2, 5)], [2, 2, 2])
        self.assertEqual(Backoff(7, 2, 5).delay(1), 5)
        self.assertEqual([Backoff(0.25, 4, 100).delay(n) for n in (1, 2, 3)], [0.25, 1, 4])
