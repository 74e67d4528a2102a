import pytest

from subs import Cue, SrtError, dump, format_timecode, load, parse_timecode
from subs.edit import close_overlaps, shift, wrap


@pytest.mark.parametrize(
    "text, millis",
    [
        ("00:00:00,1", 100),
        ("00:00:00,05", 50),
        ("00:00:00,25", 250),
        ("00:00:00,007", 7),
        ("00:00:00,070", 70),
        ("00:07", 7_000),
        ("00:00.9", 900),
        (" 10:00:00.000 ", 36_000_000),
    ],
)
def test_fractions(text, millis):
    assert parse_timecode(text) == millis


def test_format_pads():
    assert format_timecode(0) == "00:00:00,000"
    assert format_timecode(100 * 3_600_000 + 5) == "100:00:00,005"


def test_single_block_without_newline():
    assert load("1\n00:01,000 --> 00:02,000\nHi") == [Cue(1000, 2000, "Hi")]


def test_no_cue_twice_and_none_lost():
    cues = [Cue(i * 1000, i * 1000 + 500, f"line {i}") for i in range(5)]
    text = dump(cues)
    for ending in ("", "\n", "\n\n\n"):
        assert load(text.rstrip("\n") + ending) == cues


def test_empty_file():
    assert load("") == []
    assert load("\n\n") == []


def test_bad_last_block_is_reported():
    with pytest.raises(SrtError):
        load("1\n00:01,000 --> 00:02,000\nHi\n\n2")


def test_last_block_may_be_without_text():
    assert load("1\n00:01,000 --> 00:02,000") == [Cue(1000, 2000, "")]


def cost(text, width):
    return sum(max(0, width - len(line)) ** 2 for line in text.split("\n"))


def test_wrap_is_optimal():
    assert cost(wrap("aaa bb cc ddddd", 6), 6) == 11
    assert wrap("the quick brown fox jumps", 11).split("\n") == ["the quick", "brown fox", "jumps"]
    assert wrap("I do not know what you are talking about", 16) == "I do not know\nwhat you are\ntalking about"
    assert wrap("bb a cccc dd eeeeee", 7) == "bb a\ncccc dd\neeeeee"
    assert wrap("", 10) == ""


def test_wrap_takes_fewest_lines_of_equals():
    assert all(len(line) <= 8 for line in wrap("ab cd ef gh ij kl mn", 8).split("\n"))


def test_edit_still_works():
    assert shift([Cue(0, 10, "x")], 5) == [Cue(5, 15, "x")]
    assert close_overlaps([Cue(0, 10, "x")]) == [Cue(0, 10, "x")]
