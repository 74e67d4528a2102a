import unittest

from settings.convert import in_range, to_bool, to_duration, to_list, to_size
from settings.reader import ParseError, parse, strip_comment, unquote


class Reading(unittest.TestCase):
    def test_values(self):
        for line, value in [
            ("k=v", "v"), ("k =  v w ", "v w"), ("k =", ""), ('k = ""', ""), ('k = "', '"'), ('k = "a#b" # c', "a#b"), ("k = a=b=c", "a=b=c"),
            ('k = "x', '"x'), ("k = [x]", "[x]"), ('k = "a" b', '"a" b'), ("k = # nothing", ""), ('k = "a" "b#"', 'a" "b#'),
        ]:
            self.assertEqual(parse(line), {"main": {"k": value}}, line)

    def test_sections(self):
        self.assertEqual(parse(""), {"main": {}})
        self.assertEqual(parse("[ a b ]\nx=1\n[c] # note\n[main]\ny=2"), {"main": {"y": "2"}, "a b": {"x": "1"}, "c": {}})
        self.assertEqual(parse("[a]\nx=1\n[b]\nx=2"), {"main": {}, "a": {"x": "1"}, "b": {"x": "2"}})

    def test_problems(self):
        for text, line, message in [
            ("x", 1, "expected"), ("\n\n=1", 3, "expected"), ("[a\nx=1", 1, "closed"), ("[]", 1, "name"), ("[a]\nx=1\n\nx=2", 4, "twice"), ("[a]\nx=1\n[b]\n[a]\nx=1", 5, "twice"),
            ("a = 1\n[x # ]", 2, "closed"),
        ]:
            with self.assertRaisesRegex(ParseError, f"line {line}: .*{message}") as caught:
                parse(text)
            self.assertEqual(caught.exception.line, line)

    def test_helpers(self):
        self.assertEqual(strip_comment('"#" # "#"'), '"#" ')
        self.assertEqual(strip_comment("#"), "")
        self.assertEqual(strip_comment("plain"), "plain")
        self.assertEqual([unquote(t) for t in ('"a"', '"a', 'a"', '"', '""', "a")], ["a", '"a', 'a"', '"', "", "a"])


class Converting(unittest.TestCase):
    def test_bool(self):
        for word in ("yes", "TRUE", " On", "1"):
            self.assertIs(to_bool(word), True)
        for word in ("no", "False", "OFF ", "0"):
            self.assertIs(to_bool(word), False)
        for word in ("", "2", "y", "truefalse"):
            with self.assertRaises(ValueError):
                to_bool(word)

    def test_list(self):
        for text, parts in [("", []), (" , ", []), ("a", ["a"]), ("a b, c", ["a b", "c"]), (",a", ["a"])]:
            self.assertEqual(to_list(text), parts)
        self.assertEqual(to_list("a,b|c", "|"), ["a,b", "c"])

    def test_size(self):
        for text, size in [("0", 0), ("1k", 1024), (" 3 K ", 3072), ("1m", 1 << 20), ("5G", 5 << 30), ("-1k", -1024)]:
            self.assertEqual(to_size(text), size)
        for text in ("", "k", "1t", "1.5k", "kk"):
            with self.assertRaises(ValueError):
                to_size(text)

    def test_duration(self):
        for text, seconds in [("0", 0), ("1.5", 1.5), ("250ms", 0.25), ("2 s", 2), ("3m", 180), ("0.5H", 1800), (" 1s ", 1)]:
            self.assertEqual(to_duration(text), seconds)
        for text in ("", "s", "1d", "1 m s"):
            with self.assertRaises(ValueError):
                to_duration(text)

    def test_range(self):
        for value, low, high, good in [(1, 1, 1, True), (0, 0, None, True), (-1, 0, None, False), (0, None, 0, True), (1, None, 0, False), (9, None, None, True), (2, 3, 1, False), (3, 1, 5, True)]:
            if good:
                self.assertEqual(in_range(value, low, high), value)
            else:
                with self.assertRaises(ValueError):
                    in_range(value, low, high)
