import pytest

from reports.text import pad, shorten, wrap


@pytest.mark.parametrize(
    "align, expected", [("left", "ab   "), ("right", "   ab"), ("center", " ab  ")]
)
def test_pad(align, expected):
    assert pad("ab", 5, align) == expected


def test_pad_leaves_long_text():
    assert pad("abcdef", 3) == "abcdef"


@pytest.mark.parametrize(
    "text, width, expected",
    [("short", 10, "short"), ("exactly", 7, "exactly"), ("a long title", 9, "a long..."), ("abcdef", 2, "..")],
)
def test_shorten(text, width, expected):
    assert shorten(text, width) == expected


def test_wrap():
    assert wrap("the quick brown fox", 10) == ["the quick", "brown fox"]
    assert wrap("", 5) == []


def test_wrap_cuts_long_words():
    assert wrap("a abcdefgh b", 3) == ["a", "abc", "def", "gh", "b"]
    assert wrap("abcdef", 3) == ["abc", "def"]
