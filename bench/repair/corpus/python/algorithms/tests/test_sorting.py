import unittest

from algorithms.sorting import counting_sort, insertion_sort, kth_smallest, merge, merge_sort


class SortingTest(unittest.TestCase):
    def test_merge(self):
        self.assertEqual(merge([1, 4, 6], [2, 3]), [1, 2, 3, 4, 6])
        self.assertEqual(merge([], [1]), [1])

    def test_merge_sort(self):
        self.assertEqual(merge_sort([3, 1, 2]), [1, 2, 3])
        self.assertEqual(merge_sort([]), [])
        self.assertEqual(merge_sort([5, 5, 1, 4]), [1, 4, 5, 5])

    def test_insertion_sort(self):
        self.assertEqual(insertion_sort([3, 1, 2]), [1, 2, 3])
        self.assertEqual(insertion_sort([9, 8, 7, 6]), [6, 7, 8, 9])

    def test_insertion_sort_leaves_its_argument_alone(self):
        items = [2, 1]
        insertion_sort(items)
        self.assertEqual(items, [2, 1])

    def test_counting_sort(self):
        self.assertEqual(counting_sort([3, 1, 2, 3]), [1, 2, 3, 3])
        self.assertEqual(counting_sort([-1, 4, -3]), [-3, -1, 4])
        self.assertEqual(counting_sort([]), [])

    def test_kth_smallest(self):
        self.assertEqual(kth_smallest([5, 2, 8, 1], 1), 1)
        self.assertEqual(kth_smallest([5, 2, 8, 1], 3), 5)
        self.assertEqual(kth_smallest([5, 2, 8, 1], 4), 8)

    def test_kth_smallest_out_of_range(self):
        with self.assertRaises(ValueError):
            kth_smallest([1, 2], 3)
