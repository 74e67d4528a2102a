import unittest

from algorithms.search import closest, count, equal_range, lower_bound, upper_bound


class SearchTest(unittest.TestCase):
    def test_lower_bound(self):
        self.assertEqual(lower_bound([1, 3, 5], 3), 1)
        self.assertEqual(lower_bound([1, 3, 5], 4), 2)
        self.assertEqual(lower_bound([1, 3, 5], 9), 3)

    def test_upper_bound(self):
        self.assertEqual(upper_bound([1, 3, 5], 2), 1)
        self.assertEqual(upper_bound([1, 3, 3, 5], 3), 3)

    def test_equal_range_of_a_missing_element_is_empty(self):
        self.assertEqual(equal_range([1, 3, 5], 4), (2, 2))

    def test_count(self):
        self.assertEqual(count([1, 2, 2, 2, 3], 2), 3)
        self.assertEqual(count([1, 2, 2, 2, 3], 4), 0)

    def test_closest(self):
        self.assertEqual(closest([1, 4, 10], 5), 4)
        self.assertEqual(closest([1, 4, 10], 9), 10)
        self.assertEqual(closest([1, 4, 10], -3), 1)

    def test_closest_prefers_the_smaller(self):
        self.assertEqual(closest([2, 4], 3), 2)

    def test_closest_of_nothing(self):
        with self.assertRaises(ValueError):
            closest([], 1)
