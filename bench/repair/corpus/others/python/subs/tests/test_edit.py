from subs import Cue
from subs.edit import active_at, close_overlaps, shift, wrap


def test_shift_back_drops_what_is_over():
    cues = [Cue(0, 500, "a"), Cue(400, 900, "b"), Cue(1000, 1500, "c")]
    assert shift(cues, -500) == [Cue(0, 400, "b"), Cue(500, 1000, "c")]


def test_close_overlaps():
    cues = [Cue(1000, 3000, "b"), Cue(0, 1200, "a")]
    assert close_overlaps(cues, gap=100) == [Cue(0, 900, "a"), Cue(1000, 3000, "b")]


def test_active_at_the_edges():
    cue = Cue(100, 200, "a")
    assert active_at([cue], 100) == [cue]
    assert active_at([cue], 200) == []


def test_wrap_keeps_short_text():
    assert wrap("Only  me.", 20) == "Only me."


def test_wrap_fills_lines_evenly():
    assert wrap("aaa bb cc ddddd", 6) == "aaa\nbb cc\nddddd"


def test_wrap_long_word_stands_alone():
    assert wrap("a incomprehensible b", 6) == "a\nincomprehensible\nb"
