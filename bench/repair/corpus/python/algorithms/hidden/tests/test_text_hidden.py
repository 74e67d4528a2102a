import random
import unittest
from functools import lru_cache
from itertools import groupby
from os.path import commonprefix

from algorithms.text import edit_distance, is_palindrome, longest_common_prefix, rotate, run_lengths


@lru_cache(None)
def distance(a, b):
    if not a or not b:
        return len(a) + len(b)
    if a[0] == b[0]:
        return distance(a[1:], b[1:])
    return 1 + min(distance(a[1:], b), distance(a, b[1:]), distance(a[1:], b[1:]))


class TextProperties(unittest.TestCase):
    def setUp(self):
        generator = random.Random(3)
        self.words = ["".join(generator.choice("abc") for _ in range(generator.randint(0, 7))) for _ in range(150)]

    def test_edit_distance(self):
        for a, b in zip(self.words, self.words[1:]):
            self.assertEqual(edit_distance(a, b), distance(a, b))
        self.assertEqual(edit_distance("", ""), 0)

    def test_run_lengths(self):
        for word in self.words:
            self.assertEqual(run_lengths(word), [(c, len(list(run))) for c, run in groupby(word)])

    def test_palindromes(self):
        for word in self.words:
            self.assertEqual(is_palindrome(word), word == word[::-1])
            self.assertTrue(is_palindrome(word.upper() + "! " + word[::-1]))
        self.assertTrue(is_palindrome("12 (21)"))
        self.assertFalse(is_palindrome("12 (a1)"))

    def test_prefix(self):
        for a, b, c in zip(self.words, self.words[1:], self.words[2:]):
            self.assertEqual(longest_common_prefix([a, b, c]), commonprefix([a, b, c]))
        self.assertEqual(longest_common_prefix([]), "")
        self.assertEqual(longest_common_prefix(["one"]), "one")

    def test_rotate(self):
        for word in self.words:
            for count in range(-9, 10):
                rotated = rotate(word, count)
                self.assertEqual(rotate(rotated, -count), word)
                if word:
                    self.assertEqual(rotated[0], word[count % len(word)])
