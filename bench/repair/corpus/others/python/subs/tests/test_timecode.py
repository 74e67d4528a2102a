import pytest

from subs import format_timecode, parse_timecode


def test_parses_full_timecode():
    assert parse_timecode("01:02:03,456") == 3_723_456


def test_parses_without_hours():
    assert parse_timecode("02:03.250") == 123_250


def test_short_fraction_is_decimal():
    assert parse_timecode("00:00:01,5") == 1_500


def test_refuses_nonsense():
    with pytest.raises(ValueError):
        parse_timecode("1:75:00")


def test_format_round_trip():
    assert format_timecode(3_723_006) == "01:02:03,006"
    assert parse_timecode(format_timecode(3_723_006)) == 3_723_006
