import pytest

from sensors import Reading, parse_line, parse_log


def test_line_with_value():
    assert parse_line("120 pier -3.5") == Reading(120, "pier", -3.5)


def test_line_without_answer():
    assert parse_line("120 pier -").value is None


def test_bad_line():
    with pytest.raises(ValueError):
        parse_line("120 pier")


def test_log_is_ordered_and_without_comments():
    log = "# station log\n60 pier 2\n\n0 pier 1\n"
    assert [reading.value for reading in parse_log(log)] == [1, 2]
