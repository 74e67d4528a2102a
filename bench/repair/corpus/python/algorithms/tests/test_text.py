import unittest

from algorithms.text import edit_distance, is_palindrome, longest_common_prefix, rotate, run_lengths


class TextTest(unittest.TestCase):
    def test_edit_distance(self):
        self.assertEqual(edit_distance("kitten", "sitting"), 3)
        self.assertEqual(edit_distance("flaw", "lawn"), 2)
        self.assertEqual(edit_distance("same", "same"), 0)

    def test_edit_distance_to_the_empty_text(self):
        self.assertEqual(edit_distance("abc", ""), 3)
        self.assertEqual(edit_distance("", "ab"), 2)

    def test_run_lengths(self):
        self.assertEqual(run_lengths("aabccc"), [("a", 2), ("b", 1), ("c", 3)])
        self.assertEqual(run_lengths(""), [])

    def test_is_palindrome(self):
        self.assertTrue(is_palindrome("A man, a plan, a canal: Panama"))
        self.assertFalse(is_palindrome("palindrome"))

    def test_longest_common_prefix(self):
        self.assertEqual(longest_common_prefix(["flower", "flow", "flight"]), "fl")
        self.assertEqual(longest_common_prefix(["dog", "car"]), "")

    def test_rotate(self):
        self.assertEqual(rotate("abcde", 2), "cdeab")
        self.assertEqual(rotate("abcde", -1), "eabcd")
        self.assertEqual(rotate("", 3), "")
