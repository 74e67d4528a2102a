import random
import unittest

from jobs.limiter import SlidingWindow, TokenBucket


class Limits(unittest.TestCase):
    def test_bucket_against_a_model(self):
        generator = random.Random(4)
        for _ in range(50):
            rate, capacity = generator.choice([1, 2, 4]), generator.choice([1, 3, 5])
            bucket = TokenBucket(rate, capacity, now=8)
            tokens, now = capacity, 8.0
            for _ in range(40):
                step = generator.choice([0, 0.25, 0.5, 3])
                now += step
                tokens = min(capacity, tokens + step * rate)
                cost = generator.choice([1, 1, 2, 0.5])
                expected = max(0, (cost - tokens) / rate)
                self.assertEqual(bucket.wait_time(now, cost), expected)
                self.assertEqual(bucket.allow(now, cost), expected == 0)
                if expected == 0:
                    tokens -= cost

    def test_time_going_back_costs_nothing(self):
        bucket = TokenBucket(1, 2, now=10)
        self.assertTrue(bucket.allow(9, cost=2))
        self.assertFalse(bucket.allow(9))

    def test_window_against_a_model(self):
        generator = random.Random(5)
        for _ in range(50):
            limit, seconds = generator.randint(1, 4), generator.randint(1, 9)
            window, taken, now = SlidingWindow(limit, seconds), [], 0
            for _ in range(60):
                now += generator.randint(0, 3)
                expected = sum(1 for t in taken if t > now - seconds) < limit
                self.assertEqual(window.allow(now), expected)
                if expected:
                    taken.append(now)
