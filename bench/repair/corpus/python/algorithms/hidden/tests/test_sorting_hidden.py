import random
import unittest
from functools import total_ordering

from algorithms.sorting import counting_sort, insertion_sort, kth_smallest, merge, merge_sort


@total_ordering
class Card:
    def __init__(self, rank, suit):
        self.rank, self.suit = rank, suit

    def __lt__(self, other):
        return self.rank < other.rank

    def __eq__(self, other):
        return self.rank == other.rank


class SortingProperties(unittest.TestCase):
    def setUp(self):
        generator = random.Random(11)
        self.lists = [[generator.randint(-6, 6) for _ in range(generator.randint(0, 14))] for _ in range(200)]

    def test_sorts_agree_with_sorted(self):
        for items in self.lists:
            before = list(items)
            for sort in (merge_sort, insertion_sort, counting_sort):
                self.assertEqual(sort(items), sorted(items), sort.__name__)
            self.assertEqual(items, before)

    def test_merge(self):
        for left, right in zip(self.lists, self.lists[1:]):
            self.assertEqual(merge(sorted(left), sorted(right)), sorted(left + right))

    def test_stable(self):
        cards = [Card(rank, suit) for suit in "abc" for rank in (3, 1, 2)]
        for sort in (merge_sort, insertion_sort):
            self.assertEqual("".join(card.suit for card in sort(cards)), "abcabcabc")

    def test_kth_smallest(self):
        for items in self.lists:
            for k in range(1, len(items) + 1):
                self.assertEqual(kth_smallest(items, k), sorted(items)[k - 1])
            for k in (0, -1, len(items) + 1):
                with self.assertRaises(ValueError):
                    kth_smallest(items, k)
