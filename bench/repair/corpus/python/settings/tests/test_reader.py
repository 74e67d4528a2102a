import unittest

from settings.reader import ParseError, parse, strip_comment


class ReaderTest(unittest.TestCase):
    def test_sections(self):
        self.assertEqual(parse("a = 1\n[server]\nport = 80\n"), {"main": {"a": "1"}, "server": {"port": "80"}})

    def test_comments_and_blank_lines(self):
        self.assertEqual(parse("# head\n\nname = x # tail\n"), {"main": {"name": "x"}})

    def test_quotes(self):
        self.assertEqual(parse('color = "#fff"\npad = "  x "')["main"], {"color": "#fff", "pad": "  x "})
        self.assertEqual(strip_comment('a = "b" # c'), 'a = "b" ')

    def test_equals_sign_in_a_value(self):
        self.assertEqual(parse("query = a=b")["main"], {"query": "a=b"})

    def test_a_section_may_continue(self):
        self.assertEqual(parse("[a]\nx = 1\n[b]\n[a]\ny = 2")["a"], {"x": "1", "y": "2"})

    def test_errors_tell_the_line(self):
        for text in ("a = 1\nnonsense", "a = 1\n[open", "a = 1\na = 2", "a = 1\n= 2", "a = 1\n[ ]"):
            with self.assertRaises(ParseError) as caught:
                parse(text)
            self.assertEqual(caught.exception.line, 2)
