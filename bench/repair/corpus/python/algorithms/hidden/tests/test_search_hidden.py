import bisect
import random
import unittest

from algorithms.search import closest, count, equal_range, lower_bound, upper_bound


class SearchAgainstLibrary(unittest.TestCase):
    def setUp(self):
        generator = random.Random(7)
        self.cases = [
            (sorted(generator.randint(-9, 9) for _ in range(generator.randint(0, 12))), generator.randint(-11, 11))
            for _ in range(400)
        ]

    def test_bounds(self):
        for items, target in self.cases:
            self.assertEqual(lower_bound(items, target), bisect.bisect_left(items, target))
            self.assertEqual(upper_bound(items, target), bisect.bisect_right(items, target))

    def test_ranges_and_counts(self):
        for items, target in self.cases:
            first, last = equal_range(items, target)
            self.assertEqual(items[first:last], [target] * items.count(target))
            self.assertEqual(count(items, target), items.count(target))

    def test_closest(self):
        for items, target in self.cases:
            if items:
                self.assertEqual(closest(items, target), min(items, key=lambda item: (abs(item - target), item)))
