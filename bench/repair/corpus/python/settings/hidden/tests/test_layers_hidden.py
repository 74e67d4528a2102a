import unittest

from settings import Settings


class Layers(unittest.TestCase):
    def test_order_of_layers(self):
        settings = Settings({"a": {"x": "1", "y": "1", "z": "1"}}, {"a": {"y": "2", "z": "2"}}, {"b": {"y": "9"}}, {"a": {"z": "3"}})
        self.assertEqual(settings.section("a"), {"x": "1", "y": "2", "z": "3"})
        self.assertEqual(list(settings.section("a")), ["x", "y", "z"])
        settings.override("a.x", True)
        settings.override("top", 1.5)
        self.assertEqual((settings.get("a.x"), settings.get("top"), settings.get("main.top")), ("True", "1.5", "1.5"))
        self.assertIs(settings.get_bool("a.x"), True)
        settings.override("a.x", 7)
        self.assertEqual(settings.get_int("a.x"), 7)

    def test_dotted_sections(self):
        settings = Settings.from_texts("[a.b]\nc = 1\n[a]\nb = ${a.b.c}2")
        self.assertEqual((settings.get("a.b.c"), settings.get("a.b")), ("1", "12"))

    def test_references(self):
        settings = Settings.from_texts("a = 1${b}${b}\nb = 2${c}\nc = 3\nd = ${x}\ne = $b {b}", "c = 4")
        self.assertEqual([settings.get(k) for k in "abce"], ["12424", "24", "4", "$b {b}"])
        with self.assertRaises(KeyError):
            settings.get("d")
        with self.assertRaises(KeyError):
            settings.get("d", "default")

    def test_circles(self):
        settings = Settings.from_texts("a = ${b}\nb = ${c}\nc = ${b}\nd = ${d}")
        for key in "abcd":
            with self.assertRaisesRegex(ValueError, "b -> c -> b|c -> b -> c|d -> d"):
                settings.get(key)

    def test_defaults(self):
        settings = Settings.from_texts("empty =\nzero = 0")
        self.assertEqual(settings.get("empty", "x"), "")
        self.assertEqual(settings.get_int("zero", 5), 0)
        self.assertEqual(settings.get_list("empty", ["x"]), [])
        self.assertIs(settings.get_bool("none", True), True)
        for getter in (settings.get, settings.get_int, settings.get_bool, settings.get_list, settings.get_size, settings.get_duration):
            self.assertIsNone(getter("none", None))
            self.assertEqual(getter("none", 0), 0)
            with self.assertRaises(KeyError):
                getter("none")

    def test_bounds(self):
        settings = Settings.from_texts("n = 5")
        for low, high, good in [(None, None, True), (5, None, True), (6, None, False), (None, 5, True), (None, 4, False), (1, 9, True), (9, 1, False)]:
            if good:
                self.assertEqual(settings.get_int("n", low=low, high=high), 5)
            else:
                with self.assertRaises(ValueError):
                    settings.get_int("n", low=low, high=high)
        self.assertEqual(settings.get_int("m", 100, high=9), 100)

    def test_typed(self):
        settings = Settings.from_texts("b = on\nl = x|y,z\ns = 2k\nd = 100ms")
        self.assertEqual(settings.get_list("l"), ["x|y", "z"])
        self.assertEqual(settings.get_list("l", separator="|"), ["x", "y,z"])
        self.assertEqual((settings.get_bool("b"), settings.get_size("s"), settings.get_duration("d")), (True, 2048, 0.1))

    def test_changed(self):
        a, b = Settings.from_texts("x = 1\ny = ${x}\n[s]\nk = 1"), Settings.from_texts("x = 2\ny = ${x}\n[t]\nk = 1")
        self.assertEqual(a.changed(b), ["main.x", "s.k", "t.k"])
        self.assertEqual(b.changed(a), ["main.x", "s.k", "t.k"])
        self.assertEqual(a.changed(a), [])
        self.assertEqual(a.section("none"), {})
