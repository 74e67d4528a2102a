import pytest

from confmix import ConfigSyntaxError, parse


def test_sections_and_options():
    text = "debug = no\n[server]\nhost = example.org\nport=80\n"
    assert parse(text) == {
        "default": {"debug": "no"},
        "server": {"host": "example.org", "port": "80"},
    }


def test_comments():
    text = "# top\n[a]\n; old = 1\ncolour = red # warm\nanchor = page#top\n"
    assert parse(text) == {"a": {"colour": "red", "anchor": "page#top"}}


def test_value_with_equals_sign():
    assert parse("[db]\nurl = pg://h/x?ssl=on\n") == {"db": {"url": "pg://h/x?ssl=on"}}


def test_continuation():
    text = "[a]\npaths =\n    /var\n    /srv\nnote = one\n  two\n"
    assert parse(text) == {"a": {"paths": "/var\n/srv", "note": "one\ntwo"}}


def test_names_are_normalized():
    assert parse("[a]\nMax-Size = 3\n") == {"a": {"max_size": "3"}}


def test_section_opened_again():
    assert parse("[a]\nx = 1\n[b]\n[a]\ny = 2\n") == {"a": {"x": "1", "y": "2"}, "b": {}}


@pytest.mark.parametrize(
    "text, line", [("[a]\nx = 1\nx = 2", 3), ("[a", 1), ("\nword", 2), ("[a]\n  lost", 2), ("[ ]", 1)]
)
def test_errors(text, line):
    with pytest.raises(ConfigSyntaxError) as caught:
        parse(text)
    assert caught.value.line_number == line
