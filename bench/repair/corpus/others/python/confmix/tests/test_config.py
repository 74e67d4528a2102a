import pytest

from confmix import Config, InterpolationError, MissingOption

BASE = """
timeout = 30
[server]
host = localhost
port = 8000
url = http://${host}:${port}/
motd = hello
[client]
target = ${server:url}api
"""


def test_later_layer_wins():
    config = Config.from_texts(BASE, "[server]\nport = 9000\n")
    assert config.get_int("server", "port") == 9000
    assert config.get("server", "host") == "localhost"


def test_default_section():
    config = Config.from_texts(BASE, "[server]\ntimeout = 5\n", "timeout = 60\n")
    assert config.get_int("client", "timeout") == 60
    assert config.get_int("server", "timeout") == 5


def test_empty_value_hides_earlier_layers():
    config = Config.from_texts(BASE, "[server]\nmotd =\n")
    assert config.get("server", "motd") == ""


def test_missing():
    config = Config.from_texts(BASE)
    assert config.get("server", "user", fallback=None) is None
    with pytest.raises(MissingOption):
        config.get("server", "user")


def test_interpolation():
    config = Config.from_texts(BASE, "[server]\nport = 9000\n")
    assert config.get("server", "url") == "http://localhost:9000/"


def test_interpolation_from_other_section():
    assert Config.from_texts(BASE).get("client", "target") == "http://localhost:8000/api"


def test_value_used_twice_is_no_loop():
    config = Config.from_texts("a = ${b}${b}\nb = ${c}\nc = x\n")
    assert config.get("default", "a") == "xx"


def test_loop():
    with pytest.raises(InterpolationError):
        Config.from_texts("a = ${b}\nb = ${a}\n").get("default", "a")


def test_environment():
    config = Config.from_texts(BASE)
    config.add_environment({"APP_SERVER__PORT": "1", "APPLE_SERVER__HOST": "x"}, "APP")
    assert config.get_int("server", "port") == 1
    assert config.get("server", "host") == "localhost"


def test_conversions():
    config = Config.from_texts("[x]\nflag = Yes\nitems = a, b,\n  c\nwait = 1h 30m\n")
    assert config.get_bool("x", "flag") is True
    assert config.get_list("x", "items") == ["a", "b", "c"]
    assert config.get_seconds("x", "wait") == 5400


def test_empty_flag_is_an_error():
    with pytest.raises(ValueError):
        Config.from_texts("[x]\nflag =\n").get_bool("x", "flag")


def test_listing():
    config = Config.from_texts(BASE, "[server]\nuser = me\n")
    assert config.sections() == ["client", "server"]
    assert config.options("server") == ["host", "motd", "port", "url", "user"]
