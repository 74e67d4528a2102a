import unittest

from settings import Settings

BASE = """
debug = no
[server]
host = localhost
port = 8080
url = http://${server.host}:${server.port}/
[cache]
size = 64k
"""
LOCAL = """
[server]
host = example.org
workers = 4
"""


class SettingsTest(unittest.TestCase):
    def setUp(self):
        self.settings = Settings.from_texts(BASE, LOCAL)

    def test_later_layers_win(self):
        self.assertEqual(self.settings.get("server.host"), "example.org")
        self.assertEqual(self.settings.get("server.port"), "8080")

    def test_main_section(self):
        self.assertIs(self.settings.get_bool("debug"), False)

    def test_references(self):
        self.assertEqual(self.settings.get("server.url"), "http://example.org:8080/")

    def test_override(self):
        self.settings.override("server.port", 9000)
        self.assertEqual(self.settings.get_int("server.port"), 9000)
        self.assertEqual(self.settings.get("server.url"), "http://example.org:9000/")

    def test_missing(self):
        with self.assertRaises(KeyError):
            self.settings.get("server.nothing")
        self.assertIsNone(self.settings.get("server.nothing", None))
        self.assertEqual(self.settings.get_int("server.timeout", 30), 30)

    def test_typed_values(self):
        self.assertEqual(self.settings.get_size("cache.size"), 65536)
        self.assertEqual(self.settings.get_int("server.workers", high=4), 4)
        with self.assertRaises(ValueError):
            self.settings.get_int("server.workers", high=3)

    def test_circular_reference(self):
        settings = Settings.from_texts("a = ${b}\nb = ${a}")
        with self.assertRaises(ValueError):
            settings.get("a")

    def test_section(self):
        self.assertEqual(
            self.settings.section("server"),
            {"host": "example.org", "port": "8080", "url": "http://example.org:8080/", "workers": "4"},
        )

    def test_changed(self):
        self.assertEqual(Settings.from_texts(BASE).changed(self.settings), ["server.host", "server.workers"])

    def test_lists_and_durations(self):
        settings = Settings.from_texts("hosts = a;b ; c\nwait = 2h")
        self.assertEqual(settings.get_list("hosts", separator=";"), ["a", "b", "c"])
        self.assertEqual(settings.get_duration("wait"), 7200)
