import pytest

from editor.buffer import TextBuffer


def test_replace_returns_removed():
    buffer = TextBuffer("hello world")
    assert buffer.replace(6, 5, "there") == "world"
    assert buffer.text == "hello there"


def test_replace_checks_range():
    with pytest.raises(IndexError):
        TextBuffer("abc").replace(2, 2, "")


def test_position_and_offset():
    buffer = TextBuffer("ab\ncde\n\nf")
    assert buffer.position(0) == (0, 0)
    assert buffer.position(5) == (1, 2)
    assert buffer.position(8) == (3, 0)
    assert buffer.offset(1, 2) == 5
    assert buffer.offset(0, 9) == 2


def test_find():
    buffer = TextBuffer("abcabc")
    assert buffer.find("bc", 2) == 4
    assert buffer.find("x") is None
