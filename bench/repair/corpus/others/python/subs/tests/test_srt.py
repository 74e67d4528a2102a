import pytest

from subs import Cue, SrtError, dump, load

TWO = """1
00:00:01,000 --> 00:00:02,500
Good evening.

2
00:00:03,000 --> 00:00:04,000
- Who is there?
- Only me.

"""


def test_loads_blocks():
    assert load(TWO) == [
        Cue(1000, 2500, "Good evening."),
        Cue(3000, 4000, "- Who is there?\n- Only me."),
    ]


def test_file_may_end_right_after_the_last_text():
    cues = load(TWO.rstrip())
    assert [cue.start for cue in cues] == [1000, 3000]


def test_many_empty_lines():
    assert len(load("\n\n" + TWO.replace("\n\n", "\n\n\n\n"))) == 2


def test_block_without_times():
    with pytest.raises(SrtError):
        load("1\nGood evening.\n\n")


def test_dump_numbers_the_cues():
    text = dump([Cue(0, 500, "a"), Cue(600, 900, "b")])
    assert text == "1\n00:00:00,000 --> 00:00:00,500\na\n\n2\n00:00:00,600 --> 00:00:00,900\nb\n"
