import unittest

from jobs.limiter import SlidingWindow, TokenBucket


class TokenBucketTest(unittest.TestCase):
    def test_allows_a_burst(self):
        bucket = TokenBucket(rate=1, capacity=3)
        self.assertEqual([bucket.allow(0) for _ in range(4)], [True, True, True, False])

    def test_refills(self):
        bucket = TokenBucket(rate=2, capacity=2)
        bucket.allow(0, cost=2)
        self.assertFalse(bucket.allow(0.25))
        self.assertTrue(bucket.allow(0.5))
        self.assertFalse(bucket.allow(0.75))

    def test_never_holds_more_than_its_capacity(self):
        bucket = TokenBucket(rate=10, capacity=2)
        self.assertFalse(bucket.allow(100, cost=3))
        self.assertTrue(bucket.allow(100, cost=2))

    def test_wait_time(self):
        bucket = TokenBucket(rate=2, capacity=4)
        self.assertEqual(bucket.wait_time(0), 0)
        bucket.allow(0, cost=4)
        self.assertEqual(bucket.wait_time(0), 0.5)
        self.assertEqual(bucket.wait_time(1, cost=4), 1.0)


class SlidingWindowTest(unittest.TestCase):
    def test_limit(self):
        window = SlidingWindow(limit=2, seconds=10)
        self.assertEqual([window.allow(t) for t in (0, 1, 2)], [True, True, False])

    def test_forgets(self):
        window = SlidingWindow(limit=1, seconds=10)
        self.assertTrue(window.allow(0))
        self.assertFalse(window.allow(9))
        self.assertTrue(window.allow(10))

    def test_refused_actions_do_not_count(self):
        window = SlidingWindow(limit=1, seconds=10)
        window.allow(0)
        window.allow(5)
        self.assertTrue(window.allow(11))
