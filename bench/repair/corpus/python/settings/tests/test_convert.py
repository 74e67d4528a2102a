import unittest

from settings.convert import in_range, to_bool, to_duration, to_list, to_size


class ConvertTest(unittest.TestCase):
    def test_bool(self):
        self.assertIs(to_bool("Yes"), True)
        self.assertIs(to_bool(" off "), False)
        with self.assertRaises(ValueError):
            to_bool("maybe")

    def test_list(self):
        self.assertEqual(to_list("a, b ,,c,"), ["a", "b", "c"])
        self.assertEqual(to_list("a b", " "), ["a", "b"])

    def test_size(self):
        self.assertEqual(to_size("512"), 512)
        self.assertEqual(to_size("10k"), 10240)
        self.assertEqual(to_size("2M"), 2097152)

    def test_duration(self):
        self.assertEqual(to_duration("30"), 30)
        self.assertEqual(to_duration("1.5m"), 90)
        self.assertEqual(to_duration("500ms"), 0.5)

    def test_range(self):
        self.assertEqual(in_range(5, 1, 5), 5)
        self.assertEqual(in_range(-100, high=0), -100)
        with self.assertRaises(ValueError):
            in_range(0, low=1)
        with self.assertRaises(ValueError):
            in_range(6, 1, 5)
