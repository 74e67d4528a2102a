import pytest

from confmix import Config, InterpolationError, MissingOption, parse


def test_empty_hides_default_section():
    config = Config.from_texts("motd = hi\n", "[server]\nmotd =\n")
    assert config.get("server", "motd") == ""
    assert config.get("server", "motd", fallback="x") == ""
    assert config.get_list("server", "motd", fallback=["x"]) == []


def test_empty_in_the_middle():
    config = Config.from_texts("[s]\na = 1\n", "[s]\na =\n", "[s]\nb = 2\n")
    assert config.get("s", "a") == ""
    config.add_layer({"s": {"a": "3"}})
    assert config.get("s", "a") == "3"


def test_absent_still_missing():
    config = Config.from_texts("[s]\na =\n")
    with pytest.raises(MissingOption):
        config.get("s", "b")
    assert config.get("t", "a", fallback=7) == 7


def test_environment_empty():
    config = Config.from_texts("[s]\na = 1\n")
    config.add_environment({"X_S__A": ""}, "X")
    assert config.get("s", "a") == ""


def test_references_are_of_the_holder():
    text = "name = top\n[a]\nname = in-a\nlabel = <${name}>\n[b]\nname = in-b\ncopy = ${a:label}${name}\n"
    config = Config.from_texts(text)
    assert config.get("b", "copy") == "<in-a>in-b"
    assert config.get("a", "label") == "<in-a>"


def test_reference_chain_over_three_sections():
    text = "[a]\nv = ${w}\nw = 1\n[b]\nv = ${a:v}${w}\nw = 2\n[c]\nv = ${b:v}${w}\nw = 3\n"
    assert Config.from_texts(text).get("c", "v") == "123"


def test_same_name_in_two_sections_is_no_loop():
    config = Config.from_texts("[a]\nx = ${b:x}!\n[b]\nx = ${c:x}?\n[c]\nx = 1\n")
    assert config.get("a", "x") == "1?!"


def test_loop_over_sections():
    config = Config.from_texts("[a]\nx = ${b:y}\n[b]\ny = ${a:x}\n")
    with pytest.raises(InterpolationError):
        config.get("a", "x")


def test_unknown_reference():
    with pytest.raises(InterpolationError):
        Config.from_texts("a = ${nope}\n").get("default", "a")


@pytest.mark.parametrize("value", ["a=b", "a==b=", "=", "k = v", "q?x=1&y=2&z=3"])
def test_equals_signs(value):
    assert parse(f"name = {value}") == {"default": {"name": value}}


def test_underscores_and_dashes():
    assert parse("[a]\nLog-Level-X=1\n") == {"a": {"log_level_x": "1"}}
    assert Config.from_texts("[a]\nlog_level=1\n").get("a", "LOG-LEVEL") == "1"


@pytest.mark.parametrize("text", ["", " ", "2", "maybe", "truee"])
def test_not_a_flag(text):
    with pytest.raises(ValueError):
        Config({"s": {"f": text}}).get_bool("s", "f")


def test_flags():
    words = ["ON", "off", "1", "0", "No", "TRUE"]
    found = [Config({"s": {"f": word}}).get_bool("s", "f") for word in words]
    assert found == [True, False, True, False, False, True]
    assert Config({"s": {}}).get_bool("s", "f", fallback=None) is None
